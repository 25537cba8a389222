/** A fact that evidence may or may not have answered. What was not answered says why, and is never read as "no". */
export type Known<T> = { readonly state: 'known'; readonly value: T } | Unknown
export interface Unknown {
  readonly state: 'unknown'
  readonly reason: string
}

export const known = <T>(value: T): Known<T> => ({ state: 'known', value })
export const unknownFact = (reason: string): Unknown => ({ state: 'unknown', reason })

export const mapKnown = <T, U>(fact: Known<T>, change: (value: T) => U): Known<U> =>
  fact.state === 'known' ? known(change(fact.value)) : fact

/** The value, or `fallback` where the caller has decided that not knowing and `fallback` mean the same to it. */
export const knownOr = <T, U>(fact: Known<T>, fallback: U): T | U => (fact.state === 'known' ? fact.value : fallback)
