import { accessKeyNotRotated } from '#shared/rules/access-keys/access-key-not-rotated.ts'
import { known, unknownFact } from '#shared/facts/known.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accessKey, accountWithUsers, at, user } from '#test/support/facts.ts'

const withKey = (more: Parameters<typeof accessKey>[0]) =>
  accountWithUsers(user({ accessKeys: known([accessKey(more)]) }))

describeRule(accessKeyNotRotated, {
  now: '2026-04-01',
  pass: [['exactly at the limit', withKey({ createdAt: known(at('2026-01-01')) })]],
  fail: [
    [
      'one millisecond over',
      withKey({ createdAt: known(at('2025-12-31T23:59:59.999Z')) }),
      'Access key 1 of alice is 90 days old (made 2025-12-31); the limit is 90 days.',
    ],
    [
      'with its id',
      withKey({ accessKeyId: 'AKIAIOSFODNN7EXAMPLE', createdAt: known(at('2025-12-01')) }),
      'Access key AKIAIOSFODNN7EXAMPLE of alice is 121 days old (made 2025-12-01); the limit is 90 days.',
    ],
  ],
  unknown: [
    ['creation not told', withKey({ createdAt: unknownFact('the report says N/A') }), 'the report says N/A'],
    [
      'keys not read',
      accountWithUsers(user({ accessKeys: unknownFact('no credential report') })),
      'no credential report',
    ],
  ],
  notApplicable: [['old, but inactive', withKey({ createdAt: known(at('2020-01-01')), status: 'inactive' })]],
})
