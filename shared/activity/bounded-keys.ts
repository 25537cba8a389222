import { byCodeUnit } from '#shared/facts/order.ts'
import { fingerprint } from './fingerprint.ts'

const NO_KEYS: string[] = []
/** So few are compared one by one: most of a profile's sets hold one or two, and a map takes four times their memory. */
const SHORT = 8

/** Which key goes first: ranks by place, known from the first key on that finds no room. */
interface Order {
  readonly ranks: number[]
  worst: number
}

/**
 * At most `limit` keys, each in a place of its own: those of the smallest rank (by default the key's fingerprint).
 *
 * What stays in does not depend on the order of arrival or on how the input was split: a key among the smallest of the
 * whole is among the smallest of every part that holds it, so it was never evicted anywhere and its value is complete.
 * That is what makes a bounded profile mergeable in any order to the same bytes.
 */
export class BoundedKeys {
  readonly limit: number
  /** Something did not fit. */
  overflowed = false
  readonly #rankOf: (key: string) => number
  /** By place. Made with the first key: a profile holds thousands of sets that stay empty. */
  #keys = NO_KEYS
  #places: Map<string, number> | undefined
  #order: Order | undefined

  constructor(limit: number, rankOf: (key: string) => number = fingerprint) {
    this.limit = limit
    this.#rankOf = rankOf
  }

  get size(): number {
    return this.#keys.length
  }

  has(key: string): boolean {
    return this.placeOf(key) >= 0
  }

  /** Sorted: the order of arrival never shows. */
  keys(): readonly string[] {
    return this.#keys.toSorted(byCodeUnit)
  }

  /** Negative: not kept. */
  placeOf(key: string): number {
    return this.#places ? (this.#places.get(key) ?? -1) : this.#keys.indexOf(key)
  }

  /**
   * True if the key is not kept, and never will be: what is kept only becomes smaller in rank. It is not looked up, because no key
   * that is kept goes after the worst of them.
   */
  isBeyond(key: string, rank: number): boolean {
    if (!this.overflowed || this.#keys.length < this.limit) return false
    return this.#fromWorst(key, rank) > 0
  }

  /**
   * A place for a key that has none; negative when the key is not among those kept. It may be the place of another key, which is
   * told to `evicted`, as the key itself is when it finds none. `rank`: the key's, where it is known already.
   */
  protected claim(key: string, evicted: ((key: string) => void) | undefined, rank: number | undefined): number {
    if (this.#keys.length < this.limit) return this.#append(key, rank)
    this.overflowed = true
    const ranked = rank ?? this.#rankOf(key)
    if (this.#fromWorst(key, ranked) >= 0) {
      evicted?.(key)
      return -1
    }
    return this.#replace(key, ranked, evicted)
  }

  /** In no order that means anything: for sums and sets, which need none. */
  forEachKey(visit: (key: string, place: number) => void): void {
    this.#keys.forEach(visit)
  }

  #append(key: string, rank: number | undefined): number {
    if (this.#keys === NO_KEYS) this.#keys = [key]
    else this.#keys.push(key)
    const place = this.#keys.length - 1
    if (place === SHORT) this.#places = new Map(this.#keys.map((known, at) => [known, at]))
    else this.#places?.set(key, place)
    if (this.#order) this.#noteRank(this.#order, place, rank ?? this.#rankOf(key))
    return place
  }

  #replace(key: string, rank: number, evicted: ((key: string) => void) | undefined): number {
    const order = this.#orderOfKeys()
    const place = order.worst
    const worst = this.#keys[place] ?? ''
    this.#keys[place] = key
    order.ranks[place] = rank
    order.worst = -1
    if (this.#places?.delete(worst) === true) this.#places.set(key, place)
    evicted?.(worst)
    return place
  }

  /** Negative: the key goes before the worst of those kept; zero: it is the worst. */
  #fromWorst(key: string, rank: number): number {
    const { ranks, worst } = this.#orderOfKeys()
    return rank - (ranks[worst] ?? -Infinity) || byCodeUnit(key, this.#keys[worst] ?? '')
  }

  #orderOfKeys(): Order {
    const order = (this.#order ??= { ranks: this.#keys.map((key) => this.#rankOf(key)), worst: -1 })
    if (order.worst < 0)
      for (let place = 0; place < order.ranks.length; place += 1) this.#noteRank(order, place, order.ranks[place] ?? 0)
    return order
  }

  #noteRank(order: Order, place: number, rank: number): void {
    order.ranks[place] = rank
    const worstRank = order.ranks[order.worst] ?? -Infinity
    const isWorse =
      rank > worstRank || (rank === worstRank && byCodeUnit(this.#keys[place] ?? '', this.#keys[order.worst] ?? '') > 0)
    if (isWorse) order.worst = place
  }
}

/** Keys alone. */
export class BoundedSet extends BoundedKeys {
  add(key: string): void {
    if (this.placeOf(key) < 0) this.claim(key, undefined, undefined)
  }
}
