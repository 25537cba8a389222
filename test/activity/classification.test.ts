import { describe, expect, test } from 'vitest'
import { attributionOf } from '#shared/activity/attribution.ts'
import { parseEventTime } from '#shared/activity/event-time.ts'
import { outcomeOfCode } from '#shared/activity/outcome.ts'
import { skipReasonOf } from '#shared/activity/record-kind.ts'
import type { TrailIdentity } from '#shared/facts/trail-record.ts'

test.each([
  ['AccessDenied', 'denied'],
  ['AccessDeniedException', 'denied'],
  ['Client.UnauthorizedOperation', 'denied'],
  ['AWSOrganizationsNotAuthorizedException', 'denied'],
  ['Forbidden', 'denied'],
  ['Client.DryRunOperation', 'dry-run'],
  ['NoSuchBucket', 'failed'],
  ['LimitExceededException', 'failed'],
  ['ThrottlingException', 'no-evidence'],
  ['Client.RequestLimitExceeded', 'no-evidence'],
  ['TooManyRequestsException', 'no-evidence'],
  ['RequestExpired', 'no-evidence'],
  ['SignatureDoesNotMatch', 'no-evidence'],
])('outcome of %s: %s', (code, outcome) => {
  expect(outcomeOfCode(code)).toBe(outcome)
})

test.each([
  ['2026-11-20T10:00:00Z', '2026-11-20T10:00:00.000Z'],
  ['2022-12-11 19:42:55', '2022-12-11T19:42:55.000Z'],
  ['2025-01-20 16:52:14.123456789', '2025-01-20T16:52:14.123Z'],
  ['2026-11-20T10:00:00+02:00', '2026-11-20T08:00:00.000Z'],
  ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
  ['2023-02-29T00:00:00Z', undefined],
  ['2026-11-20T24:00:00Z', undefined],
  ['1970-01-01T00:00:00Z', undefined],
  ['{{next_log_timestamp()}}', undefined],
  ['', undefined],
])('time %s', (text, iso) => {
  const at = parseEventTime(text)
  expect(at === undefined ? undefined : new Date(at).toISOString()).toBe(iso)
})

describe('whose permission', () => {
  const issuer = { type: 'Role', principalId: 'AROA1', arn: 'arn:aws:iam::1:role/team/deploy', accountId: '1' }
  test.each<[string, TrailIdentity, readonly [string, string, string]]>([
    [
      'a session is its role, with the path',
      { type: 'AssumedRole', arn: 'arn:aws:sts::1:assumed-role/deploy/s', sessionContext: { sessionIssuer: issuer } },
      ['AssumedRole', issuer.arn, ''],
    ],
    [
      'a session without issuer is its role, by name',
      { type: 'AssumedRole', arn: 'arn:aws-cn:sts::1:assumed-role/deploy/s' },
      ['AssumedRole', 'arn:aws-cn:iam::1:role/deploy', ''],
    ],
    [
      'a user',
      { type: 'IAMUser', arn: 'arn:aws:iam::1:user/ann', accountId: '1' },
      ['IAMUser', 'arn:aws:iam::1:user/ann', ''],
    ],
    [
      'a federated session is the user who issued it',
      {
        type: 'FederatedUser',
        arn: 'arn:aws:sts::1:federated-user/x',
        sessionContext: { sessionIssuer: { type: 'IAMUser', arn: 'arn:aws:iam::1:user/ann' } },
      },
      ['IAMUser', 'arn:aws:iam::1:user/ann', ''],
    ],
    [
      'a service acts with the role’s permission',
      { type: 'AssumedRole', invokedBy: 'cloudformation.amazonaws.com', sessionContext: { sessionIssuer: issuer } },
      ['AssumedRole', issuer.arn, 'cloudformation.amazonaws.com'],
    ],
    [
      'the console is the person',
      { type: 'IAMUser', arn: 'arn:aws:iam::1:user/ann', invokedBy: 'signin.amazonaws.com' },
      ['IAMUser', 'arn:aws:iam::1:user/ann', ''],
    ],
    [
      'a third party acts by delegation',
      { type: 'AssumedRole', invokedByDelegate: { accountId: '2' }, sessionContext: { sessionIssuer: issuer } },
      ['AssumedRole', issuer.arn, 'delegate 2'],
    ],
    [
      'a service is itself',
      { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' },
      ['AWSService', 'ec2.amazonaws.com', ''],
    ],
    ['another account', { type: 'AWSAccount', accountId: '2', principalId: 'AIDA2' }, ['AWSAccount', '2/AIDA2', '']],
    [
      'Identity Center',
      { type: 'IdentityCenterUser', accountId: '1', onBehalfOf: { userId: 'u-1' } },
      ['IdentityCenterUser', '1/u-1', ''],
    ],
    [
      'web identity',
      { type: 'WebIdentityUser', principalId: 'accounts.example:x', userName: 'x' },
      ['WebIdentityUser', 'accounts.example:x', ''],
    ],
    [
      'a user without ARN',
      { type: 'IAMUser', accountId: '1', userName: 'ann' },
      ['IAMUser', 'arn:aws-cn:iam::1:user/ann', ''],
    ],
    [
      'a hidden user name is not guessed',
      { type: 'IAMUser', accountId: '1', userName: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
      ['IAMUser', '1/HIDDEN_DUE_TO_SECURITY_REASONS', ''],
    ],
  ])('%s', (_, userIdentity, [type, arn, invokedBy]) => {
    expect(attributionOf({ userIdentity, awsRegion: 'cn-north-1' })).toMatchObject({
      principal: { type, arn },
      invokedBy,
    })
  })
})

test.each([
  [{ eventType: 'AwsCloudTrailInsight' }, 'insight'],
  [{ eventType: 'AWSCloudTrailInsight' }, 'insight'],
  [{ eventType: 'AwsServiceEvent' }, 'service event'],
  [{ eventCategory: 'NetworkActivity' }, 'network activity event'],
  [{ eventSource: 'a' }, 'no event name'],
  [{ eventName: 'a' }, 'no event source'],
  [{ eventName: 'a', eventSource: 'b' }, 'no identity'],
  [{ eventName: 'a', eventSource: 'b', userIdentity: {} }, undefined],
])('a record that is nobody’s use: %o', (record, reason) => {
  expect(skipReasonOf(record)).toBe(reason)
})
