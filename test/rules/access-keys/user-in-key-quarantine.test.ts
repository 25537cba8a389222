import { expect, test } from 'vitest'
import { known, unknownFact } from '#shared/facts/known.ts'
import { userInKeyQuarantine } from '#shared/rules/access-keys/user-in-key-quarantine.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accessKey, ACCOUNT, accountWithUsers, at, noGrants, user } from '#test/support/facts.ts'

const withPolicy = (arn: string, more: Parameters<typeof user>[0] = {}) =>
  accountWithUsers(
    user({
      grants: known({ ...noGrants, attachedPolicies: [{ arn, name: arn.slice(arn.lastIndexOf('/') + 1) }] }),
      ...more,
    }),
  )
const aws = (name: string, partition = 'aws') => `arn:${partition}:iam::aws:policy/${name}`

describeRule(userInKeyQuarantine, {
  now: '2026-04-01',
  pass: [
    ['no policy', accountWithUsers(user())],
    ['another policy of AWS', withPolicy(aws('ReadOnlyAccess'))],
    [
      'trap 12: a policy of the customer with the same name',
      withPolicy(`arn:aws:iam::${ACCOUNT}:policy/AWSCompromisedKeyQuarantineV2`),
    ],
    ['a name that only begins like it', withPolicy(aws('AWSCompromisedKeyQuarantineReadOnly'))],
  ],
  fail: [
    [
      'the first version',
      withPolicy(aws('AWSCompromisedKeyQuarantine')),
      'alice carries AWSCompromisedKeyQuarantine: AWS has found an access key of this user in public; it has no active key left.',
    ],
    [
      'version 2, with an active key and an inactive one',
      withPolicy(aws('AWSCompromisedKeyQuarantineV2'), {
        accessKeys: known([
          accessKey({ accessKeyId: 'AKIAACTIVE' }),
          accessKey({ accessKeyId: 'AKIAOFF', status: 'inactive' }),
        ]),
      }),
      'alice carries AWSCompromisedKeyQuarantineV2: AWS has found an access key of this user in public; still active: AKIAACTIVE.',
    ],
    [
      'version 3 in another partition, keys not read',
      withPolicy(aws('AWSCompromisedKeyQuarantineV3', 'aws-us-gov'), { accessKeys: unknownFact('no report') }),
      'alice carries AWSCompromisedKeyQuarantineV3: AWS has found an access key of this user in public; which of its keys are active is not known.',
    ],
  ],
  unknown: [['policies not read', accountWithUsers(user({ grants: unknownFact('denied') })), 'denied']],
})

test('is critical, and the keys go before the policy', () => {
  const account = withPolicy(aws('AWSCompromisedKeyQuarantineV2'), {
    accessKeys: known([accessKey({ accessKeyId: 'AKIAACTIVE' })]),
  })
  const [evaluation] = userInKeyQuarantine.run(account, {
    now: at('2026-04-01'),
    configuration: defaultConfiguration,
  })
  expect(userInKeyQuarantine.severity).toBe('critical')
  expect(evaluation?.commands).toEqual([
    'aws iam update-access-key --user-name alice --access-key-id AKIAACTIVE --status Inactive',
    'aws iam detach-user-policy --user-name alice --policy-arn arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV2',
  ])
})
