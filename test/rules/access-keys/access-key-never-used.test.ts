import { known, unknownFact } from '#shared/facts/known.ts'
import { accessKeyNeverUsed } from '#shared/rules/access-keys/access-key-never-used.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accessKey, accountWithUsers, at, neverUsed, owner, used, user } from '#test/support/facts.ts'

const withKey = (more: Parameters<typeof accessKey>[0]) =>
  accountWithUsers(user({ accessKeys: known([accessKey({ lastUsed: neverUsed, ...more })]) }))

describeRule(accessKeyNeverUsed, {
  now: '2026-04-01',
  pass: [
    ['trap 1, row 16: made exactly 45 days ago', withKey({ createdAt: known(at('2026-02-15')) })],
    ['trap 2: made an hour ago, its use not reported yet', withKey({ createdAt: known(at('2026-03-31T23:00:00Z')) })],
    ['used', withKey({ createdAt: known(at('2020-01-01')), lastUsed: used('2020-01-02') })],
    ['trap 7: used in a service without a Region', withKey({ lastUsed: used('2026-03-01', { service: 's3' }) })],
  ],
  fail: [
    [
      'trap 1: one millisecond after the grace period',
      withKey({ createdAt: known(at('2026-02-14T23:59:59.999Z')) }),
      'Access key 1 of alice was made 2026-02-14, 45 days ago, and it has never been used; the limit is 45 days.',
    ],
    [
      'row 17: made a day before IAM recorded key use',
      withKey({ createdAt: known(at('2015-04-21T23:59:59Z')) }),
      'Access key 1 of alice was made 2015-04-21, 3997 days ago, and no use of it is recorded since IAM began to record key use on 2015-04-22; the limit is 45 days.',
    ],
    [
      'row 17: made on the day on which IAM began to record key use',
      withKey({ createdAt: known(at('2015-04-22')) }),
      'Access key 1 of alice was made 2015-04-22, 3997 days ago, and it has never been used; the limit is 45 days.',
    ],
    [
      'of a machine, which has no password',
      accountWithUsers(
        user({
          name: 'ci',
          accessKeys: known([
            accessKey({ owner: owner('ci'), lastUsed: neverUsed, createdAt: known(at('2025-01-01')) }),
          ]),
        }),
      ),
      'Access key 1 of ci was made 2025-01-01, 455 days ago, and it has never been used; the limit is 45 days.',
    ],
  ],
  unknown: [
    ['last use not told', withKey({ lastUsed: unknownFact('denied') }), 'denied'],
    ['creation not told', withKey({ createdAt: unknownFact('N/A') }), 'N/A'],
  ],
  notApplicable: [
    ['trap 9: inactive', withKey({ createdAt: known(at('2020-01-01')), status: 'inactive' })],
    ['no keys', accountWithUsers(user())],
  ],
})

describeRule(accessKeyNeverUsed, {
  now: '2026-04-01',
  configuration: {
    identityClasses: [{ name: 'canary', match: [{ tag: { key: 'purpose', value: 'canary' } }] }],
    rules: new Map([[accessKeyNeverUsed.id, { parameters: { graceDays: 7 } }]]),
  },
  pass: [['exactly at the configured limit', withKey({ createdAt: known(at('2026-03-25')) })]],
  fail: [
    [
      'over the configured limit',
      withKey({ createdAt: known(at('2026-03-24')) }),
      'Access key 1 of alice was made 2026-03-24, 8 days ago, and it has never been used; the limit is 7 days.',
    ],
  ],
  notApplicable: [
    [
      'trap 24: a canary is meant to be unused',
      accountWithUsers(
        user({
          tags: known([{ key: 'purpose', value: 'canary' }]),
          accessKeys: known([accessKey({ lastUsed: neverUsed, createdAt: known(at('2020-01-01')) })]),
        }),
      ),
    ],
  ],
})
