import {
  GetAccessKeyLastUsedCommand,
  GetLoginProfileCommand,
  GetMFADeviceCommand,
  ListAccessKeysCommand,
  ListMFADevicesCommand,
  ListSSHPublicKeysCommand,
} from '@aws-sdk/client-iam'
import { describe, expect, it } from 'vitest'
import { EVERY_USER_EVIDENCE, collectForUsers } from '#shared/clients/collect-for-users.ts'
import type { UserQuestions } from '#shared/clients/collect-for-users.ts'
import { ACCOUNT, awsError, jsonOf, mockedClients, optionsOf } from './mocked-clients.ts'

const run = async (mocked: ReturnType<typeof mockedClients>, questions: Partial<UserQuestions>) => {
  const asked = { users: ['alice'], what: EVERY_USER_EVIDENCE, callBudget: 1000, ...questions }
  const result = await collectForUsers(mocked.clients, asked, optionsOf())
  return { ...result, json: (name: string) => jsonOf(result.files, `${name}.json`) }
}

const noProfile = (user: string): Error =>
  awsError('NoSuchEntityException', `Login Profile for User ${user} cannot be found.`)
const noUser = (user: string): Error => awsError('NoSuchEntityException', `The user with name ${user} cannot be found.`)
const key = (AccessKeyId: string) => ({ AccessKeyId, Status: 'Active' as const })

describe('collectForUsers', () => {
  it('writes one row for each user that was asked, with an empty list too, sorted by name', async () => {
    const mocked = mockedClients()
    mocked.iam.on(ListAccessKeysCommand).resolves({ AccessKeyMetadata: [] })
    mocked.iam.on(ListAccessKeysCommand, { UserName: '__proto__' }).resolves({ AccessKeyMetadata: [key('AKIA1')] })
    const { json, errors } = await run(mocked, { users: ['zoe', '__proto__', 'Bob', 'zoe'], what: ['access-keys'] })
    expect(json('access-keys')).toEqual([
      { UserName: 'Bob', AccessKeyMetadata: [] },
      { UserName: '__proto__', AccessKeyMetadata: [key('AKIA1')] },
      { UserName: 'zoe', AccessKeyMetadata: [] },
    ])
    expect(errors).toEqual([])
  })

  it("row 25: what a user has now, and not what yesterday's report says", async () => {
    const mocked = mockedClients()
    mocked.iam.on(ListAccessKeysCommand).resolves({ AccessKeyMetadata: [key('AKIANEW')] })
    mocked.iam.on(GetAccessKeyLastUsedCommand).resolves({
      UserName: 'alice',
      AccessKeyLastUsed: { LastUsedDate: new Date('2026-11-20T05:00:00Z'), ServiceName: 's3', Region: 'N/A' },
    })
    const { json } = await run(mocked, { what: ['access-key-last-used'] })
    expect(json('access-key-last-used')).toEqual([
      {
        AccessKeyId: 'AKIANEW',
        UserName: 'alice',
        AccessKeyLastUsed: { LastUsedDate: '2026-11-20T05:00:00+00:00', ServiceName: 's3', Region: 'N/A' },
      },
    ])
    expect(json('access-keys')).toEqual([{ UserName: 'alice', AccessKeyMetadata: [key('AKIANEW')] }])
  })

  it('tells a user without a password from one who was not asked', async () => {
    const mocked = mockedClients()
    mocked.iam.on(GetLoginProfileCommand).rejects(noProfile('alice'))
    const { json, errors } = await run(mocked, { what: ['login-profiles'] })
    expect(json('login-profiles')).toEqual([{ UserName: 'alice', LoginProfile: null }])
    expect(errors).toEqual([])
  })

  it('row 26: a user deleted meanwhile leaves a note and nothing else', async () => {
    const mocked = mockedClients()
    mocked.iam.on(ListMFADevicesCommand, { UserName: 'gone' }).rejects(noUser('gone'))
    const { files, json, errors } = await run(mocked, { users: ['alice', 'gone'] })
    for (const { name } of files) expect(JSON.stringify(jsonOf(files, name))).not.toContain('gone')
    expect(json('ssh-public-keys')).toEqual([{ UserName: 'alice' }])
    expect(errors).toEqual([
      {
        call: 'iam:ListMFADevices',
        evidence: 'mfa-devices',
        user: 'gone',
        code: 'NoSuchEntity',
        reason: 'The user gone was deleted while the account was being read; nothing about it is kept.',
      },
    ])
    expect(mocked.iam.commandCalls(GetLoginProfileCommand, { UserName: 'gone' })).toHaveLength(0)
  })

  it('row 26: a user deleted before the login profile is asked for is not one without a password', async () => {
    const mocked = mockedClients()
    mocked.iam.on(GetLoginProfileCommand).rejects(noUser('alice'))
    const { files, errors } = await run(mocked, { what: ['login-profiles'] })
    expect(files).toEqual([])
    expect(errors).toMatchObject([{ code: 'NoSuchEntity', user: 'alice' }])
  })

  it('keeps the pages before one that fails', async () => {
    const mocked = mockedClients()
    mocked.iam
      .on(ListSSHPublicKeysCommand)
      .resolvesOnce({ SSHPublicKeys: [], IsTruncated: true, Marker: 'm' })
      .rejectsOnce(awsError('Throttling'))
    const { json, errors } = await run(mocked, { what: ['ssh-public-keys'] })
    expect(json('ssh-public-keys')).toHaveLength(1)
    expect(errors).toMatchObject([{ evidence: 'ssh-public-keys', user: 'alice', code: 'Throttling' }])
  })
})

describe('security keys', () => {
  const fido = `arn:aws:iam::${ACCOUNT}:u2f/user/alice/key-ABC`
  const virtual = `arn:aws:iam::${ACCOUNT}:mfa/alice`
  const withDevices = () => {
    const mocked = mockedClients()
    const MFADevices = () => [{ SerialNumber: fido }, { SerialNumber: virtual }]
    mocked.iam.on(ListMFADevicesCommand).callsFake(() => ({ MFADevices: MFADevices() }))
    mocked.iam.on(GetMFADeviceCommand).resolves({ SerialNumber: fido, Certifications: { FIDO: 'L1' } })
    return mocked
  }

  it('have their certifications written beside them; other devices are not asked about', async () => {
    const mocked = withDevices()
    const { json } = await run(mocked, { what: ['mfa-devices'] })
    expect(json('mfa-devices')).toEqual([
      {
        UserName: 'alice',
        MFADevices: [{ SerialNumber: fido, Certifications: { FIDO: 'L1' } }, { SerialNumber: virtual }],
      },
    ])
    expect(mocked.iam.commandCalls(GetMFADeviceCommand)).toHaveLength(1)
  })

  it('are asked about with what the lists left of the budget', async () => {
    const mocked = withDevices()
    const { errors, calls } = await run(mocked, { users: ['alice', 'bob'], what: ['mfa-devices'], callBudget: 3 })
    expect(calls).toBe(3)
    expect(errors).toMatchObject([{ call: 'iam:GetMFADevice', user: 'bob', code: 'budget' }])
  })
})

describe('the call budget', () => {
  const users = ['urgent', 'next', 'last']

  it.each([
    [0, []],
    [6, []],
    [7, ['urgent']],
    [13, ['urgent']],
    [14, ['urgent', 'next']],
    [21, ['urgent', 'next', 'last']],
  ])('%d calls are enough for %j', async (callBudget, expected) => {
    const mocked = mockedClients()
    mocked.iam.on(ListAccessKeysCommand).resolves({ AccessKeyMetadata: [key('AKIA1'), key('AKIA2')] })
    const { json, errors, calls } = await run(mocked, { users, callBudget })
    const rows = json('access-keys') ?? []
    expect(JSON.stringify(rows).match(/"UserName"/g) ?? []).toHaveLength(expected.length)
    for (const user of expected) expect(JSON.stringify(rows)).toContain(`"${user}"`)
    expect(calls).toBeLessThanOrEqual(callBudget)
    const left = users.filter((user) => !expected.includes(user))
    expect(errors).toHaveLength(left.length * EVERY_USER_EVIDENCE.length)
    expect(errors.every(({ code, user }) => code === 'budget' && user !== undefined && left.includes(user))).toBe(true)
  })

  it('says so in a sentence', async () => {
    const { errors } = await run(mockedClients(), { what: ['access-keys'], callBudget: 0 })
    expect(errors).toEqual([
      {
        call: 'iam:ListAccessKeys',
        evidence: 'access-keys',
        user: 'alice',
        code: 'budget',
        reason: 'Not asked: the budget of 0 calls for single users was spent; allow more calls.',
      },
    ])
  })
})

describe('what fails for everybody', () => {
  const users = Array.from({ length: 50 }, (_, index) => `user-${index}`)

  it('is not asked of everybody, and is recorded for everybody', async () => {
    const mocked = mockedClients()
    mocked.iam.on(ListAccessKeysCommand).rejects(awsError('AccessDenied', 'not authorized'))
    const { files, errors } = await run(mocked, { users, what: ['access-keys'] })
    expect(files).toEqual([])
    expect(errors).toHaveLength(50)
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['AccessDenied']))
    expect(mocked.iam.commandCalls(ListAccessKeysCommand).length).toBeLessThan(20)
  })

  it('does not hide the users for whom it works', async () => {
    const mocked = mockedClients()
    mocked.iam.on(ListAccessKeysCommand).callsFake(({ UserName }: { UserName: string }) => {
      if (UserName.endsWith('7')) throw awsError('AccessDenied')
      return { AccessKeyMetadata: [] }
    })
    const { json, errors } = await run(mocked, { users, what: ['access-keys'] })
    expect(json('access-keys')).toHaveLength(45)
    expect(errors).toHaveLength(5)
  })
})
