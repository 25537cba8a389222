import { escalationPaths } from '#shared/catalogue/escalation-paths.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import { known, knownOr } from '#shared/facts/known.ts'
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

const boundaryOf = (principal: User | Role): string | undefined =>
  (principal.kind === 'user' ? knownOr(principal.grants, undefined) : principal.grants)?.permissionsBoundaryArn

/** Only the statements that a path may run over: the others cost time and change nothing. */
const suggestedGrants = (
  policies: readonly ProposedPolicy[],
  needed: ReadonlySet<string>,
  boundary: string | undefined,
): Grants => ({
  inlinePolicies: policies.flatMap(({ Version, Statement }, index) => {
    const related = Statement.filter(({ Action }) => Action.some((action) => needed.has(action)))
    const document = readProposal({ Version, Statement: related })
    return related.length === 0 ? [] : [{ name: `suggestion-${index + 1}`, document }]
  }),
  attachedPolicies: [],
  ...(boundary !== undefined && { permissionsBoundaryArn: boundary }),
})

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
  const held = escalationPaths().filter(
    ({ id, required }) => before.includes(id) && required.every((action) => granted.has(action)),
  )
  if (held.length === 0) return { closed: before, left: [] }
  const needed = new Set(held.flatMap(({ required }) => required))
  const changed = withGrants(principal, suggestedGrants(policies, needed, boundaryOf(principal)))
  const left = openTo(changed, account)
  return { closed: before.filter((id) => !left.includes(id)), left: before.filter((id) => left.includes(id)) }
}
