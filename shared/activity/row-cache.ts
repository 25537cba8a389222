import type { JsonObject } from '#shared/facts/json.ts'
import type { TrailRecord } from '#shared/facts/trail-record.ts'
import { clearSighting, newSighting, type Sighting } from './sightings.ts'
import { type RecordRow, recordRowOf } from './record-row.ts'
import { trailRecordOf } from './trail-record-of.ts'
import { ROW_OFFSETS, type TrailScanner } from './trail-scanner.ts'
import { fingerprint } from './fingerprint.ts'

/** A row as the scanner numbered it: decoded once, counted until the file proves readable. */
export interface CachedRow {
  readonly row: RecordRow
  readonly template: TrailRecord
  /** Its records are parsed whole: rules look at each of them, or they are no events at all. */
  readonly whole: boolean
  readonly fingerprint: number
  readonly seen: Sighting
  readonly days: Map<number, Sighting>
  lastDay: number
  lastDaySeen: Sighting | undefined
}

export const STABLE_FIELDS = [
  'userIdentity',
  'eventSource',
  'eventName',
  'eventType',
  'eventCategory',
  'awsRegion',
  'recipientAccountId',
  'sourceIPAddress',
  'userAgent',
  'errorCode',
  'readOnly',
  'managementEvent',
  'eventVersion',
  'vpcEndpointId',
] as const

/** Undefined when the fields make no record; each such record is then parsed, and reported, by itself. */
export const readCachedRow = (
  scanner: TrailScanner,
  row: number,
  identities: Map<string, unknown>,
): CachedRow | undefined => {
  const event = stableFieldsOf(scanner, row, identities)
  const parsed = trailRecordOf(event)
  if (parsed.state !== 'record') return undefined
  const recordRow = recordRowOf(parsed.record)
  return {
    row: recordRow,
    template: parsed.record,
    whole: (recordRow.use?.occurrences.length ?? 0) > 0 || parsed.record.eventSource?.startsWith('aws:') === true,
    fingerprint: recordRow.use
      ? fingerprint(`${recordRow.use.principalKey}\n${recordRow.use.actionKey}\n${recordRow.use.outcome}`)
      : 0,
    seen: newSighting(),
    days: new Map(),
    lastDay: -1,
    lastDaySeen: undefined,
  }
}

const stableFieldsOf = (scanner: TrailScanner, row: number, identities: Map<string, unknown>): JsonObject => {
  let at = scanner.view.getUint32(ROW_OFFSETS + row * 4, true)
  const shared = scanner.view.getUint32(at, true) === 1
  at += 4
  const event: Record<string, unknown> = { ...(shared && { sharedEventID: 'shared' }) }
  for (const field of STABLE_FIELDS) {
    const length = scanner.view.getUint32(at, true)
    if (length > 0) event[field] = valueOf(scanner.buffer.toString('utf8', at + 4, at + 4 + length), identities)
    at += 4 + length
  }
  // Every value came from JSON.parse.
  return event as JsonObject
}

const MOST_VALUES = 4_000

const valueOf = (text: string, known: Map<string, unknown>): unknown => {
  const value = known.get(text)
  if (value !== undefined) return value
  const made: unknown = JSON.parse(text)
  if (known.size >= MOST_VALUES) known.clear()
  known.set(text, made)
  return made
}

const DAY = 86_400_000

export const countRow = (cached: CachedRow, at: number): void => {
  addOne(cached.seen, at)
  const day = Math.floor(at / DAY)
  if (day !== cached.lastDay || !cached.lastDaySeen) {
    cached.lastDay = day
    cached.lastDaySeen = cached.days.get(day)
    if (!cached.lastDaySeen) cached.days.set(day, (cached.lastDaySeen = newSighting()))
  }
  addOne(cached.lastDaySeen, at)
}

export const addOne = (to: Sighting, at: number): void => {
  to.count += 1
  if (to.first === undefined || at < to.first) to.first = at
  if (to.last === undefined || at > to.last) to.last = at
}

export const clearRow = (cached: CachedRow): void => {
  clearSighting(cached.seen)
  cached.days.clear()
  cached.lastDay = -1
  cached.lastDaySeen = undefined
}
