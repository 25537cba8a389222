import { known, unknownFact } from '#shared/facts/known.ts'
import { smsMfaDevice } from '#shared/rules/passwords-and-mfa/sms-mfa-device.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accountWithUsers, mfaDevice, user } from '#test/support/facts.ts'

const SMS = 'arn:aws:iam::111111111111:sms-mfa/alice'

describeRule(smsMfaDevice, {
  now: '2026-04-01',
  pass: [['FIDO', accountWithUsers(user({ mfaDevices: known([mfaDevice()]) }))]],
  fail: [
    [
      'by text message, beside a better one',
      accountWithUsers(user({ mfaDevices: known([mfaDevice(), mfaDevice({ mfaKind: 'sms', serialNumber: SMS })]) })),
      `alice has MFA by text message (${SMS}).`,
    ],
  ],
  unknown: [['devices not listed', accountWithUsers(user({ mfaDevices: unknownFact('denied') })), 'denied']],
  notApplicable: [['no device', accountWithUsers(user())]],
})
