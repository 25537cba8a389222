import { known, unknownFact } from '#shared/facts/known.ts'
import { virtualMfaDeviceUnassigned } from '#shared/rules/passwords-and-mfa/virtual-mfa-device-unassigned.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { account, mfaDevice, rootOwner } from '#test/support/facts.ts'

const assigned = mfaDevice({ mfaKind: 'virtual', serialNumber: 'arn:aws:iam::111111111111:mfa/alice' })
const left = {
  kind: 'mfa-device',
  mfaKind: 'virtual',
  serialNumber: 'arn:aws:iam::111111111111:mfa/old phone',
  certification: unknownFact('not FIDO'),
} as const

describeRule(virtualMfaDeviceUnassigned, {
  now: '2026-04-01',
  pass: [
    ['assigned', account({ virtualMfaDevices: known([assigned]) })],
    ['the one of root', account({ virtualMfaDevices: known([{ ...assigned, owner: rootOwner }]) })],
  ],
  fail: [
    [
      'left over',
      account({ virtualMfaDevices: known([assigned, left]) }),
      'Virtual MFA device arn:aws:iam::111111111111:mfa/old phone is assigned to nobody.',
    ],
  ],
  unknown: [['not listed', account({ virtualMfaDevices: unknownFact('denied') }), 'denied']],
  notApplicable: [['none', account()]],
})
