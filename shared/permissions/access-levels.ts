import type { AccessLevel } from '#shared/catalogue/actions.ts'
import { actionNameAt, meetsSet, actionsOfLevel } from './action-set.ts'
import { readTally, tell, withTally } from './action-tally.ts'
import type { EffectivePermissions } from './effective-permissions.ts'
import type { GrantClasses } from './grant-classes.ts'
import { ACCESS_LEVELS, levelTable } from './level-table.ts'

/** What a principal holds of one access level. */
export interface HeldLevel {
  readonly level: AccessLevel
  /** Actions allowed anywhere at all, under conditions or not. */
  readonly count: number
  /** Of these, allowed on every resource without a condition. */
  readonly onAllResources: number
  /** Of these, allowed only under conditions. */
  readonly onlyConditional: number
  /** Their names, made when asked for: an administrator has 22,000. */
  readonly actions: () => readonly string[]
}

const EVERYWHERE = 1
const UNCONDITIONAL = 2
const CONDITIONAL = 4

/** Reads each action once, with all that the four classes say of it. */
const readClasses = (classes: GrantClasses, read: (position: number, things: number) => void): void => {
  withTally((tally) => {
    tell(tally, classes.everywhere, EVERYWHERE | UNCONDITIONAL)
    tell(tally, classes.somewhere, UNCONDITIONAL)
    tell(tally, classes.everywhereIf, CONDITIONAL)
    tell(tally, classes.somewhereIf, CONDITIONAL)
    readTally(tally, read)
  })
}

const namesOf = (classes: GrantClasses, level: AccessLevel): readonly string[] => {
  const table = levelTable()
  const names: string[] = []
  readClasses(classes, (position) => {
    if (ACCESS_LEVELS[table[position] ?? 0] === level) names.push(actionNameAt(position))
  })
  return names
}

const count = (classes: GrantClasses): readonly HeldLevel[] => {
  const table = levelTable()
  const counted = ACCESS_LEVELS.map((level) => ({ level, count: 0, onAllResources: 0, onlyConditional: 0 }))
  readClasses(classes, (position, things) => {
    const of = counted[table[position] ?? 0]
    if (of === undefined) return
    of.count += 1
    if ((things & EVERYWHERE) !== 0) of.onAllResources += 1
    if ((things & UNCONDITIONAL) === 0) of.onlyConditional += 1
  })
  return counted.map((held) => ({ ...held, actions: () => namesOf(classes, held.level) }))
}

const memory = new WeakMap<GrantClasses, readonly HeldLevel[]>()

/** The five access levels of the Service Authorization Reference, each with what the principal holds of it. */
export const accessLevelsOf = ({ classes }: EffectivePermissions): readonly HeldLevel[] => {
  const known = memory.get(classes)
  if (known !== undefined) return known
  const levels = count(classes)
  memory.set(classes, levels)
  return levels
}

/** True if the principal holds any action of these levels: cheaper than counting them. */
export const holdsLevel = (permissions: EffectivePermissions, levels: readonly AccessLevel[]): boolean => {
  const { everywhere, somewhere, everywhereIf, somewhereIf } = permissions
  return levels.some((level) => {
    const ofLevel = actionsOfLevel(level)
    return [everywhere, somewhere, everywhereIf, somewhereIf].some((set) => meetsSet(ofLevel, set))
  })
}
