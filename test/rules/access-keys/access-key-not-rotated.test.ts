import { accessKeyNotRotated } from '#shared/rules/access-keys/access-key-not-rotated.ts'
import { known, unknownFact } from '#shared/facts/known.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accessKey, accountWithUsers, at, owner, user } from '#test/support/facts.ts'

const withKey = (more: Parameters<typeof accessKey>[0]) =>
  accountWithUsers(user({ accessKeys: known([accessKey(more)]) }))

describeRule(accessKeyNotRotated, {
  now: '2026-04-01',
  pass: [['row 15: exactly at the limit', withKey({ createdAt: known(at('2026-01-01')) })]],
  fail: [
    [
      'row 15: one millisecond over',
      withKey({ createdAt: known(at('2025-12-31T23:59:59.999Z')) }),
      'Access key 1 of alice is 90 days old (made 2025-12-31); the limit is 90 days.',
    ],
    [
      'with its id',
      withKey({ accessKeyId: 'AKIAIOSFODNN7EXAMPLE', createdAt: known(at('2025-12-01')) }),
      'Access key AKIAIOSFODNN7EXAMPLE of alice is 121 days old (made 2025-12-01); the limit is 90 days.',
    ],
    [
      'trap 8: the old key, not the new one beside it',
      accountWithUsers(
        user({
          accessKeys: known([
            accessKey({ slot: 1, createdAt: known(at('2026-03-01')) }),
            accessKey({ slot: 2, createdAt: known(at('2025-12-01')) }),
          ]),
        }),
      ),
      'Access key 2 of alice is 121 days old (made 2025-12-01); the limit is 90 days.',
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
  notApplicable: [['trap 9: old, but inactive', withKey({ createdAt: known(at('2020-01-01')), status: 'inactive' })]],
})

const canaryKey = accessKey({ owner: owner('canary-1'), createdAt: known(at('2020-01-01')) })
describeRule(accessKeyNotRotated, {
  now: '2026-04-01',
  configuration: {
    identityClasses: [{ name: 'canary', match: [{ name: 'canary-*' }] }],
    rules: new Map([
      [
        accessKeyNotRotated.id,
        {
          parameters: { maxAgeDays: 30 },
          classes: new Map([['machine', { maxAgeDays: 365 }]]),
        },
      ],
    ]),
  },
  pass: [['a machine within the limit of machines', withKey({ createdAt: known(at('2025-04-01')) })]],
  fail: [
    [
      'a machine over the limit of machines',
      withKey({ createdAt: known(at('2025-03-31')) }),
      'Access key 1 of alice is 366 days old (made 2025-03-31); the limit is 365 days.',
    ],
  ],
  notApplicable: [
    ['trap 24: the key of a canary', accountWithUsers(user({ name: 'canary-1', accessKeys: known([canaryKey]) }))],
  ],
})
