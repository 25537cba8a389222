import { known, unknownFact } from '#shared/facts/known.ts'
import { rootMfaNotPhishingResistant } from '#shared/rules/root/root-mfa-not-phishing-resistant.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { ACCOUNT, accountWithRoot, mfaDevice, rootOwner } from '#test/support/facts.ts'

const fido = mfaDevice({ owner: rootOwner })
const token = mfaDevice({ owner: rootOwner, mfaKind: 'hardware', serialNumber: 'GAHT12345678' })
const virtual = mfaDevice({
  owner: rootOwner,
  mfaKind: 'virtual',
  serialNumber: `arn:aws:iam::${ACCOUNT}:mfa/root-account-mfa-device`,
})

describeRule(rootMfaNotPhishingResistant, {
  now: '2026-04-01',
  pass: [
    ['a FIDO device', accountWithRoot({ mfaDevices: known([fido]) })],
    ['a FIDO device beside a token', accountWithRoot({ mfaDevices: known([token, fido]) })],
  ],
  fail: [
    [
      'a hardware token only',
      accountWithRoot({ mfaDevices: known([token]) }),
      'No MFA device of the root user resists phishing: GAHT12345678 (hardware token).',
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
  notApplicable: [
    ['virtual only is a finding of its own', accountWithRoot({ mfaDevices: known([virtual]) })],
    ['trap 5: no MFA at all', accountWithRoot({ mfaActive: known(false), mfaDevices: known([]) })],
  ],
})
