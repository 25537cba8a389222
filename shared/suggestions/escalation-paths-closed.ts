import { escalationPaths } from '#shared/catalogue/escalation-paths.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import { known, knownOr, mapKnown } from '#shared/facts/known.ts'
import { sortedUnique } from '#shared/facts/order.ts'
import type { Grants, Role, User } from '#shared/facts/principal.ts'
import { isAdministrator } from '#shared/permissions/administrator.ts'
import type { EffectivePermissions } from '#shared/permissions/effective-permissions.ts'
import { escalationsOf } from '#shared/permissions/escalation.ts'
import type { ProposedPolicy } from './policy-suggestion.ts'
import { readProposal } from './prove-proposal.ts'

export interface EscalationChange {
  readonly closed: readonly string[]
  readonly left: readonly string[]
}

const openTo = (principal: User | Role, account: AccountFacts): readonly string[] =>
  sortedUnique(knownOr(escalationsOf(principal, account), []).map(({ path }) => path.id))

const withGrants = (principal: User | Role, grants: Grants): User | Role =>
  principal.kind === 'user' ? { ...principal, grants: known(grants), groupNames: known([]) } : { ...principal, grants }

const instead = <T extends { readonly arn: string }>(list: readonly T[], changed: T): readonly T[] =>
  list.map((one) => (one.arn === changed.arn ? changed : one))

/** The account as it would be with the suggestion in place of everything that the principal holds today. */
const accountWith = (principal: User | Role, account: AccountFacts): AccountFacts =>
  principal.kind === 'user'
    ? { ...account, users: mapKnown(account.users, (users) => instead(users, principal)) }
    : { ...account, roles: mapKnown(account.roles, (roles) => instead(roles, principal)) }

const boundaryOf = (principal: User | Role): string | undefined =>
  (principal.kind === 'user' ? knownOr(principal.grants, undefined) : principal.grants)?.permissionsBoundaryArn

/** Published escalation paths that are open today and would not be with the suggestion. For an administrator every path is open. */
export const escalationChangeOf = (
  principal: User | Role,
  account: AccountFacts,
  today: EffectivePermissions,
  policies: readonly ProposedPolicy[],
): EscalationChange => {
  const before = isAdministrator(today)
    ? sortedUnique(escalationPaths().map(({ id }) => id))
    : openTo(principal, account)
  const granted = new Set(policies.flatMap(({ Statement }) => Statement).flatMap(({ Action }) => Action))
  const held = escalationPaths().filter(({ required }) => required.every((action) => granted.has(action)))
  if (before.length === 0 || held.length === 0) return { closed: before, left: [] }
  const boundary = boundaryOf(principal)
  const changed = withGrants(principal, {
    inlinePolicies: policies.map((policy, index) => ({
      name: `suggestion-${index + 1}`,
      document: readProposal(policy),
    })),
    attachedPolicies: [],
    ...(boundary !== undefined && { permissionsBoundaryArn: boundary }),
  })
  const left = openTo(changed, accountWith(changed, account))
  return { closed: before.filter((id) => !left.includes(id)), left }
}
