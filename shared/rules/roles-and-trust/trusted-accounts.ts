import type { AccountFacts } from '#shared/facts/account.ts'
import { knownOr } from '#shared/facts/known.ts'
import type { Role } from '#shared/facts/principal.ts'
import { type NamedOwners, OWN } from '#shared/permissions/named-owners.ts'
import { type TrustGrant, trustGrantsOf } from '#shared/permissions/trust.ts'
import type { AuditConfiguration } from '../configuration.ts'
import { isForOwnOrganization } from './trusted-organizations.ts'

export interface TrustedAccount {
  readonly id: string
  readonly grants: readonly TrustGrant[]
  readonly place: 'organization' | 'configured' | 'outside' | 'perhaps-outside'
  /** The state that the organization gives it, where it is not ACTIVE. */
  readonly closed?: string
}

/** The accounts that conditions leave in: each must be met, so what all of them name. */
const accountsLeftBy = (named: readonly NamedOwners[]): readonly string[] => {
  const [first = [], ...more] = named.filter((owners) => owners.of === 'account').map(({ ids }) => ids)
  return first.filter((id) => more.every((ids) => ids.includes(id)))
}

/**
 * Accounts that conditions ask for narrow whom the principal names, and are what a wildcard trusts; a service acts for the accounts of its
 * sources.
 */
const accountsOf = ({ party, conditions: { callers, sources } }: TrustGrant): readonly string[] => {
  if (party.kind === 'service') return accountsLeftBy(sources)
  if (party.kind === 'anyone' || party.kind === 'everyone-but') return accountsLeftBy(callers)
  if (party.kind !== 'account' && party.kind !== 'principal') return []
  const isAskedFor = callers.every(({ of, ids }) => of !== 'account' || ids.includes(party.accountId))
  return isAskedFor ? [party.accountId] : []
}

const memory = new WeakMap<AccountFacts, ReadonlyMap<string, string>>()

/** State by account id; an organization may have ten thousand. */
const memberStatesOf = (account: AccountFacts): ReadonlyMap<string, string> => {
  const made = memory.get(account)
  if (made) return made
  const states = new Map(knownOr(account.organizationAccounts, []).map(({ id, state }) => [id, state]))
  memory.set(account, states)
  return states
}

const placeOf = (id: string, account: AccountFacts, { knownAccounts }: AuditConfiguration): TrustedAccount['place'] => {
  const { organization, organizationAccounts } = account
  if (memberStatesOf(account).has(id)) return 'organization'
  const own = knownOr(organization, 'none')
  if (own !== 'none' && own.managementAccountId === id) return 'organization'
  if (knownAccounts.includes(id)) return 'configured'
  const isTold =
    organizationAccounts.state === 'known' || (organization.state === 'known' && organization.value === 'none')
  return isTold ? 'outside' : 'perhaps-outside'
}

/** Whoever must be of the own organization is no outsider, also where its list of accounts was not read. */
const judgedPlace = (place: TrustedAccount['place'], grants: readonly TrustGrant[], account: AccountFacts) => {
  if (place === 'organization' || place === 'configured') return { place, grants }
  const open = grants.filter((grant) => !isForOwnOrganization(grant, account))
  return open.length === 0 ? { place: 'organization' as const, grants } : { place, grants: open }
}

/** Other accounts that the trust policy lets in, sorted as written; the role's own account is none of them. */
export const trustedAccountsOf = (
  role: Role,
  account: AccountFacts,
  configuration: AuditConfiguration,
): readonly TrustedAccount[] => {
  const own = knownOr(account.id, undefined)
  const byAccount = new Map<string, TrustGrant[]>()
  for (const grant of trustGrantsOf(role)) {
    for (const id of accountsOf(grant)) {
      if (id !== own && id !== OWN) byAccount.set(id, [...(byAccount.get(id) ?? []), grant])
    }
  }
  return [...byAccount].map(([id, grants]) => {
    const state = memberStatesOf(account).get(id)
    return {
      id,
      ...judgedPlace(placeOf(id, account, configuration), grants, account),
      ...(state !== undefined && state !== 'ACTIVE' ? { closed: state } : {}),
    }
  })
}
