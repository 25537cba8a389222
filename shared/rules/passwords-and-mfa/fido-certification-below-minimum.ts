import { awsCommand } from '../command.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { count } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { mfaDevicesOf } from '../subjects-of.ts'

/**
 * FIDO's authenticator levels are L1, L1+, L2, L3 and L3+ ("Authenticator Certification Levels", fidoalliance.org). GetMFADevice
 * lists FIPS-140 levels beside them, which are another scale.
 */
const fidoLevel = (certification: string): number | undefined => {
  const fido = certification.split(',').find((scheme) => !/fips/i.test(scheme))
  const level = /(?:^|[^a-z])L([1-3])(?!\d)/i.exec(fido ?? '')?.[1]
  return level === undefined ? undefined : Number(level)
}

export const fidoCertificationBelowMinimum = defineRule({
  id: 'fido-certification-below-minimum',
  family: 'passwords-and-mfa',
  title: 'Security key is not certified to the required FIDO level',
  severity: 'low',
  frameworks: [],
  rationale:
    'The level says how well the authenticator keeps its key from who holds it in the hand. Some regulated places demand a minimum; for others any passkey is far better than none, so that this check is off until it is configured.',
  remediation: 'Register a security key of the required level, then deactivate this one.',
  needs: ['mfa-devices'],
  parameters: { minimumLevel: count(1, 'Lowest accepted FIDO certification level.', { min: 1, max: 3 }) },
  enabledByDefault: false,
  subjects: mfaDevicesOf,
  evaluate(device, { parameters: { minimumLevel } }) {
    if (device.mfaKind !== 'fido') return notApplicable('not a FIDO device')
    if (device.certification.state === 'unknown') return unknown(device.certification.reason)
    const certification = device.certification.value
    const level = fidoLevel(certification)
    if (level !== undefined && level >= minimumLevel) return pass
    const found = level === undefined ? 'without a FIDO certification' : `certified to ${certification}`
    return fail(
      `${device.owner?.name ?? 'A user'} signs in with a security key ${found} (${device.serialNumber}); the minimum is level ${minimumLevel}.`,
      {
        ...(device.enabledAt ? { since: device.enabledAt } : {}),
        evidence: { serialNumber: device.serialNumber, certification },
      },
    )
  },
  commands: (device) => [awsCommand('iam get-mfa-device', { 'serial-number': device.serialNumber })],
})
