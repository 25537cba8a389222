import type { AccountFacts } from '#shared/facts/account.ts'
import type { Role, User } from '#shared/facts/principal.ts'
import { accountIndexOf } from './account-index.ts'
import { compiledStatementsOf } from './compiled-document.ts'
import { trustCondition } from './escalation-by-identity.ts'
import type { Judge } from './escalation-by-identity.ts'
import { trustGrantsOf } from './trust.ts'

const memory = new WeakMap<AccountFacts, ReadonlyMap<string, readonly Role[]>>()

/** Roles by the ARN of each user and role that their trust policies name. */
const rolesByNamed = (account: AccountFacts): ReadonlyMap<string, readonly Role[]> => {
  const known = memory.get(account)
  if (known !== undefined) return known
  const made = new Map<string, Role[]>()
  for (const role of accountIndexOf(account).roles) {
    for (const { party } of trustGrantsOf(role)) {
      if (party.kind !== 'principal') continue
      const list = made.get(party.arn)
      if (list === undefined) made.set(party.arn, [role])
      else if (list.at(-1) !== role) list.push(role)
    }
  }
  memory.set(account, made)
  return made
}

const rolesNaming = ({ arn }: User | Role, account: AccountFacts): readonly Role[] =>
  rolesByNamed(account).get(arn) ?? []

export const isNamedInTrust = (principal: User | Role, account: AccountFacts): boolean =>
  rolesNaming(principal, account).length > 0

const ASSUME = 'sts:AssumeRole'

/**
 * A strong role whose trust policy names the principal itself. Within one account that is enough: no policy of its own has to allow it, and
 * only a Deny stands against it. A boundary that leaves it out stops roles and does not stop users.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-eval-logic
 */
export const roleThatNames: Judge = ({ permissions, account, strong }) => {
  const { principal, policies } = permissions
  if (principal.kind === 'role' && policies.boundary !== undefined) return undefined
  const documents = [...policies.policies, ...(policies.boundary === undefined ? [] : [policies.boundary])]
  const mayDeny = documents
    .flatMap(({ document }) => compiledStatementsOf(document))
    .some(({ effect, matchesAction }) => effect === 'Deny' && matchesAction(ASSUME.toLowerCase()))
  for (const role of rolesNaming(principal, account)) {
    if (role === principal || !strong.roles.has(role)) continue
    if (permissions.decide(ASSUME, role.arn).outcome === 'explicit-deny') continue
    const unless = trustCondition(role, principal.arn) ?? (mayDeny ? 'what its own policies deny' : undefined)
    const because = `Role ${role.name}, which can change permissions, names it in its trust policy`
    return unless === undefined
      ? { kind: 'open', because: `${because}.`, through: role.arn }
      : { kind: 'conditional', because: `${because}, depending on ${unless}.`, through: role.arn }
  }
  return undefined
}
