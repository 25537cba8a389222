import type { Occurrence } from '#shared/activity/occurrence.ts'

/** Calls that bring a long-lived credential into the world, in words. */
const MADE: ReadonlyMap<string, string> = new Map([
  ['CreateAccessKey', 'an access key'],
  ['CreateLoginProfile', 'a console password'],
  ['CreateServiceSpecificCredential', 'a service-specific credential'],
  ['ResetServiceSpecificCredential', 'a new password of a service-specific credential'],
  ['UploadSigningCertificate', 'a signing certificate'],
  ['UploadSSHPublicKey', 'an SSH public key'],
])

/** Calls that give an inactive one back its force, if their status says so. */
const REVIVED: ReadonlyMap<string, string> = new Map([
  ['UpdateAccessKey', 'an inactive access key work again'],
  ['UpdateServiceSpecificCredential', 'an inactive service-specific credential work again'],
  ['UpdateSigningCertificate', 'an inactive signing certificate work again'],
  ['UpdateSSHPublicKey', 'an inactive SSH public key work again'],
])

const revivesCredential = ({ eventName, details }: Occurrence): boolean =>
  REVIVED.has(eventName) && details['status'] === 'Active'

export const makesCredential = (occurrence: Occurrence): boolean =>
  occurrence.outcome === 'ok' && (MADE.has(occurrence.eventName) || revivesCredential(occurrence))

/** `access key AKIA…` */
export const madeWords = ({ eventName, details }: Occurrence): string => {
  const words = MADE.get(eventName) ?? REVIVED.get(eventName) ?? 'a credential'
  return details['newAccessKeyId'] === undefined ? words : `access key ${details['newAccessKeyId']}`
}
