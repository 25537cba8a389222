/** What a counted record added, so that a second copy of it can be taken back out of the counts. */
export interface CountedEvent {
  readonly copies: number
  readonly principal: string
  readonly action: string
  readonly outcome: string
  /** Fingerprints of the requests' keys: the keys themselves would be most of a profile. */
  readonly requests: readonly number[]
}

const isSmaller = (a: readonly number[], b: readonly number[]): boolean => {
  for (let at = 0; at < a.length && at < b.length; at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0)
    if (difference !== 0) return difference < 0
  }
  return a.length < b.length
}

const FEWEST = 32
/** So many beyond the limit are gathered before the largest go: seldom enough, and memory stays near the limit. */
const SLACK = 1.5

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
  /** In order of arrival, as plain numbers: a profile of a large log is full of these. */
  #marks = new Float64Array(FEWEST)
  #copies = new Uint32Array(FEWEST)
  #events: CountedEvent[] = []
  /** By fingerprint, open addressing: the event's place in the lists above plus one. Twice their room. */
  #slots = new Uint32Array(FEWEST * 2)
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
    if (this.#events.length === this.#marks.length) this.#grow()
    const slot = this.#slotOf(fingerprint)
    const known = (this.#slots[slot] ?? 0) - 1
    if (known >= 0) {
      this.#addCopy(known, event)
      return
    }
    const place = this.#events.push(event)
    this.#slots[slot] = place
    this.#marks[place - 1] = fingerprint
    this.#copies[place - 1] = event.copies
    if (place >= this.limit * SLACK) this.#trim()
  }

  /** Copies of one event ask for the same; where placeholder ids make two events look like one, the smaller list stays. */
  #addCopy(place: number, { copies, requests }: CountedEvent): void {
    this.#copies[place] = (this.#copies[place] ?? 0) + copies
    const known = this.#events[place]
    if (known && isSmaller(requests, known.requests)) this.#events[place] = { ...known, requests }
  }

  /** Sorted by fingerprint, and cut to the limit. */
  entries(): readonly (readonly [number, CountedEvent])[] {
    this.#trim()
    const marks = this.#marks.slice(0, this.#events.length).sort()
    return Array.from(marks, (mark) => this.#entryAt((this.#slots[this.#slotOf(mark)] ?? 0) - 1)).filter(
      (entry) => entry !== undefined,
    )
  }

  merge(other: EventSketch): void {
    for (const [fingerprint, event] of other.#all()) this.add(fingerprint, event)
    this.overflowed ||= other.overflowed
  }

  *#all(): Generator<readonly [number, CountedEvent]> {
    for (let place = 0; place < this.#events.length; place += 1) {
      const entry = this.#entryAt(place)
      if (entry) yield entry
    }
  }

  #entryAt(place: number): readonly [number, CountedEvent] | undefined {
    const event = this.#events[place]
    const copies = this.#copies[place] ?? 0
    return event && [this.#marks[place] ?? 0, copies === event.copies ? event : { ...event, copies }]
  }

  /** Where the fingerprint is, or where it belongs. */
  #slotOf(fingerprint: number): number {
    const last = this.#slots.length - 1
    let slot = (Math.imul(fingerprint ^ (fingerprint / 0x100000000), 0x9e3779b1) >>> 7) & last
    for (;;) {
      const place = this.#slots[slot] ?? 0
      if (place === 0 || this.#marks[place - 1] === fingerprint) return slot
      slot = (slot + 1) & last
    }
  }

  #grow(): void {
    const [marks, copies] = [this.#marks, this.#copies]
    this.#marks = new Float64Array(marks.length * 2)
    this.#copies = new Uint32Array(marks.length * 2)
    this.#slots = new Uint32Array(marks.length * 4)
    this.#marks.set(marks)
    this.#copies.set(copies)
    this.#index()
  }

  #index(): void {
    for (let place = 0; place < this.#events.length; place += 1)
      this.#slots[this.#slotOf(this.#marks[place] ?? 0)] = place + 1
  }

  #trim(): void {
    if (this.#events.length <= this.limit) return
    this.overflowed = true
    const threshold = this.#marks.slice(0, this.#events.length).sort()[this.limit - 1] ?? Infinity
    this.#threshold = threshold
    let kept = 0
    for (const [place, event] of this.#events.entries()) {
      const mark = this.#marks[place] ?? 0
      if (mark > threshold) continue
      this.#marks[kept] = mark
      this.#copies[kept] = this.#copies[place] ?? 0
      this.#events[kept] = event
      kept += 1
    }
    this.#events.length = kept
    this.#slots.fill(0)
    this.#index()
  }
}
