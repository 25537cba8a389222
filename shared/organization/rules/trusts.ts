import { auditedOf, type OrganizationFacts } from '../organization-facts.ts'

/** One account, in or out of the organization, and who lets it in. */
export interface TrustedAccount {
  readonly id: string
  /** Accounts with roles that trust it. */
  readonly trustedBy: readonly string[]
  readonly roles: number
  readonly powerfulIn: readonly string[]
  readonly example: string
}

export const trustedAccountsOf = (facts: OrganizationFacts): readonly TrustedAccount[] => {
  const trusts = auditedOf(facts).flatMap(({ account, card }) =>
    (card.trusts ?? []).filter(({ accountId }) => accountId !== account.id).map((trust) => ({ by: account.id, trust })),
  )
  return [...Map.groupBy(trusts, ({ trust }) => trust.accountId)].map(([id, all]) => ({
    id,
    trustedBy: all.map(({ by }) => by),
    roles: all.reduce((sum, { trust }) => sum + trust.roles, 0),
    powerfulIn: all.filter(({ trust }) => trust.powerful > 0).map(({ by }) => by),
    example: all[0]?.trust.example ?? '',
  }))
}

/** Accounts whose roles could not be read: what they trust is not known. */
export const withoutTrusts = (facts: OrganizationFacts): number =>
  auditedOf(facts).filter(({ card }) => card.trusts === null).length
