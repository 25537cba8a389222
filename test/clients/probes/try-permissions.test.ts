import {
  GetAccessKeyLastUsedCommand,
  GetAccountAuthorizationDetailsCommand,
  ListAccessKeysCommand,
} from '@aws-sdk/client-iam'
import { describe, expect, test } from 'vitest'
import { findAccessKeyId } from '#shared/clients/probes/iam-probes.ts'
import { permissionProbes, tryPermissions } from '#shared/clients/probes/try-permissions.ts'
import { clientFiles, readClientModule } from '#test/infra/declared-actions.ts'
import { ACCOUNT, awsError, mockedClients, REGION } from '../mocked-clients.ts'

const COLLECTORS = /^(access-analyzer|cloudtrail|cloudwatch|iam|organizations)\//
// Asked for one question or one trail, or only when wanted: no audit needs them.
const ASKED_ONLY = new Set([
  'cloudtrail:LookupEvents',
  'cloudtrail:ListPublicKeys',
  'iam:GenerateServiceLastAccessedDetails',
  'iam:GetServiceLastAccessedDetails',
])

const targetOf = ({ clients }: ReturnType<typeof mockedClients>, accessKeyId?: string) => ({
  clients,
  region: REGION,
  accountId: ACCOUNT,
  partition: 'aws',
  accessKeyId,
})

describe('tryPermissions', () => {
  test('every call that a collector declares is tried', async () => {
    const modules = await Promise.all(clientFiles.filter((file) => COLLECTORS.test(file)).map(readClientModule))
    const declared = modules.flatMap(({ actions = [] }) => actions).filter((action) => !ASKED_ONLY.has(action))
    expect(permissionProbes.map(({ action }) => action).sort()).toEqual([...new Set(declared)].sort())
  })
  test('one refusal does not end the others', async () => {
    const mocks = mockedClients()
    mocks.iam.onAnyCommand().rejects(awsError('AccessDenied'))
    const tried = await tryPermissions(targetOf(mocks, 'AKIAEXAMPLE'))
    expect(tried).toHaveLength(permissionProbes.length)
    const denied = tried.filter(({ answer }) => answer === 'denied').map(({ action }) => action)
    expect(denied).toHaveLength(permissionProbes.filter(({ action }) => action.startsWith('iam:')).length)
    expect(denied.every((action) => action.startsWith('iam:'))).toBe(true)
  })
  test('only the last use of a key needs a key, and without one it is not tried', async () => {
    const tried = await tryPermissions(targetOf(mockedClients()))
    expect(tried.filter(({ answer }) => answer !== 'allowed')).toMatchObject([
      { action: 'iam:GetAccessKeyLastUsed', answer: 'not-tried' },
    ])
  })
  test('asks for no more than one entry of a list, and of users who do not exist', async () => {
    const mocks = mockedClients()
    await tryPermissions(targetOf(mocks, 'AKIAEXAMPLE'))
    const inputs = mocks.iam.calls().map(({ args: [command] }) => command.input as Record<string, unknown>)
    expect(inputs.every(({ MaxItems = 1 }) => MaxItems === 1)).toBe(true)
    expect(new Set(inputs.flatMap(({ UserName }) => (UserName === undefined ? [] : [UserName])))).toEqual(
      new Set(['credaudit-doctor-nobody']),
    )
    expect(mocks.iam.commandCalls(GetAccessKeyLastUsedCommand)).toHaveLength(1)
  })
})

describe('findAccessKeyId', () => {
  test('the first key of the first user who has one', async () => {
    const { clients, iam } = mockedClients()
    iam
      .on(GetAccountAuthorizationDetailsCommand)
      .resolves({ UserDetailList: [{ UserName: 'anna' }, { UserName: 'ben' }] })
    iam.on(ListAccessKeysCommand, { UserName: 'anna' }).resolves({ AccessKeyMetadata: [] })
    iam.on(ListAccessKeysCommand, { UserName: 'ben' }).resolves({ AccessKeyMetadata: [{ AccessKeyId: 'AKIABEN' }] })
    expect(await findAccessKeyId(clients)).toBe('AKIABEN')
  })
  test('none where the lists are refused', async () => {
    const { clients, iam } = mockedClients()
    iam.onAnyCommand().rejects(awsError('AccessDenied'))
    expect(await findAccessKeyId(clients)).toBeUndefined()
  })
})
