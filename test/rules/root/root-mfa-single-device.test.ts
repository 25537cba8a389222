import { known, unknownFact } from '#shared/facts/known.ts'
import { rootMfaSingleDevice } from '#shared/rules/root/root-mfa-single-device.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { ACCOUNT, accountWithRoot, mfaDevice, rootOwner } from '#test/support/facts.ts'

const first = mfaDevice({ owner: rootOwner, serialNumber: `arn:aws:iam::${ACCOUNT}:u2f/root-account-mfa-device/one` })
const second = mfaDevice({ owner: rootOwner, serialNumber: `arn:aws:iam::${ACCOUNT}:u2f/root-account-mfa-device/two` })

describeRule(rootMfaSingleDevice, {
  now: '2026-04-01',
  pass: [['two devices', accountWithRoot({ mfaDevices: known([first, second]) })]],
  fail: [
    [
      'one device',
      accountWithRoot({ mfaDevices: known([first]) }),
      `The root user has one MFA device that is known: arn:aws:iam::${ACCOUNT}:u2f/root-account-mfa-device/one (FIDO).`,
    ],
  ],
  unknown: [
    [
      'MFA is on, but only root can list the device',
      accountWithRoot({ mfaDevices: known([]) }),
      'a hardware or FIDO device of the root user is listed to root itself only',
    ],
    ['devices not listed', accountWithRoot({ mfaDevices: unknownFact('not collected') }), 'not collected'],
  ],
  notApplicable: [['trap 5: no MFA at all', accountWithRoot({ mfaActive: known(false), mfaDevices: known([]) })]],
})
