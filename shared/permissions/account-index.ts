import type { AccountFacts } from '#shared/facts/account.ts'
import { knownOr } from '#shared/facts/known.ts'
import type { ManagedPolicy, PolicyDocument } from '#shared/facts/policy.ts'
import type { Group, Role, User } from '#shared/facts/principal.ts'
import { arnReachIn } from './arn-reach.ts'
import { documentGrantsOf } from './document-grants.ts'
import type { DocumentGrants, ReachOf } from './document-grants.ts'
import { matchesPattern } from './wildcard-pattern.ts'
import type { WildcardPattern } from './wildcard-pattern.ts'

/** What is looked up again and again while an account is analysed; made once for each AccountFacts. */
export interface AccountIndex {
  readonly policies: ReadonlyMap<string, ManagedPolicy>
  readonly groups: ReadonlyMap<string, Group>
  readonly users: readonly User[]
  readonly roles: readonly Role[]
  readonly principals: ReadonlyMap<string, User | Role>
  /** Users and roles whose ARN matches. */
  readonly principalsMatching: (pattern: WildcardPattern) => readonly (User | Role)[]
  readonly reachOf: ReachOf
  readonly grantsOf: (document: PolicyDocument) => NumberedGrants
}

export interface NumberedGrants extends DocumentGrants {
  /** Tells documents apart: two of the same text, read by the same reader, are one. */
  readonly number: number
}

const matchingIn = (principals: ReadonlyMap<string, User | Role>): AccountIndex['principalsMatching'] => {
  const memory = new Map<string, readonly (User | Role)[]>()
  // What all ARNs begin with: most patterns speak of other services and need no look at anybody.
  const [first = ''] = principals.keys()
  const shared = first.split(':', 5).join(':')
  return (pattern) => {
    if (pattern.kind === 'exact') return [principals.get(pattern.literal) ?? []].flat()
    if (!shared.startsWith(pattern.literal) && !pattern.literal.startsWith(shared)) return []
    const known = memory.get(pattern.encoded)
    if (known !== undefined) return known
    const found = [...principals.values()].filter(({ arn }) => matchesPattern(pattern, arn))
    memory.set(pattern.encoded, found)
    return found
  }
}

const indexes = new WeakMap<AccountFacts, AccountIndex>()

const build = (account: AccountFacts): AccountIndex => {
  const users = knownOr(account.users, [])
  const roles = knownOr(account.roles, [])
  const reachOf = arnReachIn(account.partition, knownOr(account.id, '*'))
  const grants = new Map<PolicyDocument, NumberedGrants>()
  const principals = new Map([...users, ...roles].map((principal) => [principal.arn, principal]))
  return {
    policies: new Map(knownOr(account.policies, []).map((policy) => [policy.arn, policy])),
    groups: new Map(knownOr(account.groups, []).map((group) => [group.name, group])),
    users,
    roles,
    principals,
    principalsMatching: matchingIn(principals),
    reachOf,
    grantsOf: (document) => {
      const known = grants.get(document)
      if (known !== undefined) return known
      const { sets, perPrincipal, sameForAll } = documentGrantsOf(document, reachOf)
      const made = { sets, perPrincipal, sameForAll, number: grants.size }
      grants.set(document, made)
      return made
    },
  }
}

export const accountIndexOf = (account: AccountFacts): AccountIndex => {
  const known = indexes.get(account)
  if (known !== undefined) return known
  const index = build(account)
  indexes.set(account, index)
  return index
}
