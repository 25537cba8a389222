import { UNMAPPED } from '#shared/activity/activity-document.ts'
import { type SurplusCopies } from '#shared/activity/copies-of.ts'
import { requestOfKey } from '#shared/activity/request-key.ts'
import { addSighting, newSighting, type Seen, type Sighting } from '#shared/activity/sightings.ts'
import { actionKey, type ActionUse, principalKey, type PrincipalUse } from '#shared/activity/usage-profile.ts'
import type { ObservedRequest } from '#shared/facts/observed-request.ts'
import { byKey, sortedUnique } from '#shared/facts/order.ts'
import type { UnmappedEvent, UsedAction } from './policy-suggestion.ts'
import type { ResolveRequest } from './request-resolver.ts'

export interface ObservedCall {
  readonly request: ObservedRequest
  readonly seen: Readonly<Sighting>
}

/** What one principal did, in the terms of policies. */
export interface ObservedUse {
  readonly permitted: readonly ObservedCall[]
  readonly denied: readonly ObservedCall[]
  /** `action`, general form of the resource: permitted requests that the profile could not keep one by one. */
  readonly overflow: readonly { readonly action: string; readonly resource: string }[]
  readonly unresolved: readonly { readonly request: ObservedRequest; readonly reason: string }[]
  readonly unmapped: readonly UnmappedEvent[]
  /** Calls whose record does not show which of these actions it was. */
  readonly ambiguous: readonly (UnmappedEvent & { readonly actions: readonly string[] })[]
  /** Sentences about what the profile does not hold in full. */
  readonly cut: readonly string[]
}

/** Calls that count as the principal's own: not what a third party did with delegated access, not an AssumeRoot session. */
export const ownActions = (use: PrincipalUse): readonly ActionUse[] =>
  use.actions.values().filter(({ invokedBy, privilegedTask }) => !privilegedTask && !invokedBy.startsWith('delegate '))

const permittedCalls = ({ ok, failed }: ActionUse): number => ok + failed

const eventOf = ({ eventSource, eventName }: ActionUse, count: number): UnmappedEvent => ({
  eventSource,
  eventName,
  count,
})

/** As the profile writes its own keys. */
const keyOf = ({ action, resources, context }: ObservedRequest): string =>
  JSON.stringify([action, resources, Object.entries(context)])

class Collector {
  readonly permitted = new Map<string, { request: ObservedRequest; seen: Sighting }>()
  readonly denied = new Map<string, { request: ObservedRequest; seen: Sighting }>()
  readonly overflow = new Map<string, { action: string; resource: string }>()
  readonly unresolved = new Map<string, { request: ObservedRequest; reason: string }>()
  readonly unmapped: UnmappedEvent[] = []
  readonly ambiguous: (UnmappedEvent & { actions: readonly string[] })[] = []
  readonly cut = new Set<string>()
  readonly #resolve: ResolveRequest
  readonly #surplus: SurplusCopies

  constructor(resolve: ResolveRequest, surplus: SurplusCopies) {
    this.#resolve = resolve
    this.#surplus = surplus
  }

  add(use: PrincipalUse): void {
    const key = principalKey(use.principal)
    for (const action of ownActions(use)) this.#action(action, key)
    if (use.actions.overflowed)
      this.cut.add(`More than ${use.actions.limit} different calls: what goes beyond is not in the profile.`)
  }

  #action(use: ActionUse, principal: string): void {
    const name = actionKey(use)
    use.requests.forEach((seen, key) => {
      this.#request(this.permitted, key, seen, this.#surplus.ofRequest(principal, name, key))
    })
    use.deniedRequests.forEach((seen, key) => {
      this.#request(this.denied, key, seen, 0)
    })
    this.#overflow(use)
    const calls = permittedCalls(use)
    if (use.mappedBy.has(UNMAPPED)) this.unmapped.push(eventOf(use, calls + use.denied))
    else if (calls > 0 && use.requests.size === 0 && use.iamActions.size > 0)
      this.ambiguous.push({ ...eventOf(use, calls), actions: use.iamActions.keys() })
  }

  #request(into: Collector['permitted'], askedKey: string, seen: Seen, surplus: number): void {
    const asked = requestOfKey(askedKey)
    const resolved = this.#resolve(asked)
    const { request } = resolved
    const key = request === asked ? askedKey : keyOf(request)
    if (resolved.state === 'unresolved') {
      if (into === this.permitted) this.unresolved.set(key, { request, reason: resolved.reason })
      return
    }
    const known = into.get(key) ?? { request, seen: newSighting() }
    addSighting(known.seen, seen)
    known.seen.count -= surplus
    into.set(key, known)
  }

  #overflow(use: ActionUse): void {
    for (const form of use.requestForms.keys()) {
      const [action, resource] = JSON.parse(form) as [string, string]
      this.overflow.set(form, { action, resource })
    }
    if (use.requestForms.overflowed)
      this.cut.add(
        `${use.eventSource} ${use.eventName} was called on more different resources than the profile keeps, even in general form.`,
      )
  }
}

const byEvent = byKey(({ eventSource, eventName }: UnmappedEvent) => `${eventSource} ${eventName}`)

const inOrder = <T>(map: ReadonlyMap<string, T>): readonly T[] =>
  [...map].sort(byKey(([key]) => key)).map(([, value]) => value)

export const observedUseOf = (
  uses: readonly PrincipalUse[],
  resolve: ResolveRequest,
  surplus: SurplusCopies,
): ObservedUse => {
  const collector = new Collector(resolve, surplus)
  for (const use of uses) collector.add(use)
  return {
    permitted: inOrder(collector.permitted),
    denied: inOrder(collector.denied),
    overflow: inOrder(collector.overflow),
    unresolved: inOrder(collector.unresolved),
    unmapped: collector.unmapped.sort(byEvent),
    ambiguous: collector.ambiguous.sort(byEvent),
    cut: sortedUnique(collector.cut),
  }
}

const isoOf = (at: number | undefined): string | null => (at === undefined ? null : new Date(at).toISOString())

/** One line for each action: its resources, how often, and between which instants. */
export const usedActionsOf = (calls: readonly ObservedCall[]): readonly UsedAction[] => {
  const actions = new Map<string, { resources: Set<string>; seen: Sighting }>()
  for (const { request, seen } of calls) {
    const known = actions.get(request.action) ?? { resources: new Set<string>(), seen: newSighting() }
    for (const resource of request.resources) known.resources.add(resource)
    addSighting(known.seen, seen)
    actions.set(request.action, known)
  }
  return [...actions].sort(byKey(([action]) => action)).map(([action, { resources, seen }]) => ({
    action,
    resources: sortedUnique(resources),
    count: seen.count,
    first: isoOf(seen.first),
    last: isoOf(seen.last),
  }))
}
