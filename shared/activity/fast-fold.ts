import { combineFingerprints, joinBits } from './fingerprint.ts'
import { actionUseOf, foldRow } from './fold-row.ts'
import { foldResolution, type Resolution, resolutionOf } from './fold-requests.ts'
import { LazyRecords } from './lazy-record.ts'
import { addOne, type CachedRow, clearRow, countRow, readCachedRow } from './row-cache.ts'
import type { RequestsOf, RowUse } from './record-row.ts'
import type { CountedEvent } from './event-sketch.ts'
import { clearSighting, newSighting, type Sighting } from './sightings.ts'
import { ENDED, FULL, INPUT, OUT, OUT_BYTES, type TrailScanner } from './trail-scanner.ts'
import { newUsageProfile, type UsageProfile } from './usage-profile.ts'
import type { Container, FastElements } from './value-splitter.ts'

interface Memo {
  readonly cached: CachedRow
  readonly resolution: Resolution
  readonly seen: Sighting
}

const MOST_JOURNALLED = 200_000
const NOT_PURE = 'not pure'

/**
 * Folds the records that the compiled scanner is sure of, without parsing them: equal identity, call and origin are one row,
 * equal parameters one memo of what the mapping made of them; both are decoded once and counted. A file's records are
 * journalled until the file has proved readable (`commit`); sums reach the profile when the tables are full and at `flush`.
 */
export class FastFold implements FastElements {
  readonly buffer: Uint8Array
  readonly #scanner: TrailScanner
  readonly #requestsOf: RequestsOf
  readonly #lazy: LazyRecords
  readonly #identities = new Map<string, unknown>()
  readonly #target: UsageProfile
  #rows: (CachedRow | undefined)[] = []
  #memos: (Memo | typeof NOT_PURE | undefined)[] = []
  #touchedRows: CachedRow[] = []
  #touchedMemos: Memo[] = []
  #journal: Entry[] = []
  #whole: (text: string) => void = () => {}
  #stage: UsageProfile = newUsageProfile()
  busy = false

  constructor(scanner: TrailScanner, target: UsageProfile, requestsOf: RequestsOf) {
    this.#scanner = scanner
    this.#target = target
    this.#requestsOf = requestsOf
    this.#lazy = new LazyRecords(scanner)
    this.buffer = scanner.input
    this.#reset()
  }

  /** Records of the file that are journalled. */
  get records(): number {
    return this.#journal.length
  }

  /** Starts a file. `stage` takes what the journal cannot hold; `whole` gets the text of records to be parsed. */
  begin(stage: UsageProfile, whole: (text: string) => void): void {
    this.busy = true
    this.#stage = stage
    this.#whole = whole
  }

  needsMore(): boolean {
    return this.#scanner.status.value === ENDED
  }

  take(at: number, end: number, container: Container): number {
    if (container === 'events') return at
    const count = this.#scan(at, end, container)
    for (let index = 0; index < count; index += 1) this.#fold(index)
    if (this.#journal.length > MOST_JOURNALLED) this.#spill()
    return Number(this.#scanner.stoppedAt.value) - INPUT
  }

  /** Tables that are full are emptied, and the scan begins again. */
  #scan(at: number, end: number, container: Container): number {
    const list = container === 'top' ? 0 : 1
    const count = this.#scanner.scan(INPUT + at, INPUT + end, list)
    if (count > 0 || this.#scanner.status.value !== FULL) return count
    this.#spill()
    this.#reset()
    return this.#scanner.scan(INPUT + at, INPUT + end, list)
  }

  #reset(): void {
    this.#scanner.resetRows()
    this.#scanner.resetMemos()
    this.#rows = []
    this.#memos = []
  }

  #fold(index: number): void {
    const { view } = this.#scanner
    const out = OUT + index * OUT_BYTES
    const cached = this.#row(view.getInt32(out + 8, true))
    if (!cached || cached.whole) {
      this.#whole(this.#scanner.buffer.toString('utf8', view.getUint32(out, true), view.getUint32(out + 4, true)))
      return
    }
    const at = view.getFloat64(out + 16, true)
    if (!cached.row.use) {
      this.#journal.push({ cached, memo: undefined, at, mark: Infinity })
      return
    }
    const memo = this.#resolve(index, cached, view.getInt32(out + 12, true))
    const id = joinBits(view.getInt32(out + 24, true), view.getInt32(out + 28, true))
    const mark = combineFingerprints(combineFingerprints(id, cached.fingerprint), at)
    this.#journal.push({ cached, memo, at, mark })
  }

  #row(row: number): CachedRow | undefined {
    if (row < this.#rows.length) return this.#rows[row]
    const made = readCachedRow(this.#scanner, row, this.#identities)
    this.#rows[row] = made
    return made
  }

  #resolve(index: number, cached: CachedRow, memo: number): Memo {
    const known = memo < 0 ? NOT_PURE : this.#memos[memo]
    if (known !== undefined && known !== NOT_PURE) return known
    const resolution = resolutionOf(this.#lazy.at(index, cached.template), this.#requestsOf)
    const made: Memo = { cached, resolution, seen: newSighting() }
    if (known === undefined) this.#memos[memo] = this.#lazy.askedForMore ? NOT_PURE : made
    return made
  }

  /** The file is readable: its records count. */
  commit(): void {
    this.#count(this.#target)
  }

  #count(into: UsageProfile): void {
    for (const { cached, memo, at, mark } of this.#journal) {
      if (cached.seen.count === 0) this.#touchedRows.push(cached)
      countRow(cached, at)
      if (!memo || !cached.row.use) continue
      if (memo.seen.count === 0) this.#touchedMemos.push(memo)
      addOne(memo.seen, at)
      if (into.copies.wants(mark)) into.copies.add(mark, copyOf(cached.row.use, memo.resolution))
    }
    this.#journal = []
  }

  /** What was committed goes to the profile, what is only journalled to the file's stage. */
  #spill(): void {
    this.flush()
    this.#count(this.#stage)
    this.#empty(this.#stage)
  }

  /** Ends a file, whether it was committed or refused. */
  end(): void {
    this.#journal = []
    this.busy = false
  }

  /** Adds what was committed to the profile and counts on from nothing; rows and memos stay known. */
  flush(): void {
    this.#empty(this.#target)
  }

  #empty(into: UsageProfile): void {
    for (const cached of this.#touchedRows) {
      foldRow(into, cached.row, { seen: cached.seen, undated: 0, days: cached.days })
      clearRow(cached)
    }
    for (const { cached, resolution, seen } of this.#touchedMemos) {
      const action = cached.row.use && actionUseOf(into, cached.row.use)
      if (action && cached.row.use) foldResolution(action, cached.row.use, resolution, seen)
      clearSighting(seen)
    }
    this.#touchedRows = []
    this.#touchedMemos = []
  }
}

interface Entry {
  readonly cached: CachedRow
  readonly memo: Memo | undefined
  readonly at: number
  readonly mark: number
}

const copyOf = (use: RowUse, { requestKeys }: Resolution): CountedEvent => ({
  copies: 1,
  principal: use.principalKey,
  action: use.actionKey,
  outcome: use.outcome,
  requests: requestKeys,
})
