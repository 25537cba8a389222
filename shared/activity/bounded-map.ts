import { byKey } from '#shared/facts/order.ts'
import { BoundedKeys } from './bounded-keys.ts'

/** Bounded keys with a value each. */
export class BoundedMap<V extends object | string> extends BoundedKeys {
  readonly #values: V[] = []

  get(key: string): V | undefined {
    const place = this.placeOf(key)
    return place < 0 ? undefined : this.#values[place]
  }

  /** The key's value, made when new; undefined when the key is not among those kept. */
  obtain(key: string, make: () => V): V | undefined {
    const known = this.placeOf(key)
    if (known >= 0) return this.#values[known]
    const place = this.claim(key, undefined, undefined)
    if (place < 0) return undefined
    const value = make()
    this.#values[place] = value
    return value
  }

  /** Sorted by key: the order of arrival never shows. */
  entries(): readonly (readonly [string, V])[] {
    const entries: (readonly [string, V])[] = []
    this.forEach((value, key) => entries.push([key, value]))
    return entries.sort(byKey(([key]) => key))
  }

  values(): readonly V[] {
    return this.entries().map(([, value]) => value)
  }

  /** In no order that means anything. */
  forEach(visit: (value: V, key: string) => void): void {
    this.forEachKey((key, place) => {
      const value = this.#values[place]
      if (value !== undefined) visit(value, key)
    })
  }
}
