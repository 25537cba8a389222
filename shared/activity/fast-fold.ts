import { AnswerCache, isPromising } from './answer-cache.ts'
import { type AnswerCount, CallGroups } from './call-group.ts'
import type { CountedEvent } from './event-sketch.ts'
import { combineFingerprints, joinBits } from './fingerprint.ts'
import { FoldJournal } from './fold-journal.ts'
import { foldResolution, isResolutionBeyond } from './fold-requests.ts'
import { foldRow } from './fold-row.ts'
import { LazyRecords } from './lazy-record.ts'
import type { RequestsOf } from './record-row.ts'
import { type CachedRow, clearRow, countRow, RowCache } from './row-cache.ts'
import { addInstant, addSighting, clearTally, newSighting, type Seen } from './sightings.ts'
import {
  ENDED,
  FULL,
  FULL_OF_PARAMETERS,
  INPUT,
  OUT,
  OUT_BYTES,
  ROW_FORGETS,
  type TrailScanner,
} from './trail-scanner.ts'
import { newUsageProfile, type UsageProfile } from './usage-profile.ts'
import type { Container, FastElements } from './value-splitter.ts'

const MOST_JOURNALLED = 65_536
/** Of all rows together: one whose days alternate has many. */
const MOST_DAYS = 65_536

/**
 * Folds the records that the compiled scanner is sure of, without parsing them: equal identity, call and origin are one row,
 * a row with equal parameters has one answer of the mapping; both are decoded once and counted. A file's records are
 * journalled until the file has proved readable (`commit`); sums reach the profile when the tables are full and at `flush`.
 */
export class FastFold implements FastElements {
  readonly buffer: Uint8Array
  readonly #scanner: TrailScanner
  readonly #lazy: LazyRecords
  readonly #groups: CallGroups
  readonly #rows: RowCache
  readonly #answers: AnswerCache
  readonly #target: UsageProfile
  readonly #journal = new FoldJournal()
  #touchedRows: CachedRow[] = []
  /** Of all of these rows. */
  #days = 0
  #touchedAnswers: AnswerCount[] = []
  #journalled = 0
  #whole: (text: string) => void = () => {}
  #stage: UsageProfile = newUsageProfile()
  busy = false

  constructor(scanner: TrailScanner, target: UsageProfile, requestsOf: RequestsOf) {
    this.#scanner = scanner
    this.#target = target
    this.#lazy = new LazyRecords(scanner)
    this.#groups = new CallGroups(requestsOf)
    this.#rows = new RowCache(scanner, this.#groups)
    this.#answers = new AnswerCache(this.#lazy, this.#groups)
    this.buffer = scanner.input
    this.#reset(FULL_OF_PARAMETERS)
  }

  /** Records of the file that are journalled; those that spilled are in the stage's own count. */
  get records(): number {
    return this.#journalled
  }

  /** Starts a file. `stage` takes what the journal cannot hold; `whole` gets the text of records to be parsed. */
  begin(stage: UsageProfile, whole: (text: string) => void): void {
    this.busy = true
    this.#journalled = 0
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
    if (this.#groups.isCrowded) this.#reset(FULL)
    if (this.#days > MOST_DAYS) this.#emptyRows(this.#target)
    return this.#scanner.stoppedAt.value - INPUT
  }

  /** Tables that are full are emptied, and the scan begins again. */
  #scan(at: number, end: number, container: Container): number {
    const list = container === 'top' ? 0 : 1
    const count = this.#scanner.scan(INPUT + at, INPUT + end, list)
    const status = this.#scanner.status.value
    if (count > 0 || (status !== FULL && status !== FULL_OF_PARAMETERS)) return count
    this.#reset(status)
    return this.#scanner.scan(INPUT + at, INPUT + end, list)
  }

  /** The scanner's tables begin anew, and what is remembered by their numbers. What the journal holds still counts when it is committed. */
  #reset(status: number): void {
    this.#scanner.resetRows()
    this.#rows.clear()
    this.#emptyRows(this.#target)
    const isFull = status === FULL_OF_PARAMETERS
    if (!isFull && !this.#groups.isCrowded) return
    this.#emptyAnswers(this.#target)
    if (isFull || this.#groups.hasManyScopes) this.#scanner.resetMemos()
    this.#groups.clear(isFull)
  }

  #fold(index: number): void {
    const { words, doubles } = this.#scanner
    const out = (OUT + index * OUT_BYTES) / 4
    const row = words[out + 2] ?? 0
    const cached = this.#rows.row(row)
    if (!cached || cached.whole) {
      this.#whole(this.#scanner.buffer.toString('utf8', words[out], words[out + 1]))
      return
    }
    this.#journalled += 1
    const at = doubles[out / 2 + 2] ?? 0
    this.#journal.add(cached, at)
    const { group } = cached
    if (!group) return
    this.#lazy.select(index, cached.template)
    const answer = this.#answers.countOf(group, words[out + 3] ?? -1)
    if (!answer.isShared && !isPromising(group.scope)) this.#scanner.buffer[ROW_FORGETS + row] = 1
    const id = joinBits(words[out + 6] ?? 0, words[out + 7] ?? 0)
    const mark = combineFingerprints(combineFingerprints(id, group.fingerprint), at)
    // What is beyond the profile's bounds now stays beyond them: only what may count is kept until the file has proved readable.
    const event = this.#target.copies.wants(mark) ? eventOf(answer) : undefined
    this.#journal.answerLast(this.#isBeyond(answer) ? undefined : answer, event, mark)
  }

  #isBeyond({ isShared, group, resolution }: AnswerCount): boolean {
    const action = isShared ? undefined : group.actionKnownIn(this.#target)
    return action !== undefined && isResolutionBeyond(action, group.use, resolution)
  }

  /** The file is readable: its records count. */
  commit(): void {
    this.#count(this.#target)
  }

  #count(into: UsageProfile): void {
    const journal = this.#journal
    for (let index = 0; index < journal.length; index += 1) {
      const row = journal.rows[index]
      const answer = journal.answers[index]
      const at = journal.time(index)
      if (row) this.#countRow(row, at)
      if (answer) this.#countAnswer(answer, at, into)
      const event = journal.events[index]
      if (event) into.copies.add(journal.mark(index), event)
    }
    journal.clear()
  }

  #countRow(row: CachedRow, at: number): void {
    const isUntouched = row.days.length === 0
    if (!countRow(row, at)) return
    this.#days += 1
    if (isUntouched) this.#touchedRows.push(row)
  }

  #countAnswer(answer: AnswerCount, at: number, into: UsageProfile): void {
    if (!answer.isShared) {
      foldAnswer(into, answer, { count: 1, first: at, last: at })
      return
    }
    if (answer.count === 0) this.#touchedAnswers.push(answer)
    addInstant(answer, at)
  }

  /** What was committed goes to the profile, what is only journalled to the file's stage. */
  #spill(): void {
    this.flush()
    this.#count(this.#stage)
    this.#empty(this.#stage)
    this.#journalled = 0
  }

  /** Ends a file, whether it was committed or refused. */
  end(): void {
    this.#journal.clear()
    this.busy = false
  }

  /** Adds what was committed to the profile and counts on from nothing; rows and answers stay known. */
  flush(): void {
    this.#empty(this.#target)
  }

  #empty(into: UsageProfile): void {
    this.#emptyRows(into)
    this.#emptyAnswers(into)
  }

  #emptyRows(into: UsageProfile): void {
    for (const cached of this.#touchedRows) {
      const batch = { seen: totalOf(cached), undated: 0, days: cached.days }
      foldRow(into, cached.row, batch, cached.group?.actionIn(into))
      clearRow(cached)
    }
    this.#touchedRows = []
    this.#days = 0
  }

  #emptyAnswers(into: UsageProfile): void {
    for (const answer of this.#touchedAnswers) {
      foldAnswer(into, answer, answer)
      clearTally(answer)
    }
    this.#touchedAnswers = []
  }
}

const foldAnswer = (into: UsageProfile, { group, resolution }: AnswerCount, seen: Seen): void => {
  const action = group.actionIn(into)
  if (action) foldResolution(action, group.use, resolution, seen)
}

const eventOf = (answer: AnswerCount): CountedEvent =>
  (answer.event ??= {
    copies: 1,
    principal: answer.group.use.principalKey,
    action: answer.group.use.actionKey,
    outcome: answer.group.use.outcome,
    requests: answer.resolution.requestMarks,
  })

const totalOf = ({ days }: CachedRow): Seen => {
  const [only] = days
  if (only && days.length === 1) return only
  const total = newSighting()
  for (const seen of days) addSighting(total, seen)
  return total
}
