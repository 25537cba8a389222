import { signInFailureAlarmMissing } from '#shared/rules/account-and-organization/sign-in-failure-alarm-missing.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { alarmed } from '#test/support/trail-chain.ts'

describeRule(signInFailureAlarmMissing, {
  now: '2026-04-01',
  pass: [
    ['by the message', alarmed('{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }')],
    ['by the result', alarmed('{ $.responseElements.ConsoleLogin = "Failure" }')],
  ],
  fail: [
    [
      'a filter on something else',
      alarmed('{ $.errorCode = "AccessDenied*" }'),
      'Nobody is alarmed on failed console sign-ins: no metric filter on trail-logs selects them.',
    ],
  ],
})
