import { known, unknownFact } from '#shared/facts/known.ts'
import { passwordPastRotationDate } from '#shared/rules/passwords-and-mfa/password-past-rotation-date.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accountWithUsers, at, password, user } from '#test/support/facts.ts'

const due = (when: string) => accountWithUsers(user({ password: password({ nextRotation: known(at(when)) }) }))

describeRule(passwordPastRotationDate, {
  now: '2026-04-01',
  pass: [
    ['due this very instant', due('2026-04-01')],
    ['due next month', due('2026-05-01')],
  ],
  fail: [
    [
      'due a millisecond ago',
      due('2026-03-31T23:59:59.999Z'),
      'The password of alice had to be changed by 2026-03-31, 0 days ago, and was not (last sign-in 2026-03-31).',
    ],
  ],
  unknown: [
    [
      'not told',
      accountWithUsers(user({ password: password({ nextRotation: unknownFact('empty field') }) })),
      'empty field',
    ],
  ],
  notApplicable: [
    ['trap 21: no expiry in the policy', accountWithUsers(user({ password: password() }))],
    ['no password', accountWithUsers(user())],
  ],
})
