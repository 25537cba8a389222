import { byCodeUnit } from '#shared/facts/order.ts'
import { fingerprint } from './fingerprint.ts'

const NOTHING = new Map<string, never>()

/**
 * A map that keeps at most `limit` keys: those of the smallest rank (by default the key's fingerprint).
 *
 * What stays in does not depend on the order of arrival or on how the input was split: a key among the smallest of the
 * whole is among the smallest of every part that holds it, so it was never evicted anywhere and its value is complete.
 * That is what makes a bounded profile mergeable in any order to the same bytes.
 */
export class BoundedMap<V extends object | string | true> {
  readonly limit: number
  /** Something did not fit. */
  overflowed = false
  readonly #rankOf: (key: string) => number
  /** Made with the first key: a profile holds thousands of maps that stay empty. */
  #values: Map<string, V> = NOTHING
  /** Of all that is kept, from the first key on that finds no room: most maps never need them. */
  #ranks: Map<string, number> | undefined
  /** The first to go, once it is looked for. */
  #worst: string | undefined
  #worstRank = Infinity

  constructor(limit: number, rankOf: (key: string) => number = fingerprint) {
    this.limit = limit
    this.#rankOf = rankOf
  }

  get size(): number {
    return this.#values.size
  }

  get(key: string): V | undefined {
    return this.#values.get(key)
  }

  /**
   * The key's value, made when new; undefined when the key is not among those kept. `evicted` names a key that had to go.
   * `rank`: the key's, where it is known already.
   */
  obtain(key: string, make: () => V, evicted?: (key: string) => void, rank?: number): V | undefined {
    const known = this.#values.get(key)
    if (known !== undefined) return known
    if (this.#values.size >= this.limit && !this.#makeRoomFor(key, rank ?? this.#rankOf(key), evicted)) return undefined
    const value = make()
    if (this.#values === NOTHING) this.#values = new Map<string, V>()
    this.#values.set(key, value)
    if (this.#ranks) this.#addRank(key, rank ?? this.#rankOf(key))
    return value
  }

  /** True if the key is not kept, and never will be: what is kept only becomes smaller in rank. */
  isBeyond(key: string, rank: number): boolean {
    if (!this.overflowed || this.#values.size < this.limit || this.#values.has(key)) return false
    const worst = this.#worstKey()
    return !isBefore(rank, key, this.#worstRank, worst)
  }

  /** Sorted by key: the order of arrival never shows. */
  entries(): readonly (readonly [string, V])[] {
    return [...this.#values].sort((a, b) => byCodeUnit(a[0], b[0]))
  }

  /** In no order that means anything: for sums and sets, which need none. */
  forEach(visit: (value: V, key: string) => void): void {
    this.#values.forEach(visit)
  }

  keys(): readonly string[] {
    return [...this.#values.keys()].sort(byCodeUnit)
  }

  values(): readonly V[] {
    return this.entries().map(([, value]) => value)
  }

  #makeRoomFor(key: string, rank: number, evicted: ((key: string) => void) | undefined): boolean {
    this.overflowed = true
    const worst = this.#worstKey()
    const isKept = isBefore(rank, key, this.#worstRank, worst)
    if (isKept) {
      this.#values.delete(worst)
      this.#ranks?.delete(worst)
      this.#worst = undefined
    }
    evicted?.(isKept ? worst : key)
    return isKept
  }

  #addRank(key: string, rank: number): void {
    this.#ranks?.set(key, rank)
    if (this.#worst !== undefined) this.#noteWorst(key, rank)
  }

  #noteWorst(key: string, rank: number): void {
    if (this.#worst !== undefined && !isBefore(this.#worstRank, this.#worst, rank, key)) return
    this.#worst = key
    this.#worstRank = rank
  }

  #worstKey(): string {
    if (this.#worst !== undefined) return this.#worst
    this.#ranks ??= new Map(this.#values.keys().map((key) => [key, this.#rankOf(key)]))
    this.#ranks.forEach((rank, key) => this.#noteWorst(key, rank))
    return this.#worst ?? ''
  }
}

const isBefore = (rank: number, key: string, otherRank: number, otherKey: string): boolean =>
  rank < otherRank || (rank === otherRank && byCodeUnit(key, otherKey) < 0)
