import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'
import { mockClient } from 'aws-sdk-client-mock'
import { describe, expect, it } from 'vitest'
import { roleCredentials } from '#shared/clients/assume-role.ts'
import { fakeClock } from './fake-clock.ts'
import { awsError } from './mocked-clients.ts'

const role = { roleArn: 'arn:aws:iam::210987654321:role/credaudit/credaudit-member', sessionName: 'credaudit' }
const MINUTE = 60_000

const start = () => {
  const sts = new STSClient({ region: 'eu-central-1' })
  const mock = mockClient(sts)
  const clock = fakeClock()
  let sessions = 0
  mock.on(AssumeRoleCommand).callsFake(async () => ({
    Credentials: {
      AccessKeyId: `ASIA${++sessions}`,
      SecretAccessKey: 'secret',
      SessionToken: 'token',
      Expiration: new Date(clock.now().getTime() + 60 * MINUTE),
    },
  }))
  return { sts, mock, clock, provider: roleCredentials(sts, role, clock) }
}

describe('roleCredentials', () => {
  it('is one session for all clients that ask at once', async () => {
    const { mock, provider } = start()
    const keys = await Promise.all([provider(), provider(), provider()])
    expect(keys.map(({ accessKeyId }) => accessKeyId)).toEqual(['ASIA1', 'ASIA1', 'ASIA1'])
    expect(mock.commandCalls(AssumeRoleCommand)).toHaveLength(1)
  })

  it.each([
    [54 * MINUTE, 'ASIA1'],
    [55 * MINUTE - 1, 'ASIA1'],
    [55 * MINUTE, 'ASIA2'],
    [59 * MINUTE, 'ASIA2'],
    [3 * 60 * MINUTE, 'ASIA2'],
  ])('row 35: after %d ms of a session of one hour the key is %s', async (later, expected) => {
    const { clock, provider } = start()
    await provider()
    await clock.sleep(later)
    const keys = await Promise.all([provider(), provider()])
    expect(keys.map(({ accessKeyId }) => accessKeyId)).toEqual([expected, expected])
  })

  it('asks for one hour and gives the external id only where there is one', async () => {
    const { sts, mock, clock } = start()
    await roleCredentials(sts, { ...role, externalId: 'example' }, clock)()
    await roleCredentials(sts, { ...role, durationSeconds: 900 }, clock)()
    const named = { RoleArn: role.roleArn, RoleSessionName: role.sessionName }
    expect(mock.commandCalls(AssumeRoleCommand).map((call) => call.args[0].input)).toEqual([
      { ...named, DurationSeconds: 3600, ExternalId: 'example' },
      { ...named, DurationSeconds: 900 },
    ])
  })

  it('row 33: says which role could not be assumed, and tries again when it is asked again', async () => {
    const { mock, provider } = start()
    mock.on(AssumeRoleCommand).rejectsOnce(awsError('AccessDenied', 'User x is not authorized.'))
    await expect(provider()).rejects.toThrow(
      `${role.roleArn} could not be assumed (AccessDenied): User x is not authorized. Deploy the role there, and let it trust this caller.`,
    )
    expect(mock.commandCalls(AssumeRoleCommand)).toHaveLength(1)
    await provider().catch(() => undefined)
    expect(mock.commandCalls(AssumeRoleCommand)).toHaveLength(2)
  })

  it('refuses an answer without credentials', async () => {
    const { mock, provider } = start()
    mock.on(AssumeRoleCommand).resolves({ Credentials: undefined })
    await expect(provider()).rejects.toThrow('AWS sent no credentials')
  })
})
