import type { ActionSet } from './action-set.ts'

/** One thing, as a tally's bit, that is said of every action in the set. */
export type SaidOfActions = readonly [bit: number, set: ActionSet]

const numbers = new WeakMap<ActionSet, number>()
let given = 0

const numberOf = (set: ActionSet): number => {
  const known = numbers.get(set)
  if (known !== undefined) return known
  given += 1
  numbers.set(set, given)
  return given
}

const keyOf = (said: readonly SaidOfActions[]): string => said.map(([bit, set]) => `${bit}:${numberOf(set)}`).join()

const MEMORY_LIMIT = 20_000

/** What follows from what is said, found out once: a thousand policies differ in their resources only, and say the same of the same sets. */
export const onceForTheSame = <T>(answer: (said: readonly SaidOfActions[]) => T) => {
  const memory = new Map<string, { readonly answer: T }>()
  return (said: readonly SaidOfActions[]): T => {
    const key = keyOf(said)
    const known = memory.get(key)
    if (known !== undefined) return known.answer
    const made = answer(said)
    if (memory.size >= MEMORY_LIMIT) memory.clear()
    memory.set(key, { answer: made })
    return made
  }
}
