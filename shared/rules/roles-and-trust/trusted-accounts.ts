import type { AccountFacts } from '#shared/facts/account.ts'
import { knownOr } from '#shared/facts/known.ts'
import type { Role } from '#shared/facts/principal.ts'
import { type TrustGrant, trustGrantsOf } from '#shared/permissions/trust.ts'
import type { AuditConfiguration } from '../configuration.ts'

export interface TrustedAccount {
  readonly id: string
  readonly grants: readonly TrustGrant[]
  readonly place: 'organization' | 'configured' | 'outside' | 'perhaps-outside'
  /** The state that the organization gives it, where it is not ACTIVE. */
  readonly closed?: string
}

/** `aws:PrincipalAccount` narrows a wildcard principal to accounts, which are then what is trusted. */
const accountsOf = ({ party, conditions }: TrustGrant): readonly string[] => {
  if (party.kind === 'account' || party.kind === 'principal') return [party.accountId]
  if (party.kind !== 'anyone') return []
  return conditions.required.flatMap(({ key, values }) => (key.toLowerCase() === 'aws:principalaccount' ? values : []))
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
      if (id !== own) byAccount.set(id, [...(byAccount.get(id) ?? []), grant])
    }
  }
  return [...byAccount].map(([id, grants]) => {
    const state = memberStatesOf(account).get(id)
    return {
      id,
      grants,
      place: placeOf(id, account, configuration),
      ...(state !== undefined && state !== 'ACTIVE' ? { closed: state } : {}),
    }
  })
}
