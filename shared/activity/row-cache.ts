import type { JsonObject } from '#shared/facts/json.ts'
import type { TrailRecord } from '#shared/facts/trail-record.ts'
import { DAY_MS } from '#shared/facts/instant.ts'
import type { CallGroup, CallGroups } from './call-group.ts'
import { type RecordRow, recordRowOf } from './record-row.ts'
import { addInstant, type Tally } from './sightings.ts'
import { trailRecordOf } from './trail-record-of.ts'
import { ROW_PARTS, STRETCH_HEADER, STRETCH_OFFSETS, type TrailScanner } from './trail-scanner.ts'

/** A row as the scanner numbered it: decoded once, counted until the file proves readable. */
export interface CachedRow {
  readonly row: RecordRow
  /** A record with all that the mapping looks at in those of the row. */
  readonly template: TrailRecord
  /** Its records are parsed whole: rules look at each of them, or they are no events at all. */
  readonly whole: boolean
  /** Undefined: counted for coverage only. */
  readonly group: CallGroup | undefined
  /** A day is there again when others came between. */
  days: RowDay[]
}

export interface RowDay extends Tally {
  readonly day: number
}

const MOST_STRETCHES = 7
const NO_DAYS: RowDay[] = []

/** Rows by the scanner's numbers. `clear` goes with the scanner's own reset. */
export class RowCache {
  readonly #scanner: TrailScanner
  readonly #groups: CallGroups
  #rows: (CachedRow | undefined)[] = []
  /** What each stretch adds to a record; null: it makes none. */
  #stretches: (TrailRecord | null)[] = []

  constructor(scanner: TrailScanner, groups: CallGroups) {
    this.#scanner = scanner
    this.#groups = groups
  }

  clear(): void {
    this.#rows = []
    this.#stretches = []
  }

  /** Undefined when the fields make no record; each such record is then parsed, and reported, by itself. */
  row(row: number): CachedRow | undefined {
    if (row < this.#rows.length) return this.#rows[row]
    const record = this.#recordOf(row)
    const made = record && cachedRowOf(record, this.#groups)
    this.#rows[row] = made
    return made
  }

  #recordOf(row: number): TrailRecord | undefined {
    const { words } = this.#scanner
    const parts = ROW_PARTS / 4 + row * 8
    const record: TrailRecord = words[parts] === 1 ? { sharedEventID: 'shared' } : {}
    for (let index = 1; index <= MOST_STRETCHES; index += 1) {
      const number = (words[parts + index] ?? 0) - 1
      if (number < 0) break
      const stretch = this.#stretch(number)
      if (!stretch) return undefined
      Object.assign(record, stretch)
    }
    return record
  }

  /** The scanner lets no key through twice, so that a record is the sum of its stretches. */
  #stretch(number: number): TrailRecord | null {
    const known = this.#stretches[number]
    if (known !== undefined) return known
    const { buffer, words } = this.#scanner
    const offset = words[STRETCH_OFFSETS / 4 + number] ?? 0
    const at = offset + STRETCH_HEADER
    const text = `{${buffer.toString('utf8', at, at + buffer.readUInt32LE(offset))}}`
    const parsed = trailRecordOf(JSON.parse(text) as JsonObject)
    const made = parsed.state === 'record' ? parsed.record : null
    this.#stretches[number] = made
    return made
  }
}

const cachedRowOf = (record: TrailRecord, groups: CallGroups): CachedRow => {
  const row = recordRowOf(record)
  const group = row.use && groups.of(row.use, record)
  return {
    row,
    template: group?.scope.isKnown ? group.record : record,
    whole: (row.use?.occurrences.length ?? 0) > 0 || record.eventSource?.startsWith('aws:') === true,
    group,
    days: NO_DAYS,
  }
}

export const clearRow = (cached: CachedRow): void => {
  cached.days = NO_DAYS
}

/** True for a day that begins, so that somebody has to look after it. */
export const countRow = (cached: CachedRow, at: number): boolean => {
  const day = Math.floor(at / DAY_MS)
  const latest = cached.days.at(-1)
  if (latest?.day === day) {
    addInstant(latest, at)
    return false
  }
  const begun = { day, count: 1, first: at, last: at }
  if (latest) cached.days.push(begun)
  else cached.days = [begun]
  return true
}
