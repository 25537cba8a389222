import { known, unknownFact } from '#shared/facts/known.ts'
import { rootMfaVirtualOnly } from '#shared/rules/root/root-mfa-virtual-only.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import {
  ACCOUNT,
  account,
  accountWithRoot,
  accountWithUsers,
  mfaDevice,
  owner,
  root,
  rootOwner,
  user,
} from '#test/support/facts.ts'

const virtual = mfaDevice({
  owner: rootOwner,
  mfaKind: 'virtual',
  serialNumber: `arn:aws:iam::${ACCOUNT}:mfa/root-account-mfa-device`,
})
const fido = mfaDevice({ owner: rootOwner })
const token = mfaDevice({ owner: rootOwner, mfaKind: 'hardware', serialNumber: 'GAHT12345678' })
const grootsDevice = mfaDevice({
  owner: owner('groot'),
  mfaKind: 'virtual',
  serialNumber: `arn:aws:iam::${ACCOUNT}:mfa/groot`,
})

describeRule(rootMfaVirtualOnly, {
  now: '2026-04-01',
  pass: [
    ['trap 11: a FIDO device, whose serial is an ARN, is not virtual', accountWithRoot({ mfaDevices: known([fido]) })],
    ['a hardware token', accountWithRoot({ mfaDevices: known([token]) })],
    ['trap 22: a virtual spare beside a FIDO device', accountWithRoot({ mfaDevices: known([fido, virtual]) })],
    ['MFA is on and no virtual device is root’s', accountWithRoot({ mfaDevices: known([]) })],
    [
      'trap 12: the virtual device of a user called groot',
      accountWithUsers(user({ name: 'groot', mfaDevices: known([grootsDevice]) })),
    ],
  ],
  fail: [
    [
      'one virtual device',
      accountWithRoot({ mfaDevices: known([virtual]) }),
      `The root user has no hardware or FIDO device that is known, only arn:aws:iam::${ACCOUNT}:mfa/root-account-mfa-device (virtual).`,
    ],
  ],
  unknown: [['devices not listed', accountWithRoot({ mfaDevices: unknownFact('not collected') }), 'not collected']],
  notApplicable: [
    ['trap 5: no MFA at all', accountWithRoot({ mfaActive: known(false), mfaDevices: known([]) })],
    [
      'row 73: GovCloud',
      account({ partition: 'aws-us-gov', root: known(root({ mfaActive: known(false), mfaDevices: known([]) })) }),
    ],
  ],
})
