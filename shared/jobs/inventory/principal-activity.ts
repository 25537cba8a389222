import { countsOf, isoOf } from '#shared/activity/activity-document.ts'
import { surplusCopiesOf } from '#shared/activity/copies-of.ts'
import { principalKey, type PrincipalUse, type UsageProfile } from '#shared/activity/usage-profile.ts'
import { byCodeUnit, sortedUnique } from '#shared/facts/order.ts'
import type { Counted, PrincipalActivity } from '#shared/reports/inventory.ts'

const MOST_LISTED = 20

const latest = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b > a) ? b : a)
const earliest = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b < a) ? b : a)

const mostUsed = (counts: ReadonlyMap<string, Counted>): readonly Counted[] =>
  [...counts.values()].sort((a, b) => b.count - a.count || byCodeUnit(a.value, b.value)).slice(0, MOST_LISTED)

/** By ARN, what each principal did with its own hands and what services did in its name. */
export const principalActivities = (profile: UsageProfile): ReadonlyMap<string, PrincipalActivity> => {
  const surplus = surplusCopiesOf(profile)
  const activityOf = (use: PrincipalUse): PrincipalActivity => {
    const services = new Map<string, Counted>()
    const used = new Set<string>()
    const uses = use.actions.values()
    let [calls, denied, first, last]: [number, number, string | null, string | null] = [0, 0, null, null]
    for (const action of uses) {
      const counts = countsOf(action, principalKey(use.principal), surplus)
      const count = counts.ok + counts.denied + counts.failed
      const seen = isoOf(action.seen.last)
      calls += count
      denied += counts.denied
      first = earliest(first, isoOf(action.seen.first))
      last = latest(last, seen)
      const service = services.get(action.eventSource)
      services.set(action.eventSource, {
        value: action.eventSource,
        count: (service?.count ?? 0) + count,
        last: latest(service?.last ?? null, seen),
      })
      if (counts.ok > 0) for (const name of action.iamActions.keys()) used.add(name)
    }
    const seenIn = (set: 'regions' | 'sourceAddresses' | 'userAgents') =>
      sortedUnique(uses.flatMap((action) => action[set].values.keys())).slice(0, MOST_LISTED)
    return {
      calls,
      denied,
      first,
      last,
      actionsUsed: used.size,
      services: mostUsed(services),
      regions: seenIn('regions'),
      sourceAddresses: seenIn('sourceAddresses'),
      userAgents: seenIn('userAgents'),
    }
  }
  return new Map(profile.principals.values().map((use) => [use.principal.arn, activityOf(use)]))
}
