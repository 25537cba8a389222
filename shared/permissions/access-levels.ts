import type { AccessLevel } from '#shared/catalogue/actions.ts'
import { actionsOfLevel, countBoth, either, isManyActions, meetsSet, unpackSet } from './action-set.ts'
import { readTally, tell, withTally } from './action-tally.ts'
import type { EffectivePermissions } from './effective-permissions.ts'
import type { GrantClasses } from './grant-classes.ts'
import { ACCESS_LEVELS, levelTable } from './level-table.ts'

/** What a principal holds of one access level, as findings show it. */
export type HeldLevel = {
  readonly level: AccessLevel
  /** Actions allowed anywhere at all, under conditions or not. */
  readonly count: number
  /** Of these, allowed on every resource without a condition. */
  readonly onAllResources: number
  /** Of these, allowed only under conditions. */
  readonly onlyConditional: number
}

const EVERYWHERE = 1
const UNCONDITIONAL = 2
const CONDITIONAL = 4

const countOneByOne = (classes: GrantClasses): readonly HeldLevel[] =>
  withTally((tally) => {
    tell(tally, classes.everywhere, EVERYWHERE | UNCONDITIONAL)
    tell(tally, classes.somewhere, UNCONDITIONAL)
    tell(tally, classes.everywhereIf, CONDITIONAL)
    tell(tally, classes.somewhereIf, CONDITIONAL)
    const table = levelTable()
    const counted = ACCESS_LEVELS.map((level) => ({ level, count: 0, onAllResources: 0, onlyConditional: 0 }))
    readTally(tally, (position, things) => {
      const of = counted[table[position] ?? 0]
      if (of === undefined) return
      of.count += 1
      if ((things & EVERYWHERE) !== 0) of.onAllResources += 1
      if ((things & UNCONDITIONAL) === 0) of.onlyConditional += 1
    })
    return counted
  })

/** The same, thirty-two actions at a time: for those who may do thousands of things. */
const countByWord = (classes: GrantClasses): readonly HeldLevel[] => {
  const onAll = unpackSet(classes.everywhere)
  const unconditional = either(onAll, unpackSet(classes.somewhere))
  const conditional = either(unpackSet(classes.everywhereIf), unpackSet(classes.somewhereIf))
  const all = either(unconditional, conditional)
  return ACCESS_LEVELS.map((level) => {
    const ofLevel = actionsOfLevel(level)
    const count = countBoth(all, ofLevel)
    const onlyConditional = count - countBoth(unconditional, ofLevel)
    return { level, count, onAllResources: countBoth(onAll, ofLevel), onlyConditional }
  })
}

const CLASSES = ['everywhere', 'somewhere', 'everywhereIf', 'somewhereIf'] as const

const memory = new WeakMap<GrantClasses, readonly HeldLevel[]>()

/** The five access levels of the Service Authorization Reference, each with what the principal holds of it. */
export const accessLevelsOf = ({ classes }: Pick<EffectivePermissions, 'classes'>): readonly HeldLevel[] => {
  const known = memory.get(classes)
  if (known !== undefined) return known
  const levels = CLASSES.some((name) => isManyActions(classes[name])) ? countByWord(classes) : countOneByOne(classes)
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
