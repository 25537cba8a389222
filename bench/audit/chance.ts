export interface Chance {
  /** From 0 up to, and without, `limit`. */
  readonly below: (limit: number) => number
  readonly of: <T>(choices: readonly T[]) => T
  /** True so many times in a hundred. */
  readonly percent: (share: number) => boolean
  readonly id: (prefix: string, characters: number) => string
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The same numbers for the same seed, on every machine. */
export const chanceFrom = (seed: number): Chance => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    of: <T>(choices: readonly T[]): T => {
      const chosen = choices[below(choices.length)]
      if (chosen === undefined) throw new Error('There is nothing to choose from.')
      return chosen
    },
    percent: (share) => next() * 100 < share,
    id: (prefix, characters) => prefix + Array.from({ length: characters }, () => BASE32[below(32)]).join(''),
  }
}
