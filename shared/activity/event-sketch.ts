import { byCodeUnit } from '#shared/facts/order.ts'

/** What a counted record added, so that a second copy of it can be taken back out of the counts. */
export interface CountedEvent {
  readonly copies: number
  readonly principal: string
  readonly action: string
  readonly outcome: string
  readonly requests: readonly string[]
}

const isSmaller = (a: readonly string[], b: readonly string[]): boolean =>
  a !== b && byCodeUnit(a.join('\n'), b.join('\n')) < 0

const FEWEST_SLOTS = 64

/**
 * Which events were counted, to count none twice: redelivered objects, a plain file beside its gzip, two trails of one account.
 *
 * Keeping every event id would let memory grow with the log. Instead the profile counts every copy, and keeps the
 * `limit` smallest fingerprints with their number of copies; when the profile is shown, the surplus copies are taken off.
 * A fingerprint among the smallest of the whole is among the smallest of each part, so its copies are complete however the
 * records were split and whatever the order of merging. Up to `limit` events the count is exact; beyond it the copies that
 * are found are an even sample, and the profile says so.
 *
 * The fingerprint covers the event id and what the record counts for (principal, call, outcome, time), because sanitised
 * and hand-made logs repeat placeholder ids such as "1" for different events.
 */
export class EventSketch {
  readonly limit: number
  overflowed = false
  /** Open addressing over plain numbers: a profile of a large log is full of these. A slot without copies is empty. */
  #marks = new Float64Array(0)
  #copies = new Uint32Array(0)
  #events: (CountedEvent | undefined)[] = []
  #size = 0
  #threshold = Infinity

  constructor(limit: number) {
    this.limit = limit
  }

  /** False: the fingerprint is beyond those kept, and nothing needs to be prepared for `add`. */
  wants(fingerprint: number): boolean {
    return fingerprint <= this.#threshold
  }

  /** Many fingerprints may share one `event`: it is never changed. */
  add(fingerprint: number, event: CountedEvent): void {
    if (fingerprint > this.#threshold) return
    if (this.#size * 2 >= this.#marks.length) this.#resize(Math.max(FEWEST_SLOTS, this.#marks.length * 2))
    const slot = this.#slotOf(fingerprint)
    const known = this.#events[slot]
    const copies = this.#copies[slot] ?? 0
    this.#copies[slot] = copies + event.copies
    // Copies of one event ask for the same; where placeholder ids make two events look like one, the smaller list stays.
    if (known && copies > 0) {
      if (isSmaller(event.requests, known.requests)) this.#events[slot] = { ...known, requests: event.requests }
      return
    }
    this.#marks[slot] = fingerprint
    this.#events[slot] = event
    this.#size += 1
    if (this.#size >= this.limit * 2) this.#trim()
  }

  /** Sorted by fingerprint, and cut to the limit. */
  entries(): readonly (readonly [number, CountedEvent])[] {
    this.#trim()
    return [...this.#all()].sort((a, b) => a[0] - b[0])
  }

  merge(other: EventSketch): void {
    for (const [fingerprint, event] of other.#all()) this.add(fingerprint, event)
    this.overflowed ||= other.overflowed
  }

  *#all(): Generator<readonly [number, CountedEvent]> {
    for (const [slot, event] of this.#events.entries()) {
      const copies = this.#copies[slot] ?? 0
      if (event && copies > 0) yield [this.#marks[slot] ?? 0, copies === event.copies ? event : { ...event, copies }]
    }
  }

  /** Where the fingerprint is, or where it belongs. */
  #slotOf(fingerprint: number): number {
    const last = this.#marks.length - 1
    let slot = Math.imul(fingerprint ^ (fingerprint / 0x100000000), 0x9e3779b1) >>> 7
    for (slot &= last; this.#copies[slot] !== 0; slot = (slot + 1) & last)
      if (this.#marks[slot] === fingerprint) return slot
    return slot
  }

  #resize(slots: number, most = Infinity): void {
    const [marks, copies, events] = [this.#marks, this.#copies, this.#events]
    this.#marks = new Float64Array(slots)
    this.#copies = new Uint32Array(slots)
    this.#events = Array.from({ length: slots })
    this.#size = 0
    for (const [from, mark] of marks.entries()) {
      const count = copies[from] ?? 0
      if (count === 0 || mark > most) continue
      const to = this.#slotOf(mark)
      this.#marks[to] = mark
      this.#copies[to] = count
      this.#events[to] = events[from]
      this.#size += 1
    }
  }

  #trim(): void {
    if (this.#size <= this.limit) return
    this.overflowed = true
    const kept = this.#marks.filter((_, slot) => this.#copies[slot] !== 0).sort()
    this.#threshold = kept[this.limit - 1] ?? Infinity
    this.#resize(this.#marks.length, this.#threshold)
  }
}
