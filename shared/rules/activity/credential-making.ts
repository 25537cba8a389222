import type { Occurrence } from '#shared/activity/occurrence.ts'

/** Calls that bring a long-lived credential into the world, in words. */
const MADE: ReadonlyMap<string, string> = new Map([
  ['CreateAccessKey', 'an access key'],
  ['CreateLoginProfile', 'a console password'],
  ['CreateServiceSpecificCredential', 'a service-specific credential'],
  ['UploadSigningCertificate', 'a signing certificate'],
  ['UploadSSHPublicKey', 'an SSH public key'],
])

export const makesCredential = ({ eventName, outcome }: Occurrence): boolean => outcome === 'ok' && MADE.has(eventName)

/** `access key AKIA…` */
export const madeWords = ({ eventName, details }: Occurrence): string => {
  const words = MADE.get(eventName) ?? 'a credential'
  return details['newAccessKeyId'] === undefined ? words : `access key ${details['newAccessKeyId']}`
}
