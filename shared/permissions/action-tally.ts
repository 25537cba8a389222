import { EMPTY_SET, actionCount, noActions, packPositions } from './action-set.ts'
import type { ActionBits, ActionSet } from './action-set.ts'

/** What was said of each action: up to eight things, one bit each. */
export interface ActionTally {
  readonly said: Uint8Array
  /** The actions of which anything was said. */
  readonly seen: ActionBits
  /** Room for sorting the actions into up to eight lists. */
  readonly lists: readonly Uint16Array[]
}

const MOST_LISTS = 8

const idle: ActionTally[] = []
const newTally = (): ActionTally => ({
  said: new Uint8Array(actionCount()),
  seen: noActions(),
  lists: Array.from({ length: MOST_LISTS }, () => new Uint16Array(actionCount())),
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
  if (!(set instanceof Uint32Array)) {
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

/** Sorts the actions into lists: bit 1 of what `listsOf` answers puts an action on the first, bit 2 on the second, and so on. */
export const sortTally = (
  tally: ActionTally,
  listsOf: (things: number, position: number) => number,
): readonly ActionSet[] => {
  const { said, seen, lists } = tally
  const lengths = lists.map(() => 0)
  for (let word = 0; word < seen.length; word += 1) {
    for (let rest = seen[word] ?? 0; rest !== 0; rest &= rest - 1) {
      const position = word * 32 + 31 - Math.clz32(rest & -rest)
      let on = listsOf(said[position] ?? 0, position)
      for (let index = 0; on !== 0; index += 1, on >>>= 1) {
        if ((on & 1) === 0) continue
        const list = lists[index]
        const length = lengths[index]
        if (list === undefined || length === undefined) continue
        list[length] = position
        lengths[index] = length + 1
      }
    }
  }
  return lists.map((list, index) =>
    lengths[index] === 0 ? EMPTY_SET : packPositions(list.subarray(0, lengths[index])),
  )
}
