import { MOST_ACCOUNTS, type QueriedDay } from '#shared/activity/trail-table/day-query.ts'
import { DAY_MS, isoDate } from '#shared/facts/instant.ts'
import { sortedUnique } from '#shared/facts/order.ts'

export interface BackfillWindow {
  /** `2026-11-20`, days of delivery. */
  readonly from: string
  readonly to: string
}

/** One worker's share: whole days of an account, so that no two workers write the same object. */
export type BackfillItem =
  | {
      readonly sweep: BackfillWindow & { readonly accounts: readonly string[]; readonly publish: false }
    }
  | { readonly athena: QueriedDay }

export type BackfillSource = 'files' | 'athena'

/** Days of log files that one worker reads: few enough that the busiest account does not outlast the others for long. */
const DAYS_A_SHARE = 7
const ACCOUNTS_A_PUBLICATION = 10

const daysIn = ({ from, to }: BackfillWindow): readonly string[] => {
  const [first, last] = [Date.parse(`${from}T00:00:00Z`), Date.parse(`${to}T00:00:00Z`)]
  const count = Math.max(0, Math.round((last - first) / DAY_MS) + 1)
  return Array.from({ length: count }, (_, at) => isoDate(new Date(first + at * DAY_MS)))
}

const chunksOf = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size))

/**
 * Everything that is to be read, divided so that each day of an account belongs to one worker: nothing is merged afterwards, and a
 * share that is done twice, or begun by a worker that died, is found in the ledger of its days.
 */
export const planBackfill = (
  source: BackfillSource,
  window: BackfillWindow,
  accounts: readonly string[],
): readonly BackfillItem[] => {
  const [days, ids] = [daysIn(window), sortedUnique(accounts)]
  if (source === 'athena')
    return days.flatMap((day) => chunksOf(ids, MOST_ACCOUNTS).map((some) => ({ athena: { day, accounts: some } })))
  return ids.flatMap((account) =>
    chunksOf(days, DAYS_A_SHARE).map((share) => ({
      sweep: { from: share[0] ?? '', to: share.at(-1) ?? '', accounts: [account], publish: false as const },
    })),
  )
}

/** What is put together afterwards: each account's profile from its days. */
export const planPublication = (
  accounts: readonly string[],
): readonly { readonly publish: { readonly accounts: readonly string[] } }[] =>
  chunksOf(sortedUnique(accounts), ACCOUNTS_A_PUBLICATION).map((some) => ({ publish: { accounts: some } }))
