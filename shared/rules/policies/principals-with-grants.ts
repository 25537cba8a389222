import type { AccountFacts } from '#shared/facts/account.ts'
import type { JsonValue } from '#shared/facts/json.ts'
import type { Known } from '#shared/facts/known.ts'
import type { Role, User } from '#shared/facts/principal.ts'
import { accessLevelsOf } from '#shared/permissions/access-levels.ts'
import { administratorOf } from '#shared/permissions/administrator.ts'
import { type EffectivePermissions, effectivePermissionsOf } from '#shared/permissions/effective-permissions.ts'
import { expectedRoleReason } from '../expected-role.ts'
import { type NotApplicable, notApplicable } from '../outcome.ts'
import { oncePerAccount } from '../once-per-account.ts'
import type { Unanswered } from '../rule.ts'
import { unanswered } from '../subjects-of.ts'
import { usersWithGrantsOf } from './users-with-grants.ts'

export const principalsOf: (account: AccountFacts) => readonly (User | Role | Unanswered)[] = oncePerAccount(
  (account) => [
    ...usersWithGrantsOf(account),
    ...(account.roles.state === 'known' ? account.roles.value : [unanswered(account, account.roles.reason)]),
  ],
)

export const permissionsOf = (principal: User | Role, account: AccountFacts): Known<EffectivePermissions> =>
  effectivePermissionsOf(principal, account)

export const whyMeant = (
  principal: User | Role,
  permissions: EffectivePermissions,
  account: AccountFacts,
): NotApplicable | undefined => {
  const expected = principal.kind === 'role' ? expectedRoleReason(principal, account) : undefined
  if (expected !== undefined) return notApplicable(expected)
  return administratorOf(permissions) === 'no'
    ? undefined
    : notApplicable('an administrator can do everything, which is a finding of its own')
}

export const principalLabel = ({ kind, name }: User | Role): string => `${kind === 'user' ? 'User' : 'Role'} ${name}`

/** How many actions of each access level the principal holds. */
export const levelEvidence = (permissions: EffectivePermissions): Readonly<Record<string, JsonValue>> => ({
  accessLevels: accessLevelsOf(permissions),
})
