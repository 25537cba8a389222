import type { AccountFacts } from '#shared/facts/account.ts'
import { isoDate } from '#shared/facts/instant.ts'
import type { LastUse } from '#shared/facts/credential.ts'
import type { Role } from '#shared/facts/principal.ts'
import { administratorOf, canChangePermissions } from '#shared/permissions/administrator.ts'
import { effectivePermissionsOf } from '#shared/permissions/effective-permissions.ts'
import type { TrustGrant } from '#shared/permissions/trust.ts'
import { awsCommand } from '../command.ts'
import { type UnknownOutcome, unknown } from '../outcome.ts'

export const roleUseWords = (lastUsed: LastUse): string => {
  if (lastUsed.state === 'unknown') return `last use unknown (${lastUsed.reason})`
  if (lastUsed.state === 'never-or-not-tracked') return 'no use recorded in the last 400 days'
  return `last used ${isoDate(lastUsed.at)}${lastUsed.region === undefined ? '' : ` in ${lastUsed.region}`}`
}

export type RolePower = 'administrator' | 'permissions' | 'limited'

/** What the role may do in the end; `limited` only where every policy of it could be read. */
export const rolePowerOf = (
  role: Role,
  account: AccountFacts,
): { readonly state: 'known'; readonly value: RolePower } | { readonly state: 'unknown'; readonly reason: string } => {
  const permissions = effectivePermissionsOf(role, account)
  if (permissions.state === 'unknown') return permissions
  if (administratorOf(permissions.value) !== 'no') return { state: 'known', value: 'administrator' }
  if (canChangePermissions(permissions.value).length > 0) return { state: 'known', value: 'permissions' }
  const [reason] = permissions.value.missing
  return reason === undefined ? { state: 'known', value: 'limited' } : { state: 'unknown', reason }
}

export const POWER_WORDS: Readonly<Record<RolePower, string>> = {
  administrator: 'is an administrator',
  permissions: 'can change permissions',
  limited: 'has limited permissions',
}

/** A trust policy of which a part could not be read may let in more than its other statements say. */
export const unreadTrustOf = ({ name, trustPolicy }: Role): UnknownOutcome | undefined => {
  if (trustPolicy.state === 'unreadable') return unknown(`Trust policy of role ${name}: ${trustPolicy.reason}`)
  const [first] = trustPolicy.malformed
  return first && unknown(`Trust policy of role ${name}: ${first.reason}`)
}

export const statementWords = ({ statementIndex, sid }: TrustGrant): string =>
  sid === undefined || sid === '' ? `Statement[${statementIndex}]` : `statement ${sid}`

export const editTrustCommands = (role: Role): readonly string[] => [
  awsCommand('iam get-role', { 'role-name': role.name, query: 'Role.AssumeRolePolicyDocument' }),
  awsCommand('iam update-assume-role-policy', {
    'role-name': role.name,
    'policy-document': 'file://trust-policy.json',
  }),
]

export const deleteRoleCommands = (role: Role): readonly string[] => [
  ...role.instanceProfiles.map(({ name }) =>
    awsCommand('iam remove-role-from-instance-profile', { 'instance-profile-name': name, 'role-name': role.name }),
  ),
  ...role.grants.attachedPolicies.map(({ arn }) =>
    awsCommand('iam detach-role-policy', { 'role-name': role.name, 'policy-arn': arn }),
  ),
  ...role.grants.inlinePolicies.map(({ name }) =>
    awsCommand('iam delete-role-policy', { 'role-name': role.name, 'policy-name': name }),
  ),
  awsCommand('iam delete-role', { 'role-name': role.name }),
]
