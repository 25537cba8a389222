import { byKey } from '#shared/facts/order.ts'
import { BoundedKeys } from './bounded-keys.ts'
import type { Seen } from './sightings.ts'

const NOTHING: number[] = []
/** Count, first and last of each place; an instant that is not known is no number. */
const WIDTH = 3

/** Bounded keys with how often and when each was seen: in one list of numbers, because a profile is full of these. */
export class BoundedSightings extends BoundedKeys {
  #numbers = NOTHING

  get(key: string): Seen | undefined {
    const place = this.placeOf(key)
    return place < 0 ? undefined : this.#at(place)
  }

  /** `evicted` names a key that had to go, or the key itself when there is no room for it. `rank`: the key's, where it is known. */
  add(key: string, seen: Seen, evicted?: (key: string) => void, rank?: number): void {
    const known = this.placeOf(key)
    if (known >= 0) this.#addTo(known * WIDTH, seen)
    else {
      const place = this.claim(key, evicted, rank)
      if (place >= 0) this.#begin(place * WIDTH, seen)
    }
  }

  /** Sorted by key: the order of arrival never shows. */
  entries(): readonly (readonly [string, Seen])[] {
    const entries: (readonly [string, Seen])[] = []
    this.forEach((seen, key) => entries.push([key, seen]))
    return entries.sort(byKey(([key]) => key))
  }

  /** In no order that means anything. */
  forEach(visit: (seen: Seen, key: string) => void): void {
    this.forEachKey((key, place) => visit(this.#at(place), key))
  }

  #begin(at: number, { count, first, last }: Seen): void {
    // A list literal of such numbers keeps them unboxed from the start.
    if (this.#numbers === NOTHING) this.#numbers = [0.5, Number.NaN, Number.NaN]
    this.#numbers[at] = count
    this.#numbers[at + 1] = first ?? Number.NaN
    this.#numbers[at + 2] = last ?? Number.NaN
  }

  #addTo(at: number, { count, first, last }: Seen): void {
    const numbers = this.#numbers
    numbers[at] = (numbers[at] ?? 0) + count
    if (first !== undefined && !((numbers[at + 1] ?? 0) <= first)) numbers[at + 1] = first
    if (last !== undefined && !((numbers[at + 2] ?? 0) >= last)) numbers[at + 2] = last
  }

  #at(place: number): Seen {
    const at = place * WIDTH
    return { count: this.#numbers[at] ?? 0, first: this.#instant(at + 1), last: this.#instant(at + 2) }
  }

  #instant(at: number): number | undefined {
    const instant = this.#numbers[at]
    return instant === undefined || Number.isNaN(instant) ? undefined : instant
  }
}
