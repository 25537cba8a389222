import { known, unknownFact } from '#shared/facts/known.ts'
import { rootAccessKeyPresent } from '#shared/rules/root/root-access-key-present.ts'
import { expect, test } from 'vitest'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import {
  ACCOUNT,
  accessKey,
  account,
  accountWithRoot,
  at,
  root,
  rootOwner,
  user,
  accountWithUsers,
} from '#test/support/facts.ts'

const key = (more: Parameters<typeof accessKey>[0] = {}) => accessKey({ owner: rootOwner, ...more })
const { slot: _slot, ...withoutSlot } = key()
const summary = (count: number) => known(new Map([['AccountAccessKeysPresent', count]]))

describeRule(rootAccessKeyPresent, {
  now: '2026-04-01',
  pass: [
    ['no key', accountWithRoot({})],
    [
      'the report does not tell, the summary says none',
      account({ root: known(root({ accessKeys: unknownFact('no report') })), summary: summary(0) }),
    ],
    [
      'trap 12: never root by text in a name, a user called groot with a key is not root',
      accountWithUsers(user({ name: 'groot', accessKeys: known([accessKey()]) })),
    ],
  ],
  fail: [
    [
      'one active key',
      accountWithRoot({ accessKeys: known([key()]) }),
      'The root user has active access key 1; it should have none.',
    ],
    [
      'trap 9: an inactive key can be switched on again',
      accountWithRoot({ accessKeys: known([key({ status: 'inactive', slot: 2 })]) }),
      'The root user has inactive access key 2; it should have none.',
    ],
    [
      'trap 8: both keys, each named',
      accountWithRoot({ accessKeys: known([key(), key({ slot: 2, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' })]) }),
      'The root user has active access key 1 and active access key AKIAIOSFODNN7EXAMPLE; it should have none.',
    ],
    [
      'the summary counts a key that nothing describes',
      accountWithRoot({ accessKeys: known([withoutSlot]) }),
      'The root user has an access key, which only the account summary tells of; it should have none.',
    ],
    [
      'a stale report knows of none, the live summary does',
      account({ summary: summary(1) }),
      'The root user has an access key (account summary); it should have none.',
    ],
    [
      'row 73: also in GovCloud, where root MFA does not apply',
      account({ partition: 'aws-us-gov', root: known(root({ accessKeys: known([key()]) })) }),
      'The root user has active access key 1; it should have none.',
    ],
  ],
  unknown: [
    ['trap 25: no report', account({ root: unknownFact('no credential report') }), 'no credential report'],
    ['keys not told', accountWithRoot({ accessKeys: unknownFact('column missing') }), 'column missing'],
  ],
})

test('an inactive key is milder than an active one', () => {
  const severityOf = (status: 'active' | 'inactive') =>
    rootAccessKeyPresent
      .run(accountWithRoot({ accessKeys: known([key({ status })]) }), {
        now: at('2026-04-01'),
        configuration: defaultConfiguration,
      })
      .map(({ outcome }) => (outcome.status === 'fail' ? outcome.severity : 'not a fail'))
  expect([severityOf('active'), severityOf('inactive')]).toEqual([[undefined], ['medium']])
})

test('a member deletes the key in a privileged session, in its own partition', () => {
  const facts = account({
    partition: 'aws-cn',
    organization: known({ id: 'o-1', arn: 'arn', managementAccountId: '222222222222', allFeatures: true }),
    root: known(root({ accessKeys: known([key({ accessKeyId: 'AKIAIOSFODNN7EXAMPLE' })]) })),
  })
  expect(
    rootAccessKeyPresent.run(facts, { now: at('2026-04-01'), configuration: defaultConfiguration })[0]?.commands,
  ).toEqual([
    `aws sts assume-root --target-principal ${ACCOUNT} --task-policy-arn arn=arn:aws-cn:iam::aws:policy/root-task/IAMDeleteRootUserCredentials`,
    'aws iam delete-access-key --access-key-id AKIAIOSFODNN7EXAMPLE',
  ])
})
