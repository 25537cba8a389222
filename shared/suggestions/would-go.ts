import type { AccessLevel } from '#shared/catalogue/actions.ts'
import { actionOf } from '#shared/catalogue/actions.ts'
import { SENSITIVE_CLASSES, sensitiveClassesOf } from '#shared/catalogue/sensitive-actions.ts'
import { sortedUnique } from '#shared/facts/order.ts'
import { ACCESS_LEVELS } from '#shared/permissions/level-table.ts'
import {
  type ActionBits,
  actionNameAt,
  actionsIn,
  actionsOfLevel,
  bitsOfActions,
  both,
  countBits,
  countBoth,
  either,
  everyAction,
  positionsIn,
  unpackSet,
  without,
} from '#shared/permissions/action-set.ts'
import type { EffectivePermissions } from '#shared/permissions/effective-permissions.ts'
import type { Sight } from './observable.ts'
import type { ProposedPolicy, Reach, Removed } from './policy-suggestion.ts'

const byLevel = (bits: ActionBits): Readonly<Record<AccessLevel, number>> =>
  Object.fromEntries(ACCESS_LEVELS.map((level) => [level, countBoth(bits, actionsOfLevel(level))])) as Record<
    AccessLevel,
    number
  >

/** Actions of one service follow each other in the catalogue. */
const countServices = (bits: ActionBits): number => {
  let count = 0
  let service = ''
  for (const position of positionsIn(bits)) {
    const name = actionNameAt(position)
    if (service !== '' && name.startsWith(service)) continue
    service = name.slice(0, name.indexOf(':') + 1)
    count += 1
  }
  return count
}

const reachOf = (bits: ActionBits, onAllResources: number): Reach => ({
  actions: countBits(bits),
  onAllResources,
  services: countServices(bits),
  byAccessLevel: byLevel(bits),
})

const grantedBy = ({ everywhere, somewhere, everywhereIf, somewhereIf }: EffectivePermissions) => {
  const all = either(unpackSet(everywhere), unpackSet(everywhereIf))
  const granted = either(all, either(unpackSet(somewhere), unpackSet(somewhereIf)))
  return { granted, onAllResources: countBits(all) }
}

const proposedBy = (policies: readonly ProposedPolicy[]) => {
  const granted: string[] = []
  const everywhere = new Set<string>()
  for (const { Action, Resource } of policies.flatMap(({ Statement }) => Statement)) {
    granted.push(...Action)
    if (Resource.includes('*'))
      for (const action of Action) if ((actionOf(action)?.resourceTypes.length ?? 0) > 0) everywhere.add(action)
  }
  return { granted: bitsOfActions(granted), onAllResources: everywhere.size }
}

let classes: readonly (readonly [name: string, bits: ActionBits])[] | undefined

const sensitiveBits = () =>
  (classes ??= SENSITIVE_CLASSES.map((name) => {
    const actions = positionsIn(everyAction()).map(actionNameAt)
    return [name, bitsOfActions(actions.filter((action) => sensitiveClassesOf(action).includes(name)))] as const
  }))

const unseenBits = new WeakMap<Sight, ActionBits>()

/** Actions that the log could not have shown; made once for each log. */
const unseenIn = (sight: Sight): ActionBits => {
  const known = unseenBits.get(sight)
  if (known !== undefined) return known
  const actions = positionsIn(everyAction()).map(actionNameAt)
  const bits = bitsOfActions(actions.filter((action) => !sight.sees(action)))
  unseenBits.set(sight, bits)
  return bits
}

const MOST_NAMED = 200

export type WouldGo = Omit<Removed, 'escalationPathsClosed' | 'escalationPathsLeft' | 'secondWitness'>

/** What the principal's own policies allow today and the suggestion does not; and what can be said of each part of it. */
export const wouldGo = (
  today: EffectivePermissions,
  policies: readonly ProposedPolicy[],
  used: ReadonlySet<string>,
  sight: Sight,
): WouldGo => {
  const before = grantedBy(today)
  const after = proposedBy(policies)
  const usedBits = bitsOfActions([...used])
  const removed = without(before.granted, after.granted)
  const unused = without(before.granted, usedBits)
  const hidden = both(unused, unseenIn(sight))
  const unusedNotObservable = countBits(hidden)
  return {
    actions: countBits(removed),
    byAccessLevel: byLevel(removed),
    bySensitiveClass: Object.fromEntries(sensitiveBits().map(([name, bits]) => [name, countBoth(removed, bits)])),
    states: {
      used: countBoth(before.granted, usedBits),
      unusedAndLogged: countBits(unused) - unusedNotObservable,
      unusedNotObservable,
      notObservable: positionsIn(hidden).slice(0, MOST_NAMED).map(actionNameAt),
      usedWithoutGrant: sortedUnique(actionsIn(without(usedBits, before.granted))),
    },
    before: reachOf(before.granted, before.onAllResources),
    after: reachOf(after.granted, after.onAllResources),
  }
}

/** By name: what the principal may call today and did not. */
export const unusedOf = (today: EffectivePermissions, used: ReadonlySet<string>): readonly string[] =>
  actionsIn(without(grantedBy(today).granted, bitsOfActions([...used])))
