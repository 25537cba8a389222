import { serviceOfAction } from '#shared/facts/action-name.ts'
import { expandActionPattern } from '#shared/catalogue/expand-action-pattern.ts'
import { actionEntryOf, services } from '#shared/catalogue/action-table.ts'
import { actionsOfService, allActions } from '#shared/catalogue/actions.ts'
import type { AccessLevel } from '#shared/catalogue/actions.ts'
import { ACCESS_LEVELS, levelTable } from './level-table.ts'

/** Actions of the catalogue as bits, for adding up many policies. Signed: V8 would make an object of each word that uses the highest bit. */
export type ActionBits = Int32Array

/** The same at rest: few actions as sorted positions, many as bits. */
export type ActionSet = Uint16Array | Int32Array

interface Universe {
  readonly names: readonly string[]
  /** Where each service's actions begin. */
  readonly firstOf: ReadonlyMap<string, number>
  readonly words: number
}

let universe: Universe | undefined

const universeOf = (): Universe => {
  if (universe !== undefined) return universe
  const names = allActions()
  const firstOf = new Map<string, number>()
  let first = 0
  for (const service of services()) {
    firstOf.set(service, first)
    first += actionsOfService(service).length
  }
  universe = { names, firstOf, words: Math.ceil(names.length / 32) }
  return universe
}

export const EMPTY_SET: ActionSet = new Uint16Array(0)
export const actionCount = (): number => universeOf().names.length
export const noActions = (): ActionBits => new Int32Array(universeOf().words)

const setAction = (bits: ActionBits, position: number): void => {
  bits[position >>> 5] = (bits[position >>> 5] ?? 0) | (1 << (position & 31))
}
const hasPosition = (bits: ActionBits, position: number): boolean =>
  ((bits[position >>> 5] ?? 0) & (1 << (position & 31))) !== 0

const findPosition = (action: string): number | undefined => {
  const entry = actionEntryOf(action)
  if (entry === undefined) return undefined
  const first = universeOf().firstOf.get(serviceOfAction(entry.name))
  return first === undefined ? undefined : first + entry.index
}

const MEMORY_LIMIT = 20_000
const positions = new Map<string, number | undefined>()

/** Undefined for an action that the catalogue does not know. */
export const positionOf = (action: string): number | undefined => {
  const known = positions.get(action)
  if (known !== undefined || positions.has(action)) return known
  const position = findPosition(action)
  if (positions.size >= MEMORY_LIMIT) positions.clear()
  positions.set(action, position)
  return position
}

export const bitsOfActions = (actions: readonly string[]): ActionBits => {
  const bits = noActions()
  for (const action of actions) {
    const position = findPosition(action)
    if (position !== undefined) setAction(bits, position)
  }
  return bits
}

/** `target` ∪ `set`, in place. */
export const addSet = (target: ActionBits, set: ActionSet): void => {
  if (set instanceof Int32Array) for (let i = 0; i < set.length; i += 1) target[i] = (target[i] ?? 0) | (set[i] ?? 0)
  else for (const position of set) setAction(target, position)
}

// Plain loops, each its own: a shared one that is given the operation runs ten times slower.
export const both = (a: ActionBits, b: ActionBits): ActionBits => {
  const result = new Int32Array(a.length)
  for (let i = 0; i < a.length; i += 1) result[i] = (a[i] ?? 0) & (b[i] ?? 0)
  return result
}

export const either = (a: ActionBits, b: ActionBits): ActionBits => {
  const result = new Int32Array(a.length)
  for (let i = 0; i < a.length; i += 1) result[i] = (a[i] ?? 0) | (b[i] ?? 0)
  return result
}

export const without = (a: ActionBits, b: ActionBits): ActionBits => {
  const result = new Int32Array(a.length)
  for (let i = 0; i < a.length; i += 1) result[i] = (a[i] ?? 0) & ~(b[i] ?? 0)
  return result
}

export const complement = (bits: ActionBits): ActionBits => without(everyAction(), bits)

const countWord = (word: number): number => {
  const pairs = word - ((word >>> 1) & 0x5555_5555)
  const fours = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333)
  return (((fours + (fours >>> 4)) & 0x0f0f_0f0f) * 0x0101_0101) >>> 24
}

export const countBits = (bits: ActionBits): number => {
  let count = 0
  for (let i = 0; i < bits.length; i += 1) {
    const word = bits[i] ?? 0
    if (word !== 0) count += countWord(word)
  }
  return count
}

/** Size of the intersection, without making it. */
export const countBoth = (a: ActionBits, b: ActionBits): number => {
  let count = 0
  for (let i = 0; i < a.length; i += 1) {
    const word = (a[i] ?? 0) & (b[i] ?? 0)
    if (word !== 0) count += countWord(word)
  }
  return count
}

export const positionsIn = (bits: ActionBits): readonly number[] => {
  const found: number[] = []
  for (let i = 0; i < bits.length; i += 1) {
    for (let rest = bits[i] ?? 0; rest !== 0; rest &= rest - 1) found.push(i * 32 + (31 - Math.clz32(rest & -rest)))
  }
  return found
}

const FEW = 1200

const bitsOfPositions = (positions: ArrayLike<number>): ActionBits => {
  const bits = noActions()
  for (let i = 0; i < positions.length; i += 1) setAction(bits, positions[i] ?? 0)
  return bits
}

/** `positions` in ascending order. */
export const packPositions = (positions: ArrayLike<number>): ActionSet => {
  if (positions.length === 0) return EMPTY_SET
  return positions.length > FEW ? bitsOfPositions(positions) : new Uint16Array(positions)
}

export const packSet = (bits: ActionBits): ActionSet =>
  countBits(bits) > FEW ? bits : packPositions(positionsIn(bits))

export const isManyActions = (set: ActionSet): boolean => set instanceof Int32Array

export const unpackSet = (set: ActionSet): ActionBits => {
  if (set instanceof Int32Array) return set
  const bits = noActions()
  addSet(bits, set)
  return bits
}

export const sizeOfSet = (set: ActionSet): number => (set instanceof Int32Array ? countBits(set) : set.length)

const hasSorted = (sorted: Uint16Array, position: number): boolean => {
  let low = 0
  let high = sorted.length - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const value = sorted[middle] ?? 0
    if (value === position) return true
    if (value < position) low = middle + 1
    else high = middle - 1
  }
  return false
}

export const setHasPosition = (set: ActionSet, position: number): boolean =>
  set instanceof Int32Array ? hasPosition(set, position) : hasSorted(set, position)

/** The positions that the set and the bits have in common. */
export const positionsInBoth = (set: ActionSet, bits: ActionBits): readonly number[] => {
  if (set instanceof Int32Array) return positionsIn(both(set, bits))
  const found: number[] = []
  for (let i = 0; i < set.length; i += 1) {
    const position = set[i] ?? 0
    if (hasPosition(bits, position)) found.push(position)
  }
  return found
}

/** True if the set and the bits have an action in common. */
export const meetsSet = (bits: ActionBits, set: ActionSet): boolean => {
  if (!(set instanceof Int32Array)) {
    for (let i = 0; i < set.length; i += 1) if (hasPosition(bits, set[i] ?? 0)) return true
    return false
  }
  for (let i = 0; i < set.length; i += 1) if (((set[i] ?? 0) & (bits[i] ?? 0)) !== 0) return true
  return false
}

export const actionNameAt = (position: number): string => universeOf().names[position] ?? ''

// Not spread: an iterator makes an object for each position.
export const positionsOf = (set: ActionSet): readonly number[] => {
  if (set instanceof Int32Array) return positionsIn(set)
  const positions: number[] = []
  for (let i = 0; i < set.length; i += 1) positions.push(set[i] ?? 0)
  return positions
}

/** Names in the catalogue's order, which is sorted by service. */
export const actionsIn = (set: ActionSet): readonly string[] => positionsOf(set).map(actionNameAt)

const bitsWhere = (holds: (position: number) => boolean): ActionBits => {
  const bits = noActions()
  for (let position = 0; position < actionCount(); position += 1) if (holds(position)) setAction(bits, position)
  return bits
}

let everything: ActionBits | undefined
export const everyAction = (): ActionBits => (everything ??= bitsWhere(() => true))

const levels = new Map<AccessLevel, ActionBits>()
export const actionsOfLevel = (level: AccessLevel): ActionBits => {
  const known = levels.get(level)
  if (known !== undefined) return known
  const [place, table] = [ACCESS_LEVELS.indexOf(level), levelTable()]
  const bits = bitsWhere((position) => table[position] === place)
  levels.set(level, bits)
  return bits
}

const patterns = new Map<string, ActionSet>()

/** What an `Action` value stands for. */
export const actionsMatching = (pattern: string): ActionSet => {
  const known = patterns.get(pattern)
  if (known !== undefined) return known
  const set = packSet(/^\*+$/u.test(pattern) ? everyAction() : bitsOfActions(expandActionPattern(pattern)))
  if (patterns.size >= MEMORY_LIMIT) patterns.clear()
  patterns.set(pattern, set)
  return set
}
