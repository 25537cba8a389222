import type { TrailRecord } from '#shared/facts/trail-record.ts'
import { combineFingerprints, joinBits } from './fingerprint.ts'
import { actionUseOf, foldRow } from './fold-row.ts'
import { foldResolution, type Resolution, resolutionOf } from './fold-requests.ts'
import { type EmptyField, LazyRecords } from './lazy-record.ts'
import { type Read, readsSame } from './read-tracker.ts'
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
  /** Fields that must be as empty as they were. */
  readonly empty: readonly EmptyField[]
}

interface Answer {
  readonly resolution: Resolution
  readonly reads: readonly Read[]
  /** Undefined: it was made from more than the row, the parameters and empty fields. */
  readonly empty: readonly EmptyField[] | undefined
}

const MOST_JOURNALLED = 200_000
const MOST_ANSWERS = 8
const MOST_ANSWER_KEYS = 4_000
const ENOUGH_ASKED = 64
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
  readonly #answers = new Map<string, readonly Answer[]>()
  readonly #calls = new Map<string, { asked: number; again: number }>()
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

  #resolve(index: number, cached: CachedRow, number: number): Memo {
    const known = number < 0 ? NOT_PURE : this.#memos[number]
    if (known !== undefined && known !== NOT_PURE && this.#lazy.areEmpty(index, known.empty)) return known
    this.#lazy.select(index, cached.template)
    const { resolution, empty } = this.#answer(cached.template)
    const made: Memo = { cached, resolution, seen: newSighting(), empty: empty ?? [] }
    if (known === undefined) this.#memos[number] = empty ? made : NOT_PURE
    return made
  }

  /** Other sessions' equal calls mostly mean the same: an answer serves again where all that it was made from is equal. */
  #answer(template: CachedRow['template']): Answer {
    const call = this.#callOf(template)
    // Calls whose parameters hardly ever come back, such as reads of single objects: noting reads would cost more than it saves.
    if (call.asked > ENOUGH_ASKED && call.again * 4 < call.asked) return this.#unshared()
    call.asked += 1
    const key = `${template.eventSource}\n${template.eventName}\n${this.#lazy.memoText()}`
    const answers = this.#answers.get(key) ?? []
    const known = answers.find(({ reads }) => readsSame(this.#lazy.plain, reads))
    if (known) {
      call.again += 1
      return known
    }
    return this.#newAnswer(key, answers)
  }

  #callOf({ eventSource, eventName }: CachedRow['template']): { asked: number; again: number } {
    const name = `${eventSource}\n${eventName}`
    const call = this.#calls.get(name) ?? { asked: 0, again: 0 }
    if (this.#calls.size < MOST_ANSWER_KEYS) this.#calls.set(name, call)
    return call
  }

  #unshared(): Answer {
    const record = Object.create(this.#lazy.plain) as TrailRecord
    return { resolution: resolutionOf(record, this.#requestsOf), reads: [], empty: undefined }
  }

  #newAnswer(key: string, answers: readonly Answer[]): Answer {
    const resolution = resolutionOf(this.#lazy.watched(), this.#requestsOf)
    const { reads, opaque } = this.#lazy.tracker
    if (opaque) return { resolution, reads, empty: undefined }
    const answer: Answer = { resolution, reads, empty: this.#lazy.emptyFieldsOf(reads) }
    if (answers.length >= MOST_ANSWERS) return answer
    if (this.#answers.size > MOST_ANSWER_KEYS) this.#answers.clear()
    this.#answers.set(key, [...answers, answer])
    return answer
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
