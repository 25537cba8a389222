import { EMPTY_SET, actionCount, noActions, packPositions } from './action-set.ts'
import type { ActionBits, ActionSet } from './action-set.ts'

/** What was said of each action: up to eight things, one bit each. */
export interface ActionTally {
  readonly said: Uint8Array
  /** The actions of which anything was said. */
  readonly seen: ActionBits
  /** Room for sorting the actions into lists. */
  readonly lists: readonly Uint16Array[]
}

const LISTS = 4

const idle: ActionTally[] = []
const newTally = (): ActionTally => ({
  said: new Uint8Array(actionCount()),
  seen: noActions(),
  lists: Array.from({ length: LISTS }, () => new Uint16Array(actionCount())),
})

/** An empty tally for the time of `work`. An account's policies are added up tens of thousands of times, always on the same few sheets. */
export const withTally = <T>(work: (tally: ActionTally) => T): T => {
  const tally = idle.pop() ?? newTally()
  try {
    return work(tally)
  } finally {
    tally.said.fill(0)
    tally.seen.fill(0)
    idle.push(tally)
  }
}

/** Says the thing of `bit` (1, 2, 4 … 128) of every action in the set. */
export const tell = ({ said, seen }: ActionTally, set: ActionSet, bit: number): void => {
  if (!(set instanceof Int32Array)) {
    for (let i = 0; i < set.length; i += 1) {
      const position = set[i] ?? 0
      said[position] = (said[position] ?? 0) | bit
      seen[position >>> 5] = (seen[position >>> 5] ?? 0) | (1 << (position & 31))
    }
    return
  }
  for (let word = 0; word < set.length; word += 1) {
    const some = set[word] ?? 0
    if (some === 0) continue
    seen[word] = (seen[word] ?? 0) | some
    for (let rest = some; rest !== 0; rest &= rest - 1) {
      const position = word * 32 + 31 - Math.clz32(rest & -rest)
      said[position] = (said[position] ?? 0) | bit
    }
  }
}

/** Every action of which something was said, in ascending order, with all that was said of it. */
export const readTally = ({ said, seen }: ActionTally, read: (position: number, things: number) => void): void => {
  for (let word = 0; word < seen.length; word += 1) {
    for (let rest = seen[word] ?? 0; rest !== 0; rest &= rest - 1) {
      const position = word * 32 + 31 - Math.clz32(rest & -rest)
      read(position, said[position] ?? 0)
    }
  }
}

/** In a table of lists: what was said of the action does not tell, the action itself has to be looked at. */
export const LOOK = 1 << LISTS

/** On which lists an action goes, by all that was said of it: bit 1 is the first list, bit 2 the second, and so on. */
export interface Sorting {
  readonly table: Uint8Array
  /** The answer where the table says `LOOK`. */
  readonly look: (things: number, position: number) => number
}

/** In the place of what was said, the lists on which each action goes; answers with those that have to be looked at. */
const sortByTable = ({ said, seen }: ActionTally, table: Uint8Array): readonly number[] => {
  const doubtful: number[] = []
  for (let word = 0; word < seen.length; word += 1) {
    for (let rest = seen[word] ?? 0; rest !== 0; rest &= rest - 1) {
      const position = word * 32 + 31 - Math.clz32(rest & -rest)
      const on = table[said[position] ?? 0] ?? 0
      if ((on & LOOK) === 0) said[position] = on
      else doubtful.push(position)
    }
  }
  return doubtful
}

const deal = ({ said, seen, lists }: ActionTally): readonly ActionSet[] => {
  const lengths = new Uint16Array(LISTS)
  for (let word = 0; word < seen.length; word += 1) {
    for (let rest = seen[word] ?? 0; rest !== 0; rest &= rest - 1) {
      const position = word * 32 + 31 - Math.clz32(rest & -rest)
      for (let index = 0, on = said[position] ?? 0; on !== 0; index += 1, on >>>= 1) {
        const list = lists[index]
        if ((on & 1) === 0 || list === undefined) continue
        const length = lengths[index] ?? 0
        list[length] = position
        lengths[index] = length + 1
      }
    }
  }
  return lists.map((list, index) =>
    lengths[index] === 0 ? EMPTY_SET : packPositions(list.subarray(0, lengths[index])),
  )
}

/** Sorts the actions into four lists, and uses the tally up. Nothing is called in the loops: each way of looking would have them compiled anew. */
export const sortTally = (tally: ActionTally, { table, look }: Sorting): readonly ActionSet[] => {
  const { said } = tally
  for (const position of sortByTable(tally, table)) said[position] = look(said[position] ?? 0, position)
  return deal(tally)
}
