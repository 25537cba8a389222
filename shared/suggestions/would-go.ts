import type { AccessLevel } from '#shared/catalogue/actions.ts'
import { accessLevelOf, actionOf } from '#shared/catalogue/actions.ts'
import { SENSITIVE_CLASSES, sensitiveClassesOf } from '#shared/catalogue/sensitive-actions.ts'
import { sortedUnique } from '#shared/facts/order.ts'
import { ACCESS_LEVELS } from '#shared/permissions/access-levels.ts'
import { actionsIn } from '#shared/permissions/action-set.ts'
import type { EffectivePermissions } from '#shared/permissions/effective-permissions.ts'
import type { Sight } from './observable.ts'
import type { ProposedPolicy, Reach, Removed } from './policy-suggestion.ts'

const serviceOf = (action: string): string => action.slice(0, action.indexOf(':'))

const byLevel = (actions: Iterable<string>): Readonly<Record<AccessLevel, number>> => {
  const counts = new Map<AccessLevel, number>(ACCESS_LEVELS.map((level) => [level, 0]))
  for (const action of actions) {
    const level = accessLevelOf(action)
    if (level !== undefined) counts.set(level, (counts.get(level) ?? 0) + 1)
  }
  return Object.fromEntries(counts) as Record<AccessLevel, number>
}

const reachOf = (actions: ReadonlySet<string>, onAllResources: number): Reach => ({
  actions: actions.size,
  onAllResources,
  services: new Set([...actions].map(serviceOf)).size,
  byAccessLevel: byLevel(actions),
})

const grantedBy = ({ everywhere, somewhere, everywhereIf, somewhereIf }: EffectivePermissions) => {
  const all = [everywhere, everywhereIf].flatMap(actionsIn)
  return {
    granted: new Set([...all, ...[somewhere, somewhereIf].flatMap(actionsIn)]),
    onAllResources: new Set(all).size,
  }
}

const proposedBy = (policies: readonly ProposedPolicy[]) => {
  const granted = new Set<string>()
  const everywhere = new Set<string>()
  for (const { Action, Resource } of policies.flatMap(({ Statement }) => Statement)) {
    for (const action of Action) {
      granted.add(action)
      if (Resource.includes('*') && (actionOf(action)?.resourceTypes.length ?? 0) > 0) everywhere.add(action)
    }
  }
  return { granted, onAllResources: everywhere.size }
}

const countClasses = (actions: readonly string[]): Readonly<Record<string, number>> => {
  const counts = new Map<string, number>(SENSITIVE_CLASSES.map((name) => [name, 0]))
  for (const action of actions)
    for (const name of sensitiveClassesOf(action)) counts.set(name, (counts.get(name) ?? 0) + 1)
  return Object.fromEntries(counts)
}

const MOST_NAMED = 200

export type WouldGo = Omit<Removed, 'escalationPathsClosed' | 'escalationPathsLeft'>

/** What the principal's own policies allow today and the suggestion does not; and what can be said of each part of it. */
export const wouldGo = (
  today: EffectivePermissions,
  policies: readonly ProposedPolicy[],
  used: ReadonlySet<string>,
  sight: Sight,
): WouldGo => {
  const before = grantedBy(today)
  const after = proposedBy(policies)
  const removed = [...before.granted].filter((action) => !after.granted.has(action))
  const unused = [...before.granted].filter((action) => !used.has(action))
  const hidden = unused.filter((action) => !sight.sees(action))
  return {
    actions: removed.length,
    byAccessLevel: byLevel(removed),
    bySensitiveClass: countClasses(removed),
    states: {
      used: before.granted.size - unused.length,
      unusedAndLogged: unused.length - hidden.length,
      unusedNotObservable: hidden.length,
      notObservable: sortedUnique(hidden).slice(0, MOST_NAMED),
      usedWithoutGrant: sortedUnique([...used].filter((action) => !before.granted.has(action))),
    },
    before: reachOf(before.granted, before.onAllResources),
    after: reachOf(after.granted, after.onAllResources),
  }
}
