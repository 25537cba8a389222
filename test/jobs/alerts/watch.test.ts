import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import type { JsonObject, JsonValue } from '#shared/facts/json.ts'
import { known } from '#shared/facts/known.ts'
import type { OutgoingMessage } from '#shared/findings/account-state.ts'
import { audit } from '#shared/findings/audit.ts'
import { diff } from '#shared/findings/diff.ts'
import { rulesAtOnce } from '#shared/jobs/alerts/at-once.ts'
import { findingIdsOf } from '#shared/jobs/alerts/raise-alert.ts'
import { watchEvent, type Watched } from '#shared/jobs/alerts/watch.ts'
import type { StateStore } from '#shared/jobs/remember-and-announce.ts'
import { type AuditConfiguration, defaultConfiguration } from '#shared/rules/configuration.ts'
import { allRules } from '#shared/rules/index.ts'
import { activityOf, event, iamCall, roleIdentity, rootIdentity, signIn, userIdentity } from '#test/support/activity.ts'
import { watchedAccount } from '#test/support/describe-activity-rule.ts'
import { exception } from '#test/support/exceptions.ts'
import { ACCOUNT, at, user } from '#test/support/facts.ts'

const AT = '2026-03-31T10:00'
const enveloped = (detail: JsonObject): JsonObject => ({
  version: '0',
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'aws.iam',
  account: ACCOUNT,
  detail,
})

/** Markers and a topic in memory that stop working at the n-th effect, before or after it took place. */
const world = (
  more: { configuration?: Partial<AuditConfiguration>; exceptions?: ReturnType<typeof exception>[] } = {},
) => {
  const kept = new Map<string, { bytes: Uint8Array; version: string }>()
  const sent: OutgoingMessage[] = []
  let effects = 0
  let stop: { at: number; before: boolean } | undefined
  const effect = <T>(take: () => T): T => {
    effects += 1
    if (effects === stop?.at && stop.before) throw new Error('stopped')
    const result = take()
    if (effects === stop?.at) throw new Error('stopped')
    return result
  }
  const store: StateStore = {
    read: async (name) => effect(() => kept.get(name)),
    write: async (name, bytes, replaces) =>
      effect(() => {
        if (kept.get(name)?.version !== replaces) return { state: 'overtaken' as const }
        kept.set(name, { bytes, version: String(effects) })
        return { state: 'written' as const, etag: String(effects) }
      }),
  }
  return {
    kept,
    sent,
    stopAt: (place?: { at: number; before: boolean }) => {
      effects = 0
      stop = place
    },
    watch: (envelope: JsonValue, now = '2026-03-31T10:01:00Z'): Promise<Watched> =>
      watchEvent(envelope, {
        now: at(now),
        partition: 'aws',
        configuration: { ...defaultConfiguration, ...more.configuration },
        exceptions: more.exceptions ?? [],
        store,
        publish: async (message) => effect(() => void sent.push(message)),
      }),
  }
}
const told = async (detail: JsonObject, more: Parameters<typeof world>[0] = {}): Promise<string> => {
  const here = world(more)
  const watched = await here.watch(enveloped(detail))
  return watched.state === 'sent' ? watched.ruleId : watched.state
}

const rootSignIn = (more: JsonObject = {}) => signIn(AT, { userIdentity: rootIdentity, ...more })
const rootCall = (identity: JsonObject = {}, more: JsonObject = {}) =>
  event(AT, { userIdentity: { ...rootIdentity, ...identity }, ...more })

describe('told at once', () => {
  test.each<[string, JsonObject, string]>([
    ['root signs in', rootSignIn(), 'root-console-sign-in'],
    ['root calls', rootCall(), 'root-api-call'],
    ['a user signs in without MFA', signIn(AT, { mfa: 'No' }), 'console-sign-in-without-mfa'],
    [
      'AssumeRoot',
      event(AT, {
        eventSource: 'sts.amazonaws.com',
        eventName: 'AssumeRoot',
        readOnly: false,
        requestParameters: { targetPrincipal: ACCOUNT },
      }),
      'assume-root-called',
    ],
    ['an access key', iamCall(AT, 'CreateAccessKey', { userName: 'bob' }), 'credential-made'],
    [
      'an access key for oneself',
      iamCall(AT, 'CreateAccessKey', {}, { userIdentity: userIdentity('bob') }),
      'credential-made',
    ],
    [
      'a service-specific credential',
      iamCall(
        AT,
        'CreateServiceSpecificCredential',
        { serviceName: 'bedrock.amazonaws.com' },
        { userIdentity: userIdentity('bob') },
      ),
      'credential-made',
    ],
    [
      'MFA deactivated',
      iamCall(AT, 'DeactivateMFADevice', { userName: 'bob', serialNumber: 'arn:aws:iam::111111111111:mfa/bob' }),
      'mfa-device-deactivated',
    ],
    [
      'a policy attached',
      iamCall(AT, 'AttachUserPolicy', { userName: 'bob', policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }),
      'policy-widened',
    ],
    ['an inline policy', iamCall(AT, 'PutUserPolicy', { userName: 'bob', policyName: 'p' }), 'policy-widened'],
    [
      'a policy in another version',
      iamCall(AT, 'SetDefaultPolicyVersion', { policyArn: 'arn:aws:iam::111111111111:policy/p', versionId: 'v2' }),
      'policy-widened',
    ],
    [
      'a trail stopped',
      event(AT, {
        eventSource: 'cloudtrail.amazonaws.com',
        eventName: 'StopLogging',
        readOnly: false,
        requestParameters: { name: 'main' },
      }),
      'trail-stopped-or-narrowed',
    ],
    ['put into a group', iamCall(AT, 'AddUserToGroup', { userName: 'bob', groupName: 'admins' }), 'policy-widened'],
    ['the boundary of a role', iamCall(AT, 'DeleteRolePermissionsBoundary', { roleName: 'app' }), 'policy-widened'],
    [
      'a policy that the log leaves out',
      iamCall(AT, 'PutUserPolicy', { omitted: true, reason: 'requestParameters too large' }),
      'iam-change-hidden-from-log',
    ],
    [
      'a session that outlives its key',
      event(AT, { eventSource: 'sts.amazonaws.com', eventName: 'GetFederationToken', readOnly: true }),
      'federation-session-of-user',
    ],
    [
      'a scanner with a key',
      event(AT, {
        eventSource: 'sts.amazonaws.com',
        eventName: 'GetCallerIdentity',
        userAgent: 'TruffleHog',
        userIdentity: userIdentity('bob', 'AKIABOB'),
      }),
      'access-key-tried-by-scanner',
    ],
    [
      'a console session out of temporary credentials',
      event(AT, {
        eventSource: 'signin.amazonaws.com',
        eventName: 'GetSigninToken',
        userIdentity: roleIdentity('app'),
      }),
      'console-session-from-api-credentials',
    ],
    [
      'the certificate that IAM Identity Center believes',
      event(AT, { eventSource: 'sso-directory.amazonaws.com', eventName: 'ImportExternalIdPCertificate' }),
      'way-to-sign-in-changed',
    ],
    ['the password policy', iamCall(AT, 'DeleteAccountPasswordPolicy', {}), 'password-policy-deleted'],
    [
      'quarantine by AWS',
      iamCall(AT, 'AttachUserPolicy', {
        userName: 'bob',
        policyArn: 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3',
      }),
      'quarantine-policy-attached',
    ],
  ])('%s', async (_name, detail, ruleId) => {
    expect(await told(detail)).toBe(ruleId)
  })
  const classes = {
    identityClasses: [
      { name: 'canary', match: [{ name: 'canary-*' }] },
      { name: 'break-glass', match: [{ name: 'emergency' }] },
    ],
  }
  test('a canary key, by the class of its owner', async () => {
    expect(
      await told(event(AT, { userIdentity: userIdentity('canary-1', 'AKIACANARY') }), { configuration: classes }),
    ).toBe('canary-key-in-log')
  })
  test('a break-glass role, by its class', async () => {
    expect(await told(event(AT, { userIdentity: roleIdentity('emergency') }), { configuration: classes })).toBe(
      'break-glass-in-log',
    )
  })
})

describe('not told', () => {
  test.each<[string, JsonObject, string]>([
    ['row 65: a service that acts as root', rootCall({ invokedBy: 'autoscaling.amazonaws.com' }), 'calm'],
    ['row 65: a service event', { ...rootCall(), eventType: 'AwsServiceEvent' }, 'ignored'],
    ['row 66: a sign-in with MFA', signIn(AT, { mfa: 'YES' }), 'calm'],
    ['row 66: a sign-in of which MFA is not told', signIn(AT, { mfa: '' }), 'calm'],
    ['row 66: a failed sign-in', signIn(AT, { mfa: 'No', result: 'Failure' }), 'calm'],
    [
      'a call that was denied',
      iamCall(AT, 'CreateAccessKey', { userName: 'bob' }, { errorCode: 'AccessDenied' }),
      'calm',
    ],
    ['everyday work', event(AT), 'calm'],
  ])('%s', async (_name, detail, state) => {
    expect(await told(detail)).toBe(state)
  })
  test.each<[string, JsonValue]>([
    ['no object', 'x'],
    ['no detail', {}],
    ['no record', { detail: { userIdentity: 'x' } }],
    [
      'no account',
      enveloped({ eventTime: '2026-03-31T10:00:00Z', eventName: 'x', eventSource: 'y', userIdentity: {} }),
    ],
    ['row 7: hostile keys', JSON.parse('{"detail":{"__proto__":{"x":1},"constructor":1}}') as JsonValue],
  ])('%s', async (_name, envelope) => {
    expect((await world().watch(envelope)).state).toBe('ignored')
  })
  test('what is excepted, and what the configuration has switched off', async () => {
    const root = exception({ ruleId: 'root-console-sign-in', subject: '<root_account>' })
    expect(await told(rootSignIn(), { exceptions: [root] })).toBe('calm')
    const rules = new Map([['root-console-sign-in', { enabled: false }]])
    expect(await told(rootSignIn(), { configuration: { rules } })).toBe('calm')
  })
})

test.each([['true'], [true]])(
  'row 65: work in an AssumeRoot session (assumedRoot %j) is a privileged task, not root',
  async (assumedRoot) => {
    expect(await told(rootCall({ sessionContext: { assumedRoot } }))).toBe('root-privileged-task')
  },
)
test('row 65: an empty mark is root', async () => {
  expect(await told(rootCall({ sessionContext: { assumedRoot: '' } }))).toBe('root-api-call')
})

describe('row 67: one alert', () => {
  test('for an event that is delivered twice, also five hours late', async () => {
    const here = world()
    const envelope = enveloped(rootSignIn())
    const states = [
      await here.watch(envelope),
      await here.watch(envelope),
      await here.watch(envelope, '2026-03-31T15:00:00Z'),
    ]
    expect(states.map(({ state }) => state)).toEqual(['sent', 'sent before', 'sent before'])
  })
  test('for the calls of one session, and another an hour later', async () => {
    const here = world()
    for (const time of ['2026-03-31T10:00', '2026-03-31T10:40', '2026-03-31T11:05'])
      await here.watch(enveloped(event(time, { userIdentity: rootIdentity })), '2026-03-31T11:06:00Z')
    expect(here.sent).toHaveLength(2)
  })
  test('whichever of two events comes first', async () => {
    const made = enveloped(iamCall('2026-03-31T10:00', 'CreateAccessKey', { userName: 'bob' }))
    const deleted = enveloped(iamCall('2026-03-31T10:05', 'DeleteAccessKey', { userName: 'bob', accessKeyId: 'AKIA1' }))
    const ids = async (...envelopes: JsonObject[]) => {
      const here = world()
      for (const envelope of envelopes) await here.watch(envelope)
      return here.sent.map(({ id }) => id)
    }
    expect(await ids(made, deleted)).toEqual(await ids(deleted, made))
  })
})

describe('row 70: stopped at any effect and delivered again, the alert arrives, a repeat with the same id', () => {
  const stops = [1, 2, 3].flatMap((n): [number, boolean][] => [
    [n, true],
    [n, false],
  ])
  test.each(stops)('effect %i, before it took place: %s', async (n, before) => {
    const here = world()
    const envelope = enveloped(rootSignIn())
    here.stopAt({ at: n, before })
    await expect(here.watch(envelope)).rejects.toThrow('stopped')
    here.stopAt()
    await here.watch(envelope)
    await here.watch(envelope)
    expect(new Set(here.sent.map(({ id }) => id)).size).toBe(1)
    expect(here.sent.length).toBeLessThanOrEqual(n === 1 || (n === 2 && before) ? 1 : 2)
  })
})

describe('the message', () => {
  const messageOf = async (detail: JsonObject): Promise<OutgoingMessage> => {
    const here = world()
    await here.watch(enveloped(detail))
    const [message] = here.sent
    if (message === undefined) throw new Error('nothing was sent')
    return message
  }
  const bodiesOf = ({ message }: OutgoingMessage) => JSON.parse(message) as Record<string, string>

  test('keeps to the published schema', async () => {
    const schema = JSON.parse(
      readFileSync(new URL('../../../docs/schemas/digest.json', import.meta.url), 'utf8'),
    ) as object
    const check = new Ajv2020({ allErrors: true }).compile(schema)
    check(JSON.parse(bodiesOf(await messageOf(rootSignIn()))['sqs'] ?? ''))
    expect(check.errors ?? []).toEqual([])
  })
  test('has attributes for filter policies', async () => {
    expect((await messageOf(rootSignIn())).attributes).toMatchObject({
      kind: 'alert',
      account: ACCOUNT,
      family: ['activity'],
    })
  })
  test('rows 40, 41, 48: is short, ASCII and one line, whatever the caller calls himself', async () => {
    const message = await messageOf(rootSignIn({ userAgent: `x\r\nBcc: evil\u202E${'😀'.repeat(200_000)}` }))
    expect(new TextEncoder().encode(message.message).byteLength).toBeLessThan(60_000)
    expect(message.subject).toMatch(/^[\u0020-\u007E]{1,99}$/)
    for (const line of (bodiesOf(message)['email'] ?? '').split('\n')) expect(line).toMatch(/^[\u0020-\u007E]{0,78}$/)
  })
  test('row 73: names no partition but that of the event', async () => {
    const arn = `arn:aws-us-gov:iam::${ACCOUNT}:root`
    const message = await messageOf(rootCall({ arn }, { awsRegion: 'us-gov-west-1' }))
    expect(message.message).toContain(arn)
    expect(message.message).not.toContain('arn:aws:')
  })
})

describe('the daily audit', () => {
  const rules = [...allRules, ...rulesAtOnce.filter(({ id }) => !allRules.some((rule) => rule.id === id))]
  const daily = (detail: JsonObject, alerts: ReadonlySet<string>) => {
    const bob = user({ name: 'bob', arn: `arn:aws:iam::${ACCOUNT}:user/team/bob`, path: '/team/' })
    const result = audit({
      account: watchedAccount({ users: known([bob]) }),
      rules: rules.filter(({ family }) => family === 'activity'),
      configuration: defaultConfiguration,
      now: at('2026-04-01'),
      activity: activityOf(detail),
      documentationBase: '',
      standingOf: () => ({ power: 'reads', exposed: false }),
      ownerOf: () => undefined,
    })
    const before = {
      schemaVersion: 1 as const,
      accountId: ACCOUNT,
      updatedAt: '',
      findings: [],
      notAssessed: [],
      outbox: [],
    }
    const { fresh, stillOpen } = diff({ ...result, toldByAlerts: alerts }, before, ACCOUNT, at('2026-04-01'))
    return { fresh: fresh.map(({ ruleId }) => ruleId), open: stillOpen.map(({ ruleId }) => ruleId) }
  }
  test.each<[string, JsonObject]>([
    ['root-console-sign-in', rootSignIn()],
    ['root-api-call', rootCall()],
    [
      'console-sign-in-without-mfa',
      signIn(AT, { mfa: 'No', userIdentity: { ...userIdentity('bob'), arn: `arn:aws:iam::${ACCOUNT}:user/team/bob` } }),
    ],
    ['mfa-device-deactivated', iamCall(AT, 'DeactivateMFADevice', { userName: 'bob', serialNumber: 'x' })],
  ])('does not repeat %s: same rule, same id', async (ruleId, detail) => {
    const here = world()
    await here.watch(enveloped(detail))
    const alerts = new Set([...here.kept.keys()].flatMap(findingIdsOf))
    expect(daily(detail, new Set()).fresh).toContain(ruleId)
    expect(daily(detail, alerts).open).toContain(ruleId)
    expect(daily(detail, alerts).fresh).not.toContain(ruleId)
  })
})
