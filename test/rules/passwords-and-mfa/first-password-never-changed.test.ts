import { known, unknownFact } from '#shared/facts/known.ts'
import { firstPasswordNeverChanged } from '#shared/rules/passwords-and-mfa/first-password-never-changed.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accountWithUsers, at, neverUsed, password, user } from '#test/support/facts.ts'

const waiting = (setAt: string, more: Parameters<typeof password>[0] = {}) =>
  accountWithUsers(
    user({
      password: password({
        lastUsed: neverUsed,
        lastChanged: known(at(setAt)),
        resetRequired: known(true),
        ...more,
      }),
    }),
  )

describeRule(firstPasswordNeverChanged, {
  now: '2026-04-01',
  pass: [
    ['set exactly seven days ago', waiting('2026-03-25')],
    ['changed by its user', waiting('2020-01-01', { resetRequired: known(false) })],
  ],
  fail: [
    [
      'one millisecond over',
      waiting('2026-03-24T23:59:59.999Z'),
      'alice was given a password on 2026-03-24, 7 days ago, and has not yet changed it as it must; the limit is 7 days.',
    ],
  ],
  unknown: [
    ['login profile not asked for', waiting('2026-01-01', { resetRequired: unknownFact('not asked') }), 'not asked'],
    ['last change not told', waiting('2026-01-01', { lastChanged: unknownFact('N/A') }), 'N/A'],
  ],
  notApplicable: [['no password', accountWithUsers(user())]],
})
