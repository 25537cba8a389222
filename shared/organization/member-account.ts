import { sortedUnique } from '#shared/facts/order.ts'

/** An account as Organizations lists it, and whether it is to be audited. */
export interface MemberAccount {
  readonly id: string
  readonly name: string
  /** As Organizations says; null where it said nothing. */
  readonly state: string | null
  readonly standing: Standing
  /** One sentence; null for an account that is to be audited. */
  readonly reason: string | null
}

/** `closed`: nobody can sign in, there is nothing to audit. `unclear`: it should be looked at, and nobody did. */
type Standing = 'audit' | 'closed' | 'unclear'

export interface ListedAccount {
  readonly Id?: string | undefined
  readonly Name?: string | undefined
  readonly State?: string | undefined
  readonly Status?: string | undefined
}

const CLOSED: ReadonlyMap<string, string> = new Map([
  ['SUSPENDED', 'The account is suspended; nobody can sign in to it until AWS Support reinstates it.'],
  ['PENDING_CLOSURE', 'The account is being closed.'],
  ['CLOSED', 'The account is closed.'],
])

const judge = (state: string | undefined): Pick<MemberAccount, 'standing' | 'reason'> => {
  if (state === 'ACTIVE') return { standing: 'audit', reason: null }
  if (state === undefined)
    return { standing: 'unclear', reason: 'Organizations gave no state for the account; it was not audited.' }
  const closed = CLOSED.get(state)
  if (closed !== undefined) return { standing: 'closed', reason: closed }
  if (state === 'PENDING_ACTIVATION')
    return {
      standing: 'unclear',
      reason: 'The account is not active yet; the first run after its activation audits it.',
    }
  return {
    standing: 'unclear',
    reason: `The account has the state ${state}, which is not known here; it was not audited.`,
  }
}

/** `State`; `Status` where there is none, as AWS answered until September 2026 (API reference, Organizations, Account). */
const memberAccountOf = ({ Id = '', Name = '', State, Status }: ListedAccount): MemberAccount => {
  const state = State ?? Status
  return { id: Id, name: Name, state: state ?? null, ...judge(state) }
}

/** Each account once, in the order of their ids; whatever has no account id is none. */
export const memberAccountsOf = (listed: readonly ListedAccount[]): readonly MemberAccount[] => {
  const byId = new Map(listed.map((account) => [account.Id ?? '', memberAccountOf(account)]))
  return sortedUnique(byId.keys())
    .filter((id) => /^\d{12}$/.test(id))
    .flatMap((id) => byId.get(id) ?? [])
}
