import { expect, test } from 'vitest'
import { known, unknownFact } from '#shared/facts/known.ts'
import { accessKeyRotationNotFinished } from '#shared/rules/access-keys/access-key-rotation-not-finished.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accessKey, accountWithUsers, at, neverUsed, used, user } from '#test/support/facts.ts'

type Key = Parameters<typeof accessKey>[0]
const two = (older: Key, newer: Key) =>
  accountWithUsers(
    user({
      accessKeys: known([
        accessKey({
          slot: 2,
          createdAt: known(at('2024-06-01')),
          lastUsed: used('2026-03-30', { service: 's3' }),
          ...older,
        }),
        accessKey({ slot: 1, createdAt: known(at('2026-01-01')), lastUsed: used('2026-03-31'), ...newer }),
      ]),
    }),
  )

describeRule(accessKeyRotationNotFinished, {
  now: '2026-04-01',
  pass: [
    ['the new key is exactly 30 days old', two({}, { createdAt: known(at('2026-03-02')) })],
    ['the old key is no longer in use', two({ lastUsed: used('2026-02-14T23:59:59.999Z') }, {})],
    ['the new key was never used', two({}, { lastUsed: neverUsed })],
  ],
  fail: [
    [
      'the new key is a millisecond over 30 days old',
      two({}, { createdAt: known(at('2026-03-01T23:59:59.999Z')) }),
      'alice got access key 1 on 2026-03-01 and still uses 2 beside it: 1 last used 2026-03-31, 2 last used 2026-03-30 (s3). Move the work to 1 and drop 2.',
    ],
    [
      'the old key was used exactly 45 days ago',
      two({ lastUsed: used('2026-02-15') }, {}),
      'alice got access key 1 on 2026-01-01 and still uses 2 beside it: 1 last used 2026-03-31, 2 last used 2026-02-15. Move the work to 1 and drop 2.',
    ],
    [
      'trap 8: made in the same second, the one used last stays',
      two({ createdAt: known(at('2026-01-01')), lastUsed: used('2026-03-31T10:00:00Z') }, {}),
      'alice got access key 2 on 2026-01-01 and still uses 1 beside it: 2 last used 2026-03-31, 1 last used 2026-03-31. Move the work to 2 and drop 1.',
    ],
  ],
  unknown: [
    ['last use of one not told', two({ lastUsed: unknownFact('denied') }, {}), 'denied'],
    ['creation of one not told', two({}, { createdAt: unknownFact('N/A') }), 'N/A'],
    ['keys not read', accountWithUsers(user({ accessKeys: unknownFact('no report') })), 'no report'],
  ],
  notApplicable: [
    ['one key', accountWithUsers(user({ accessKeys: known([accessKey()]) }))],
    ['trap 9: the old key is inactive', two({ status: 'inactive' }, {})],
  ],
})

test('the commands deactivate the key to drop, and no other', () => {
  const [evaluation] = accessKeyRotationNotFinished.run(two({ accessKeyId: 'AKIAOLD' }, { accessKeyId: 'AKIANEW' }), {
    now: at('2026-04-01'),
    configuration: defaultConfiguration,
  })
  expect(evaluation?.commands).toEqual([
    'aws iam update-access-key --user-name alice --access-key-id AKIAOLD --status Inactive',
  ])
})
