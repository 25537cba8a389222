import type { Occurrence } from '#shared/activity/occurrence.ts'
import { principalName } from './occurrence-words.ts'

/** AWS's own policies that make an administrator, or give the means to become one. */
const ADMINISTRATOR_POLICY = /^arn:[\w-]+:iam::aws:policy\/(?:AdministratorAccess|IAMFullAccess|PowerUserAccess)$/

const ATTACHING: ReadonlyMap<string, 'policyArn' | 'managedPolicyArn'> = new Map([
  ['AttachUserPolicy', 'policyArn'],
  ['AttachRolePolicy', 'policyArn'],
  ['AttachGroupPolicy', 'policyArn'],
  ['AttachManagedPolicyToPermissionSet', 'managedPolicyArn'],
])

const WRITING: ReadonlySet<string> = new Set([
  'PutUserPolicy',
  'PutRolePolicy',
  'PutGroupPolicy',
  'PutInlinePolicyToPermissionSet',
])

const attachedPolicy = ({ eventName, details }: Occurrence): string | undefined => {
  const parameter = ATTACHING.get(eventName)
  return parameter && details[parameter]
}

/** A version that is not put into force gives nothing yet. */
const writesAdministration = ({ eventName, details }: Occurrence): boolean =>
  details['administrationGiven'] !== undefined &&
  (WRITING.has(eventName) || (eventName === 'CreatePolicyVersion' && details['setAsDefault'] === 'true'))

export const givesAdministration = (occurrence: Occurrence): boolean =>
  occurrence.outcome === 'ok' &&
  (ADMINISTRATOR_POLICY.test(attachedPolicy(occurrence) ?? '') || writesAdministration(occurrence))

/** `attached AdministratorAccess to`, `gave all permissions (inline policy all) to` */
export const givingWords = (occurrence: Occurrence): string => {
  const attached = attachedPolicy(occurrence)
  if (attached !== undefined) return `attached ${principalName(attached)} to`
  const { administrationGiven: given, policyName: name } = occurrence.details
  const what = given === 'iam' ? 'all permissions on IAM' : 'all permissions'
  return `gave ${what}${name === undefined ? '' : ` (inline policy ${name})`} to`
}
