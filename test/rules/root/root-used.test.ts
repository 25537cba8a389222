import { known, unknownFact } from '#shared/facts/known.ts'
import { rootUsed } from '#shared/rules/root/root-used.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import {
  accessKey,
  account,
  accountWithRoot,
  accountWithUsers,
  neverUsed,
  password,
  rootOwner,
  used,
  user,
} from '#test/support/facts.ts'

const key = (more: Parameters<typeof accessKey>[0]) => accessKey({ owner: rootOwner, ...more })

describeRule(rootUsed, {
  now: '2026-04-01',
  pass: [
    ['never used', accountWithRoot({})],
    ['one millisecond before the window', accountWithRoot({ passwordLastUsed: used('2025-12-31T23:59:59.999Z') })],
    ['key used before the window', accountWithRoot({ accessKeys: known([key({ lastUsed: used('2025-12-01') })]) })],
    [
      'trap 12: a user called groot signed in',
      accountWithUsers(user({ name: 'groot', password: password({ lastUsed: used('2026-03-31') }) })),
    ],
  ],
  fail: [
    [
      'at the window’s first instant',
      accountWithRoot({ passwordLastUsed: used('2026-01-01') }),
      'The root user was used within the last 90 days: password on 2026-01-01.',
    ],
    [
      'trap 4: a key used today, a password last year: each by its own date',
      accountWithRoot({
        passwordLastUsed: used('2025-04-01'),
        accessKeys: known([key({ slot: 2, lastUsed: used('2026-03-31', { service: 'iam', region: 'us-east-1' }) })]),
      }),
      'The root user was used within the last 90 days: access key 2 on 2026-03-31 (iam, us-east-1).',
    ],
    [
      'trap 7: a key used for S3, no Region told',
      accountWithRoot({ accessKeys: known([key({ lastUsed: used('2026-03-30', { service: 's3' }) })]) }),
      'The root user was used within the last 90 days: access key 1 on 2026-03-30 (s3).',
    ],
    [
      'trap 8: password and both keys',
      accountWithRoot({
        passwordLastUsed: used('2026-03-01'),
        accessKeys: known([
          key({ lastUsed: used('2026-03-02') }),
          key({ slot: 2, status: 'inactive', lastUsed: used('2026-03-03') }),
        ]),
      }),
      'The root user was used within the last 90 days: password on 2026-03-01, access key 1 on 2026-03-02, access key 2 on 2026-03-03.',
    ],
    [
      'a use is certain where another date is not known',
      accountWithRoot({ passwordLastUsed: used('2026-03-01'), accessKeys: unknownFact('column missing') }),
      'The root user was used within the last 90 days: password on 2026-03-01.',
    ],
  ],
  unknown: [
    ['trap 25: no report', account({ root: unknownFact('no credential report') }), 'no credential report'],
    [
      'trap 6: a date that cannot be read is no date',
      accountWithRoot({ passwordLastUsed: unknownFact('not a date') }),
      'not a date',
    ],
    [
      'old password, keys not known',
      accountWithRoot({ passwordLastUsed: neverUsed, accessKeys: unknownFact('column missing') }),
      'column missing',
    ],
  ],
})
