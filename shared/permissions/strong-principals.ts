import type { AccountFacts } from '#shared/facts/account.ts'
import { byKey } from '#shared/facts/order.ts'
import type { Group, Role, User } from '#shared/facts/principal.ts'
import { accountIndexOf } from './account-index.ts'
import { PERMISSION_CHANGING_ACTIONS, administratorOf, changesPermissionsEverywhere } from './administrator.ts'
import { effectivePermissionsOf } from './effective-permissions.ts'
import { compilePolicies } from './evaluate.ts'
import { trustGrantsOf } from './trust.ts'
import type { TrustedParty } from './trusted-party.ts'

/** Who in the account is worth taking over, and whom the roles let in. */
export interface StrongPrincipals {
  readonly users: readonly User[]
  readonly roles: ReadonlySet<Role>
  readonly allRoles: ReadonlySet<Role>
  /** Roles that let in somebody else than services: users, roles or an account. */
  readonly rolesForPrincipals: ReadonlySet<Role>
  readonly groups: readonly Group[]
  readonly isStrong: (principal: User | Role) => boolean
  /** Strong roles by the service that may assume them. */
  readonly rolesOfService: (service: string) => readonly Role[]
}

const isStrong = (principal: User | Role, account: AccountFacts): boolean => {
  const permissions = effectivePermissionsOf(principal, account)
  if (permissions.state === 'unknown') return false
  if (administratorOf(permissions.value) !== 'no') return true
  return changesPermissionsEverywhere(permissions.value)
}

const isStrongGroup = (group: Group, account: AccountFacts): boolean => {
  const { policies } = accountIndexOf(account)
  const documents = [
    ...group.grants.inlinePolicies.map(({ document }) => document),
    ...group.grants.attachedPolicies.flatMap(({ arn }) => policies.get(arn)?.document ?? []),
  ]
  const compiled = compilePolicies(documents)
  return PERMISSION_CHANGING_ACTIONS.some((action) => compiled.decide({ action, resource: '*' }).outcome === 'allow')
}

const plainService = (service: string): string => service.replace(/\.cn$/u, '')

// A role for identities of Amazon Cognito names the service as its provider.
const serviceOf = (party: TrustedParty): string | undefined => {
  if (party.kind === 'service') return plainService(party.service)
  return party.kind === 'oidc' && party.issuer === 'cognito-identity.amazonaws.com' ? party.issuer : undefined
}

const rolesByService = (roles: readonly Role[]): ReadonlyMap<string, readonly Role[]> => {
  const byService = new Map<string, Role[]>()
  for (const role of roles) {
    for (const { party } of trustGrantsOf(role)) {
      const service = serviceOf(party)
      if (service === undefined) continue
      const list = byService.get(service) ?? []
      if (list.at(-1) !== role) list.push(role)
      byService.set(service, list)
    }
  }
  return byService
}

const PRINCIPAL_PARTIES: ReadonlySet<string> = new Set(['anyone', 'everyone-but', 'principal', 'account'])
const letsPrincipalsIn = (role: Role): boolean =>
  trustGrantsOf(role).some(({ party }) => PRINCIPAL_PARTIES.has(party.kind))

const memory = new WeakMap<AccountFacts, StrongPrincipals>()

export const strongPrincipalsOf = (account: AccountFacts): StrongPrincipals => {
  const known = memory.get(account)
  if (known !== undefined) return known
  const index = accountIndexOf(account)
  const users = index.users.filter((user) => isStrong(user, account))
  const roles = index.roles.filter((role) => isStrong(role, account))
  const all = new Set<User | Role>([...users, ...roles])
  const byService = rolesByService(roles)
  const strong: StrongPrincipals = {
    users,
    roles: new Set(roles),
    allRoles: new Set(index.roles),
    rolesForPrincipals: new Set(index.roles.filter(letsPrincipalsIn)),
    groups: [...index.groups.values()].sort(byKey(({ arn }) => arn)).filter((group) => isStrongGroup(group, account)),
    isStrong: (principal) => all.has(principal),
    rolesOfService: (service) => byService.get(plainService(service)) ?? [],
  }
  memory.set(account, strong)
  return strong
}
