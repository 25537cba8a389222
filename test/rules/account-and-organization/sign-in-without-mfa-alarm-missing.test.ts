import { known } from '#shared/facts/known.ts'
import { signInWithoutMfaAlarmMissing } from '#shared/rules/account-and-organization/sign-in-without-mfa-alarm-missing.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { alarmed, trail } from '#test/support/trail-chain.ts'

const message = 'Nobody is alarmed on console sign-ins without MFA: no metric filter on trail-logs selects them.'

describeRule(signInWithoutMfaAlarmMissing, {
  now: '2026-04-01',
  pass: [
    ['the old form', alarmed('{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }')],
    [
      'the new form',
      alarmed(
        '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
      ),
    ],
    [
      'a trail of writes is enough: a sign-in is no read',
      alarmed('{ $.additionalEventData.MFAUsed = No }', {
        trails: known([trail({ managementEvents: known('write-only') })]),
      }),
    ],
  ],
  fail: [
    ['every sign-in', alarmed('{ $.eventName = "ConsoleLogin" }'), message],
    [
      'failed ones only',
      alarmed('{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }'),
      message,
    ],
  ],
})
