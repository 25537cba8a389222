import type { TrailRecord } from '#shared/facts/trail-record.ts'
import { foldRow, type RowBatch } from './fold-row.ts'
import { countEvent, type Resolution, resolutionOf } from './fold-requests.ts'
import { parseEventTime } from './event-time.ts'
import { DAY_MS } from '#shared/facts/instant.ts'
import { foldOccurrences } from './fold-occurrence.ts'
import { type RecordRow, recordRowOf, type RequestsOf } from './record-row.ts'
import type { SkipReason } from './record-kind.ts'
import type { UsageProfile } from './usage-profile.ts'

/** Adds one record to the profile, in place. */
export const foldRecord = (profile: UsageProfile, record: TrailRecord, requestsOf: RequestsOf): void => {
  const row = recordRowOf(record)
  const at = record.eventTime === undefined ? undefined : parseEventTime(record.eventTime)
  foldRow(profile, row, batchOfOne(at))
  if (row.use) foldUse(profile, row, record, { at, resolution: resolutionOf(record, requestsOf) })
}

/** What is of this record alone: its requests, its id, and the record itself where rules look at single events. */
export const foldUse = (
  profile: UsageProfile,
  row: RecordRow,
  record: TrailRecord,
  { at, resolution }: { readonly at: number | undefined; readonly resolution: Resolution },
): void => {
  if (!row.use) return
  countEvent(profile, row.use, { at, eventID: record.eventID ?? '', resolution })
  if (row.use.occurrences.length > 0) foldOccurrences(profile, row.use, record, at)
}

/** A record that was there and could not be used. */
export const skipRecord = (profile: UsageProfile, reason: SkipReason, count = 1): void => {
  profile.recordsRead += count
  profile.skipped.set(reason, (profile.skipped.get(reason) ?? 0) + count)
}

const batchOfOne = (at: number | undefined): RowBatch => {
  const seen = { count: 1, first: at, last: at }
  const days = at === undefined ? [] : [{ day: Math.floor(at / DAY_MS), ...seen }]
  return { seen, undated: at === undefined ? 1 : 0, days }
}
