import type { AccountFacts } from '#shared/facts/account.ts'
import { byKey } from '#shared/facts/order.ts'
import type { Group, Role, User } from '#shared/facts/principal.ts'
import { accountIndexOf } from './account-index.ts'
import { PERMISSION_CHANGING_ACTIONS, administratorOf } from './administrator.ts'
import { effectivePermissionsOf, scopeOf } from './effective-permissions.ts'
import { compilePolicies } from './evaluate.ts'
import { trustGrantsOf } from './trust.ts'

/** Who in the account is worth taking over, and whom the roles let in. */
export interface StrongPrincipals {
  readonly users: readonly User[]
  readonly roles: readonly Role[]
  readonly groups: readonly Group[]
  /** Roles that somebody of this account may assume, by the ARN that they name; `account` for those that trust the whole account. */
  readonly rolesTrusting: (principalArn: string) => readonly Role[]
  /** Roles by the service that may assume them, without `.cn`. */
  readonly rolesOfService: (service: string) => readonly Role[]
}

const isStrong = (principal: User | Role, account: AccountFacts): boolean => {
  const permissions = effectivePermissionsOf(principal, account)
  if (permissions.state === 'unknown') return false
  if (administratorOf(permissions.value) !== 'no') return true
  return PERMISSION_CHANGING_ACTIONS.some((action) => {
    const { reach, conditional } = scopeOf(permissions.value, action)
    return reach === 'all' && !conditional
  })
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

const push = (map: Map<string, Role[]>, key: string, role: Role): void => {
  const list = map.get(key)
  if (list === undefined) map.set(key, [role])
  else if (list.at(-1) !== role) list.push(role)
}

const WHOLE_ACCOUNT = 'account'
const plainService = (service: string): string => service.replace(/\.cn$/u, '')

const indexTrust = (account: AccountFacts): Pick<StrongPrincipals, 'rolesTrusting' | 'rolesOfService'> => {
  const byPrincipal = new Map<string, Role[]>()
  const byService = new Map<string, Role[]>()
  for (const role of accountIndexOf(account).roles) {
    const ownAccount = role.arn.split(':')[4]
    for (const { party } of trustGrantsOf(role)) {
      if (party.kind === 'service') push(byService, plainService(party.service), role)
      else if (party.kind === 'principal') push(byPrincipal, party.arn, role)
      else if (party.kind === 'anyone' || party.kind === 'everyone-but') push(byPrincipal, WHOLE_ACCOUNT, role)
      else if (party.kind === 'account' && party.accountId === ownAccount) push(byPrincipal, WHOLE_ACCOUNT, role)
    }
  }
  return {
    rolesTrusting: (arn) => [...(byPrincipal.get(arn) ?? []), ...(byPrincipal.get(WHOLE_ACCOUNT) ?? [])],
    rolesOfService: (service) => byService.get(plainService(service)) ?? [],
  }
}

const memory = new WeakMap<AccountFacts, StrongPrincipals>()

export const strongPrincipalsOf = (account: AccountFacts): StrongPrincipals => {
  const known = memory.get(account)
  if (known !== undefined) return known
  const index = accountIndexOf(account)
  const strong: StrongPrincipals = {
    users: index.users.filter((user) => isStrong(user, account)),
    roles: index.roles.filter((role) => isStrong(role, account)),
    groups: [...index.groups.values()].sort(byKey(({ arn }) => arn)).filter((group) => isStrongGroup(group, account)),
    ...indexTrust(account),
  }
  memory.set(account, strong)
  return strong
}
