import { expect, test } from 'vitest'
import { known, unknownFact } from '#shared/facts/known.ts'
import { inactiveAccessKeyNotDeleted } from '#shared/rules/access-keys/inactive-access-key-not-deleted.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accessKey, accountWithUsers, at, neverUsed, used, user } from '#test/support/facts.ts'

const withKey = (more: Parameters<typeof accessKey>[0]) =>
  accountWithUsers(
    user({
      accessKeys: known([
        accessKey({ status: 'inactive', createdAt: known(at('2020-01-01')), lastUsed: neverUsed, ...more }),
      ]),
    }),
  )

describeRule(inactiveAccessKeyNotDeleted, {
  now: '2026-04-01',
  pass: [
    ['made exactly 90 days ago', withKey({ createdAt: known(at('2026-01-01')) })],
    ['made long ago, used exactly 90 days ago', withKey({ lastUsed: used('2026-01-01') })],
  ],
  fail: [
    [
      'trap 9: inactive is a matter of cleaning up',
      withKey({ createdAt: known(at('2025-12-31T23:59:59.999Z')) }),
      'Access key 1 of alice is inactive and still there: made 2025-12-31, never used as far as IAM tracked, 90 days without a sign of life; the limit is 90 days.',
    ],
    [
      'used a millisecond over 90 days ago',
      withKey({ lastUsed: used('2025-12-31T23:59:59.999Z') }),
      'Access key 1 of alice is inactive and still there: made 2020-01-01, last used 2025-12-31, 90 days without a sign of life; the limit is 90 days.',
    ],
  ],
  unknown: [
    ['creation not told', withKey({ createdAt: unknownFact('N/A') }), 'N/A'],
    ['last use not told', withKey({ lastUsed: unknownFact('denied') }), 'denied'],
  ],
  notApplicable: [['active', withKey({ status: 'active' })]],
})

test('where the report gives no id, the first command finds it', () => {
  const run = (account: Parameters<typeof inactiveAccessKeyNotDeleted.run>[0]) =>
    inactiveAccessKeyNotDeleted.run(account, { now: at('2026-04-01'), configuration: defaultConfiguration })
  expect(run(withKey({}))[0]?.commands).toEqual([
    'aws iam list-access-keys --user-name alice',
    'aws iam delete-access-key --user-name alice --access-key-id ACCESS_KEY_ID',
  ])
  expect(run(withKey({ accessKeyId: 'AKIAEXAMPLE' }))[0]?.commands).toEqual([
    'aws iam delete-access-key --user-name alice --access-key-id AKIAEXAMPLE',
  ])
})
