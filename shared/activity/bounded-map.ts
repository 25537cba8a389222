import { byCodeUnit } from '#shared/facts/order.ts'
import { fingerprint } from './fingerprint.ts'

interface Slot<V> {
  readonly rank: number
  value: V
}

const NO_SLOTS = new Map<string, never>()

/**
 * A map that keeps at most `limit` keys: those of the smallest rank (by default the key's fingerprint).
 *
 * What stays in does not depend on the order of arrival or on how the input was split: a key among the smallest of the
 * whole is among the smallest of every part that holds it, so it was never evicted anywhere and its value is complete.
 * That is what makes a bounded profile mergeable in any order to the same bytes.
 */
export class BoundedMap<V> {
  readonly limit: number
  /** Something did not fit. */
  overflowed = false
  /** Made with the first key: a profile holds thousands of maps that stay empty. */
  #slots: Map<string, Slot<V>> = NO_SLOTS
  #worst: string | undefined

  constructor(limit: number) {
    this.limit = limit
  }

  get size(): number {
    return this.#slots.size
  }

  get(key: string): V | undefined {
    return this.#slots.get(key)?.value
  }

  /** The key's value, made when new; undefined when the key is not among those kept. `evicted` names a key that had to go. */
  obtain(key: string, make: () => V, evicted?: (key: string) => void, rank?: number): V | undefined {
    const known = this.#slots.get(key)
    if (known) return known.value
    const ranked = rank ?? fingerprint(key)
    if (this.#slots.size >= this.limit) {
      this.overflowed = true
      const worst = this.#worstKey()
      const slot = this.#slots.get(worst)
      if (!slot || !isBefore(ranked, key, slot.rank, worst)) {
        evicted?.(key)
        return undefined
      }
      this.#slots.delete(worst)
      this.#worst = undefined
      evicted?.(worst)
    }
    const value = make()
    if (this.#slots === NO_SLOTS) this.#slots = new Map<string, Slot<V>>()
    this.#slots.set(key, { rank: ranked, value })
    if (this.#worst !== undefined) this.#noteWorst(key, ranked)
    return value
  }

  rankOf(key: string): number | undefined {
    return this.#slots.get(key)?.rank
  }

  /** Sorted by key: the order of arrival never shows. */
  entries(): readonly (readonly [string, V])[] {
    return [...this.#slots].map(([key, slot]) => [key, slot.value] as const).sort((a, b) => byCodeUnit(a[0], b[0]))
  }

  /** In no order that means anything: for sums and sets, which need none. */
  forEach(visit: (value: V, key: string) => void): void {
    for (const [key, slot] of this.#slots) visit(slot.value, key)
  }

  keys(): readonly string[] {
    return [...this.#slots.keys()].sort(byCodeUnit)
  }

  values(): readonly V[] {
    return this.entries().map(([, value]) => value)
  }

  #noteWorst(key: string, rank: number): void {
    const worst = this.#worst
    const slot = worst === undefined ? undefined : this.#slots.get(worst)
    if (worst === undefined || !slot || isBefore(slot.rank, worst, rank, key)) this.#worst = key
  }

  #worstKey(): string {
    if (this.#worst === undefined) for (const [key, slot] of this.#slots) this.#noteWorst(key, slot.rank)
    return this.#worst ?? ''
  }
}

const isBefore = (rank: number, key: string, otherRank: number, otherKey: string): boolean =>
  rank < otherRank || (rank === otherRank && byCodeUnit(key, otherKey) < 0)
