import type { CardOrganization } from '#shared/reports/organization-report.ts'
import type { AccountCard, CardRoot } from './account-card.ts'
import type { AccountFailure } from './account-failure.ts'
import type { AccountListing } from './account-listing.ts'
import type { MemberAccount } from './member-account.ts'

/** Where one account of the organization stands after a run: each account in exactly one of these states. */
export type AccountResult =
  | { readonly state: 'audited'; readonly account: MemberAccount; readonly card: AccountCard }
  /** It should have been audited. */
  | {
      readonly state: 'not-audited'
      readonly account: MemberAccount
      readonly reason: string
      /** What its root has all the same, by a session of root. */
      readonly root: CardRoot | undefined
    }
  /** There is nothing to audit any more. */
  | { readonly state: 'closed'; readonly account: MemberAccount; readonly reason: string }

export interface OrganizationFacts {
  readonly run: string
  /** In the order of their ids. */
  readonly results: readonly AccountResult[]
  readonly cutShort: string | null
  /** Undefined: no account of the run could ask. */
  readonly organization: CardOrganization | undefined
}

const NO_WORD = 'No worker told of the account; its execution in the state machine says why.'

const resultOf = (
  account: MemberAccount,
  card: AccountCard | undefined,
  failure: AccountFailure | undefined,
): AccountResult => {
  if (card !== undefined) return { state: 'audited', account, card }
  if (account.standing === 'audit')
    return { state: 'not-audited', account, reason: failure?.reason ?? NO_WORD, root: failure?.root }
  const reason = account.reason ?? NO_WORD
  return account.standing === 'closed'
    ? { state: 'closed', account, reason }
    : { state: 'not-audited', account, reason, root: undefined }
}

/** The list decides which accounts there are; a card or a failure of an account that is not in it belongs to no run of ours. */
export const organizationFactsOf = (
  listing: AccountListing,
  cards: ReadonlyMap<string, AccountCard>,
  failures: readonly AccountFailure[],
): OrganizationFacts => {
  const byAccount = new Map(failures.map((failure) => [failure.account, failure]))
  const results = listing.accounts.map((account) => resultOf(account, cards.get(account.id), byAccount.get(account.id)))
  const told = results.flatMap((result) =>
    result.state === 'audited' && result.card.organization !== null ? [result.card.organization] : [],
  )
  return { run: listing.run, results, cutShort: listing.cutShort, organization: told[0] }
}

export const auditedOf = ({ results }: OrganizationFacts) => results.filter((result) => result.state === 'audited')
