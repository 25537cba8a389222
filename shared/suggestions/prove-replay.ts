import { requestOfKey } from '#shared/activity/request-key.ts'
import type { ActionUse, PrincipalUse } from '#shared/activity/usage-profile.ts'
import type { ObservedRequest } from '#shared/facts/observed-request.ts'
import { byKey } from '#shared/facts/order.ts'
import type { CompiledPolicies } from '#shared/permissions/evaluate.ts'
import { contextOf } from '#shared/permissions/request-context.ts'
import type { NotCovered } from './policy-suggestion.ts'
import { withStandIns } from './policy-text.ts'
import type { ResolveRequest } from './request-resolver.ts'

/** Requests as the profile holds them, apart from what the suggestion made of them. */
export interface Replay {
  readonly permitted: ReadonlyMap<string, ObservedRequest>
  readonly denied: ReadonlyMap<string, ObservedRequest>
  readonly unresolved: ReadonlyMap<string, { readonly request: ObservedRequest; readonly reason: string }>
  /** `[action, general resource]` of permitted requests that the profile did not keep one by one. */
  readonly forms: readonly (readonly [string, string])[]
}

const isOwn = ({ privilegedTask, invokedBy }: ActionUse): boolean =>
  !privilegedTask && !invokedBy.startsWith('delegate ')

export const replayOf = (uses: readonly PrincipalUse[], resolve: ResolveRequest): Replay => {
  const permitted = new Map<string, ObservedRequest>()
  const denied = new Map<string, ObservedRequest>()
  const unresolved = new Map<string, { request: ObservedRequest; reason: string }>()
  const forms = new Set<string>()
  const put = (into: Map<string, ObservedRequest>, profileKey: string): void => {
    const request = requestOfKey(profileKey)
    const found = resolve(request)
    const key = found.request === request ? profileKey : JSON.stringify(found.request)
    if (found.state === 'resolved') into.set(key, found.request)
    else if (into === permitted) unresolved.set(key, { request, reason: found.reason })
  }
  for (const action of uses.flatMap((use) => use.actions.values()).filter(isOwn)) {
    action.requests.forEach((_, key) => {
      put(permitted, key)
    })
    action.deniedRequests.forEach((_, key) => {
      put(denied, key)
    })
    for (const form of action.requestForms.keys()) forms.add(form)
  }
  return { permitted, denied, unresolved, forms: [...forms].map((form) => JSON.parse(form) as [string, string]) }
}

const NOTHING_SENT = contextOf({}, 'absent')

/** True if every resource of the request is allowed, with nothing known but what the record proves. */
export const isAllowed = (request: ObservedRequest, policies: CompiledPolicies): boolean => {
  const context = Object.keys(request.context).length === 0 ? NOTHING_SENT : contextOf(request.context, 'absent')
  return request.resources.every(
    (resource) =>
      policies.decide({ action: request.action, resource: withStandIns(resource), context }).outcome === 'allow',
  )
}

const byRequest = byKey(({ action, resources, context }: NotCovered) => JSON.stringify([action, resources, context]))

/** Every permitted request against the policies. */
export const coverageOf = (replay: Replay, policies: CompiledPolicies) => {
  const notCovered: NotCovered[] = [...replay.unresolved.values()].map(({ request, reason }) => ({
    ...request,
    reason,
  }))
  let covered = 0
  for (const request of replay.permitted.values()) {
    if (isAllowed(request, policies)) covered += 1
    else notCovered.push({ ...request, reason: 'The record shows it as permitted, and the policies do not allow it.' })
  }
  for (const [action, resource] of replay.forms) {
    const form = { action, resources: [resource], context: {} }
    if (!isAllowed(form, policies))
      notCovered.push({
        ...form,
        reason:
          'More resources were used than the profile keeps by name, and this action is never given in general form.',
      })
  }
  return { covered, notCovered: notCovered.sort(byRequest) }
}

const atomsOf = (requests: Iterable<ObservedRequest>): ReadonlySet<string> => {
  const atoms = new Set<string>()
  for (const { action, resources } of requests) for (const resource of resources) atoms.add(`${action} ${resource}`)
  return atoms
}

/** What was only ever refused has to stay refused. */
export const deniedNowAllowed = (replay: Replay, policies: CompiledPolicies): readonly NotCovered[] => {
  const permitted = atomsOf(replay.permitted.values())
  return [...replay.denied.values()]
    .filter(({ action, resources }) => !resources.every((resource) => permitted.has(`${action} ${resource}`)))
    .filter((request) => isAllowed(request, policies))
    .map((request) => ({ ...request, reason: 'It was only ever refused, and the policies allow it.' }))
    .sort(byRequest)
}
