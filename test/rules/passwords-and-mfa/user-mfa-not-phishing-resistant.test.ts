import type { MfaDevice } from '#shared/facts/credential.ts'
import { known, unknownFact } from '#shared/facts/known.ts'
import { userMfaNotPhishingResistant } from '#shared/rules/passwords-and-mfa/user-mfa-not-phishing-resistant.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accountWithUsers, mfaDevice, password, user } from '#test/support/facts.ts'

const FIDO = 'arn:aws:iam::111111111111:u2f/user/alice/key-1'
const VIRTUAL = 'arn:aws:iam::111111111111:mfa/alice'
const SMS = 'arn:aws:iam::111111111111:sms-mfa/alice'
const fido = mfaDevice({ serialNumber: FIDO })
const virtual = mfaDevice({ serialNumber: VIRTUAL, mfaKind: 'virtual' })
const sms = mfaDevice({ serialNumber: SMS, mfaKind: 'sms' })
const token = mfaDevice({ serialNumber: 'GAHT12345678', mfaKind: 'hardware' })

const withDevices = (...devices: readonly MfaDevice[]) =>
  accountWithUsers(user({ password: password(), mfaActive: known(devices.length > 0), mfaDevices: known(devices) }))

describeRule(userMfaNotPhishingResistant, {
  now: '2026-04-01',
  pass: [
    ['trap 11: FIDO, whose serial is an ARN', withDevices(fido)],
    ['a hardware token', withDevices(token)],
    ['both', withDevices(fido, token)],
  ],
  fail: [
    [
      'trap 11: the weakest of several decides, and all are listed',
      withDevices(fido, virtual, token),
      `alice can sign in with a virtual device; its devices: virtual ${VIRTUAL}, hardware GAHT12345678, fido ${FIDO}.`,
    ],
    [
      'a text message is weaker still',
      withDevices(virtual, sms),
      `alice can sign in with text messages; its devices: sms ${SMS}, virtual ${VIRTUAL}.`,
    ],
    ['virtual only', withDevices(virtual), `alice can sign in with a virtual device; its devices: virtual ${VIRTUAL}.`],
  ],
  unknown: [
    [
      'MFA by the report, devices not listed',
      accountWithUsers(
        user({ password: password(), mfaActive: known(true), mfaDevices: unknownFact('devices not listed') }),
      ),
      'devices not listed',
    ],
  ],
  notApplicable: [
    ['trap 10: no console', accountWithUsers(user({ mfaDevices: known([virtual]) }))],
    ['no MFA: another rule', withDevices()],
  ],
})

describeRule(userMfaNotPhishingResistant, {
  now: '2026-04-01',
  configuration: {
    rules: new Map([[userMfaNotPhishingResistant.id, { parameters: { accepted: ['fido'] } }]]),
  },
  pass: [['FIDO', withDevices(fido)]],
  fail: [
    [
      'a token where only FIDO is accepted',
      withDevices(token, fido),
      `alice can sign in with a hardware token; its devices: hardware GAHT12345678, fido ${FIDO}.`,
    ],
  ],
})
