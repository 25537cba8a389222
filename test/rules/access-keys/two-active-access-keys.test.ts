import { known, unknownFact } from '#shared/facts/known.ts'
import { twoActiveAccessKeys } from '#shared/rules/access-keys/two-active-access-keys.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accessKey, accountWithUsers, at, neverUsed, used, user } from '#test/support/facts.ts'

const first = accessKey({ slot: 1, createdAt: known(at('2025-01-01')), lastUsed: used('2026-03-31') })
const second = (more: Parameters<typeof accessKey>[0]) =>
  accountWithUsers(user({ accessKeys: known([first, accessKey({ slot: 2, lastUsed: neverUsed, ...more })]) }))

describeRule(twoActiveAccessKeys, {
  now: '2026-04-01',
  pass: [
    ['one key', accountWithUsers(user({ accessKeys: known([first]) }))],
    [
      'a rotation that begins more than a day after the first key was made',
      accountWithUsers(
        user({
          accessKeys: known([
            accessKey({ slot: 1, createdAt: known(at('2026-03-29T23:59:59.999Z')), lastUsed: used('2026-03-31') }),
            accessKey({ slot: 2, createdAt: known(at('2026-03-31')), lastUsed: neverUsed }),
          ]),
        }),
      ),
    ],
    ['a rotation under way for exactly 14 days', second({ createdAt: known(at('2026-03-18')) })],
    ['trap 9: the second is inactive', second({ createdAt: known(at('2025-06-01')), status: 'inactive' })],
  ],
  fail: [
    [
      'both made within a day: that is no rotation',
      accountWithUsers(
        user({
          accessKeys: known([
            accessKey({ slot: 1, createdAt: known(at('2026-03-30')), lastUsed: used('2026-03-31') }),
            accessKey({ slot: 2, createdAt: known(at('2026-03-31')), lastUsed: neverUsed }),
          ]),
        }),
      ),
      'alice has 2 active access keys, 1 (last used 2026-03-31) and 2 (never used as far as IAM tracked), made within a day.',
    ],
    [
      'one millisecond over the time for a rotation',
      second({ createdAt: known(at('2026-03-17T23:59:59.999Z')) }),
      'alice has 2 active access keys, 1 (last used 2026-03-31) and 2 (never used as far as IAM tracked); a rotation may take 14 days.',
    ],
    [
      'trap 8: slots are not an order',
      second({ createdAt: known(at('2024-01-01')), accessKeyId: 'AKIAEXAMPLE2' }),
      'alice has 2 active access keys, AKIAEXAMPLE2 (never used as far as IAM tracked) and 1 (last used 2026-03-31); a rotation may take 14 days.',
    ],
  ],
  unknown: [
    ['keys not read', accountWithUsers(user({ accessKeys: unknownFact('no report') })), 'no report'],
    ['creation of one not told', second({ createdAt: unknownFact('N/A') }), 'N/A'],
  ],
  notApplicable: [['no key', accountWithUsers(user())]],
})
