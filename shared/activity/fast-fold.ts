import { combineFingerprints, joinBits } from './fingerprint.ts'
import { actionUseOf, foldRow } from './fold-row.ts'
import { foldResolution, type Resolution, resolutionOf } from './fold-requests.ts'
import { LazyRecords } from './lazy-record.ts'
import { addOne, type CachedRow, clearRow, countRow, readCachedRow } from './row-cache.ts'
import type { RequestsOf } from './record-row.ts'
import { newSighting, type Seen, type Sighting } from './sightings.ts'
import { ENDED, FULL, INPUT, OUT, OUT_BYTES, type TrailScanner } from './trail-scanner.ts'
import { newUsageProfile, type UsageProfile } from './usage-profile.ts'
import type { Container, FastElements } from './value-splitter.ts'

interface Memo {
  readonly cached: CachedRow
  readonly resolution: Resolution
  readonly seen: Sighting
}

const MOST_PENDING = 4_096
const NOT_PURE = 'not pure'

/**
 * Folds the records that the compiled scanner is sure of, without parsing them: equal identity, call and origin are one row,
 * equal parameters one memo of what the mapping made of them; both are decoded once and counted. Nothing reaches a profile
 * before `flush`, so that a file that turns out unreadable leaves nothing behind.
 */
export class FastFold implements FastElements {
  readonly buffer: Uint8Array
  readonly #scanner: TrailScanner
  readonly #requestsOf: RequestsOf
  readonly #lazy: LazyRecords
  readonly #identities = new Map<string, unknown>()
  #rows: (CachedRow | undefined)[] = []
  #memos: (Memo | typeof NOT_PURE | undefined)[] = []
  #touchedRows: CachedRow[] = []
  #touchedMemos: Memo[] = []
  #single: (Memo & { readonly seen: Seen })[] = []
  #whole: (text: string) => void = () => {}
  #target: UsageProfile = newUsageProfile()
  #stage: UsageProfile = newUsageProfile()
  /** Counted and not flushed yet. */
  records = 0
  busy = false

  constructor(scanner: TrailScanner, requestsOf: RequestsOf) {
    this.#scanner = scanner
    this.#requestsOf = requestsOf
    this.#lazy = new LazyRecords(scanner)
    this.buffer = scanner.input
    this.#reset()
  }

  /** Starts a file. `stage` takes what does not fit until the end; `whole` gets the text of records to be parsed. */
  begin(target: UsageProfile, stage: UsageProfile, whole: (text: string) => void): void {
    this.discard()
    this.busy = true
    this.#target = target
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
    if (this.#single.length > MOST_PENDING) this.flush(this.#stage)
    return Number(this.#scanner.stoppedAt.value) - INPUT
  }

  /** Tables that are full are emptied into the stage, and the scan begins again. */
  #scan(at: number, end: number, container: Container): number {
    const list = container === 'top' ? 0 : 1
    const count = this.#scanner.scan(INPUT + at, INPUT + end, list)
    if (count > 0 || this.#scanner.status.value !== FULL) return count
    this.flush(this.#stage)
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
    if (cached.seen.count === 0) this.#touchedRows.push(cached)
    countRow(cached, at)
    this.records += 1
    if (!cached.row.use) return
    const resolution = this.#resolve(index, cached, { memo: view.getInt32(out + 12, true), at })
    this.#note(cached, resolution, { at, id: joinBits(view.getInt32(out + 24, true), view.getInt32(out + 28, true)) })
  }

  #row(row: number): CachedRow | undefined {
    if (row < this.#rows.length) return this.#rows[row]
    const made = readCachedRow(this.#scanner, row, this.#identities)
    this.#rows[row] = made
    return made
  }

  #resolve(index: number, cached: CachedRow, { memo, at }: { readonly memo: number; readonly at: number }): Resolution {
    const known = memo < 0 ? NOT_PURE : this.#memos[memo]
    if (known !== undefined && known !== NOT_PURE) return this.#countMemo(known, at)
    const resolution = resolutionOf(this.#lazy.at(index, cached.template), this.#requestsOf)
    const pure = known === undefined && !this.#lazy.askedForMore
    if (known === undefined) {
      const made: Memo | typeof NOT_PURE = pure ? { cached, resolution, seen: newSighting() } : NOT_PURE
      this.#memos[memo] = made
      if (made !== NOT_PURE) return this.#countMemo(made, at)
    }
    this.#single.push({ cached, resolution, seen: { count: 1, first: at, last: at } })
    return resolution
  }

  #countMemo(memo: Memo, at: number): Resolution {
    if (memo.seen.count === 0) this.#touchedMemos.push(memo)
    addOne(memo.seen, at)
    return memo.resolution
  }

  #note({ row, fingerprint }: CachedRow, resolution: Resolution, { at, id }: { readonly at: number; readonly id: number }): void {
    if (!row.use) return
    const mark = combineFingerprints(combineFingerprints(combineFingerprints(id, fingerprint), at), resolution.fingerprint)
    if (!this.#target.copies.wants(mark) || !this.#stage.copies.wants(mark)) return
    this.#stage.copies.add(mark, {
      copies: 1,
      principal: row.use.principalKey,
      action: row.use.actionKey,
      outcome: row.use.outcome,
      requests: resolution.requestKeys,
    })
  }

  /** Adds what was counted to a profile and counts on from nothing; rows and memos stay known. */
  flush(into: UsageProfile): void {
    for (const cached of this.#touchedRows) foldRow(into, cached.row, { seen: cached.seen, undated: 0, days: cached.days })
    for (const { cached, resolution, seen } of [...this.#touchedMemos, ...this.#single]) {
      const action = cached.row.use && actionUseOf(into, cached.row.use)
      if (action && cached.row.use) foldResolution(action, cached.row.use, resolution, seen)
    }
    this.#forget()
  }

  /** Ends a file, whether it was flushed or refused. */
  discard(): void {
    this.#forget()
    this.busy = false
  }

  #forget(): void {
    for (const cached of this.#touchedRows) clearRow(cached)
    for (const memo of this.#touchedMemos) Object.assign(memo.seen, newSighting())
    this.#touchedRows = []
    this.#touchedMemos = []
    this.#single = []
    this.records = 0
  }
}
