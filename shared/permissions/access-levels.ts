import type { AccessLevel } from '#shared/catalogue/actions.ts'
import {
  actionNameAt,
  actionsOfLevel,
  both,
  countBoth,
  either,
  meetsSet,
  positionsIn,
  unpackSet,
} from './action-set.ts'
import type { ActionBits } from './action-set.ts'
import type { EffectivePermissions } from './effective-permissions.ts'

export const ACCESS_LEVELS: readonly AccessLevel[] = ['List', 'Read', 'Write', 'Tagging', 'Permissions management']

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

const reachable = ({ everywhere, somewhere, everywhereIf, somewhereIf }: EffectivePermissions): ActionBits =>
  [somewhere, everywhereIf, somewhereIf].map(unpackSet).reduce(either, unpackSet(everywhere))

const heldLevel = (
  level: AccessLevel,
  permissions: EffectivePermissions,
  all: ActionBits,
  open: ActionBits,
): HeldLevel => {
  const ofLevel = actionsOfLevel(level)
  const count = countBoth(all, ofLevel)
  return {
    level,
    count,
    onAllResources: countBoth(unpackSet(permissions.everywhere), ofLevel),
    onlyConditional: count - countBoth(open, ofLevel),
    actions: () => positionsIn(both(all, ofLevel)).map(actionNameAt),
  }
}

/** The five access levels of the Service Authorization Reference, each with what the principal holds of it. */
export const accessLevelsOf = (permissions: EffectivePermissions): readonly HeldLevel[] => {
  const all = reachable(permissions)
  const open = either(unpackSet(permissions.everywhere), unpackSet(permissions.somewhere))
  return ACCESS_LEVELS.map((level) => heldLevel(level, permissions, all, open))
}

/** True if the principal holds any action of these levels: cheaper than counting them. */
export const holdsLevel = (permissions: EffectivePermissions, levels: readonly AccessLevel[]): boolean => {
  const { everywhere, somewhere, everywhereIf, somewhereIf } = permissions
  return levels.some((level) => {
    const ofLevel = actionsOfLevel(level)
    return [everywhere, somewhere, everywhereIf, somewhereIf].some((set) => meetsSet(ofLevel, set))
  })
}
