import { expect, test } from 'vitest'
import { known, unknownFact } from '#shared/facts/known.ts'
import { fidoCertificationBelowMinimum } from '#shared/rules/passwords-and-mfa/fido-certification-below-minimum.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accountWithUsers, mfaDevice, user } from '#test/support/facts.ts'

const certified = (certification: string) =>
  accountWithUsers(user({ mfaDevices: known([mfaDevice({ certification: known(certification) })]) }))
const SERIAL = 'arn:aws:iam::111111111111:u2f/user/alice/key-1'

describeRule(fidoCertificationBelowMinimum, {
  now: '2026-04-01',
  configuration: { rules: new Map([[fidoCertificationBelowMinimum.id, { parameters: { minimumLevel: 2 } }]]) },
  pass: [
    ['at the minimum', certified('FIDO L2, FIPS-140-2 L1')],
    ['over it', certified('FIDO_CERTIFIED_L3plus')],
  ],
  fail: [
    [
      'below it',
      certified('FIDO L1+'),
      `alice signs in with a security key certified to FIDO L1+ (${SERIAL}); the minimum is level 2.`,
    ],
    [
      'a FIPS level is not a FIDO level',
      certified('FIPS-140-3 L3'),
      `alice signs in with a security key without a FIDO certification (${SERIAL}); the minimum is level 2.`,
    ],
    [
      'without any level',
      certified('none'),
      `alice signs in with a security key without a FIDO certification (${SERIAL}); the minimum is level 2.`,
    ],
  ],
  unknown: [
    [
      'not asked',
      accountWithUsers(user({ mfaDevices: known([mfaDevice({ certification: unknownFact('not asked') })]) })),
      'not asked',
    ],
  ],
  notApplicable: [
    ['a virtual device', accountWithUsers(user({ mfaDevices: known([mfaDevice({ mfaKind: 'virtual' })]) }))],
  ],
})

test('is off until it is configured', () => {
  expect(fidoCertificationBelowMinimum.enabledByDefault).toBe(false)
})
