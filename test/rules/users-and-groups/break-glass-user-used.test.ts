import { known, unknownFact } from '#shared/facts/known.ts'
import { breakGlassUserUsed } from '#shared/rules/users-and-groups/break-glass-user-used.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accessKey, accountWithUsers, neverUsed, password, used, user } from '#test/support/facts.ts'

const emergency = (more: Parameters<typeof user>[0]) => accountWithUsers(user({ name: 'emergency', ...more }))
const signedIn = (when: string) => emergency({ password: password({ lastUsed: used(when) }) })

describeRule(breakGlassUserUsed, {
  now: '2026-04-01',
  configuration: { identityClasses: [{ name: 'break-glass', match: [{ name: 'emergency' }] }] },
  pass: [
    ['used a millisecond over seven days ago', signedIn('2026-03-24T23:59:59.999Z')],
    ['never used', emergency({ password: password({ lastUsed: neverUsed }) })],
  ],
  fail: [
    [
      'trap 14: its use is the alarm',
      signedIn('2026-03-25'),
      'Break-glass user emergency was used: its password on 2026-03-25.',
    ],
    [
      'password and key',
      emergency({
        password: password({ lastUsed: used('2026-03-30') }),
        accessKeys: known([
          accessKey({ accessKeyId: 'AKIAEXAMPLE', lastUsed: used('2026-03-31') }),
          accessKey({ slot: 2, lastUsed: unknownFact('denied') }),
        ]),
      }),
      'Break-glass user emergency was used: its password on 2026-03-30, access key AKIAEXAMPLE on 2026-03-31.',
    ],
  ],
  unknown: [
    ['password not told', emergency({ password: unknownFact('no report') }), 'no report'],
    [
      'last use of the key not told',
      emergency({ accessKeys: known([accessKey({ lastUsed: unknownFact('denied') })]) }),
      'denied',
    ],
  ],
  notApplicable: [['any other user', accountWithUsers(user({ password: password() }))]],
})
