import { byCodeUnit } from '#shared/facts/order.ts'

/** What a counted record added, so that a second copy of it can be taken back out of the counts. */
export interface CountedEvent {
  copies: number
  readonly principal: string
  readonly action: string
  readonly outcome: string
  requests: readonly string[]
}

const isSmaller = (a: readonly string[], b: readonly string[]): boolean =>
  a !== b && byCodeUnit(a.join('\n'), b.join('\n')) < 0

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
  readonly #events = new Map<number, CountedEvent>()
  #threshold = Infinity

  constructor(limit: number) {
    this.limit = limit
  }

  /** False: the fingerprint is beyond those kept, and nothing needs to be prepared for `add`. */
  wants(fingerprint: number): boolean {
    return fingerprint <= this.#threshold
  }

  add(fingerprint: number, event: CountedEvent): void {
    if (fingerprint > this.#threshold) return
    const known = this.#events.get(fingerprint)
    if (known) {
      known.copies += event.copies
      // Copies of one event ask for the same; where placeholder ids make two events look like one, the smaller list stays.
      if (isSmaller(event.requests, known.requests)) known.requests = event.requests
    } else this.#events.set(fingerprint, { ...event })
    if (this.#events.size >= this.limit * 2) this.#trim()
  }

  /** Sorted by fingerprint, and cut to the limit. */
  entries(): readonly (readonly [number, CountedEvent])[] {
    this.#trim()
    return [...this.#events].sort((a, b) => a[0] - b[0])
  }

  merge(other: EventSketch): void {
    for (const [fingerprint, event] of other.#events) this.add(fingerprint, event)
    this.overflowed ||= other.overflowed
  }

  #trim(): void {
    if (this.#events.size <= this.limit) return
    this.overflowed = true
    const kept = [...this.#events].sort((a, b) => a[0] - b[0]).slice(0, this.limit)
    this.#events.clear()
    for (const [fingerprint, event] of kept) this.#events.set(fingerprint, event)
    this.#threshold = kept.at(-1)?.[0] ?? Infinity
  }
}
