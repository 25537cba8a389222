import { mergeProfiles } from '#shared/activity/merge-profiles.ts'
import { parseProfile } from '#shared/activity/parse-profile.ts'
import type { RequestsOf } from '#shared/activity/record-row.ts'
import { serialiseProfile } from '#shared/activity/serialise-profile.ts'
import type { QueriedDay } from '#shared/activity/trail-table/day-query.ts'
import { type ResultRow, TableFold } from '#shared/activity/trail-table/table-fold.ts'
import type { UsageProfile } from '#shared/activity/usage-profile.ts'
import type { DayStore } from './fold-activity.ts'

export interface QueriedDayTools {
  readonly store: DayStore
  readonly requestsOf: RequestsOf
  readonly catalogue: string
  readonly pause: () => Promise<void>
}

export interface QueriedDayReport {
  readonly records: number
  /** Accounts whose day was written. */
  readonly kept: readonly string[]
  /** Accounts whose day held all of it. */
  readonly known: readonly string[]
  /** Accounts whose day holds a part of it that cannot be told from the rest: their missing log files are left to the reader of files. */
  readonly mixed: readonly string[]
}

const MOST_TRIES = 8

/**
 * Folds the rows of one day's query and keeps each account's day where the reader of log files keeps it, under the same ledger of log
 * objects. So either source may come first, or both, and nothing is counted twice. Throws before it keeps anything when the result is
 * not whole: a day that is not there is a hole that the ledger shows.
 */
export const foldQueriedDay = async (
  tools: QueriedDayTools,
  asked: QueriedDay,
  rows: AsyncIterable<ResultRow>,
): Promise<QueriedDayReport> => {
  const fold = new TableFold(asked, tools)
  for await (const row of rows) fold.add(row)
  const report = { records: 0, kept: [] as string[], known: [] as string[], mixed: [] as string[] }
  for (const [account, profile] of fold.profiles()) {
    report.records += profile.recordsRead
    report[await keep(tools, { account, day: asked.day }, profile)].push(account)
  }
  return report
}

const keep = async (
  { store, pause }: QueriedDayTools,
  { account, day }: { readonly account: string; readonly day: string },
  profile: UsageProfile,
): Promise<'kept' | 'known' | 'mixed'> => {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const stored = await store.readDay(account, day)
    const before = stored && parseProfile(new TextDecoder().decode(stored.bytes))
    const overlap = overlapOf(before, profile)
    if (overlap === 'all' || overlap === 'some') return overlap === 'all' ? 'known' : 'mixed'
    const whole = before ? mergeProfiles(before, profile) : profile
    const bytes = new TextEncoder().encode(serialiseProfile(whole))
    const written = await store.writeDay(account, day, bytes, stored?.version)
    if (written.state === 'written') return 'kept'
    if (written.state === 'conflict') await pause()
  }
  throw new Error(
    `The activity of account ${account} on ${day} was written by others ${MOST_TRIES} times in a row; ask for this day again.`,
  )
}

/** `none`: also when the query read all that was there and more, since merging then takes the query's alone. */
const overlapOf = (before: UsageProfile | undefined, profile: UsageProfile): 'all' | 'some' | 'none' => {
  if (!before) return 'none'
  const shared = [...profile.ledger].filter((name) => before.ledger.has(name)).length
  if (shared === profile.ledger.size) return 'all'
  return shared === 0 || shared === before.ledger.size ? 'none' : 'some'
}
