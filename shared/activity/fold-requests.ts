import type { ObservedRequest } from '#shared/facts/observed-request.ts'
import { byCodeUnit, sortedUnique } from '#shared/facts/order.ts'
import type { TrailRecord } from '#shared/facts/trail-record.ts'
import { combineFingerprints, fingerprint } from './fingerprint.ts'
import { actionUseOf } from './fold-row.ts'
import { parentOfResource } from './generalised-forms.ts'
import type { RequestsOf, RowUse } from './record-row.ts'
import { addSighting, addValue, newSighting, type Seen } from './sightings.ts'
import { type ActionUse, type RequestUse, type UsageProfile } from './usage-profile.ts'

/** What the catalogue made of a record, with the keys computed once. */
export interface Resolution {
  readonly actions: readonly string[]
  readonly mappedBy: string
  readonly requests: readonly KeyedRequest[]
  readonly requestKeys: readonly string[]
  readonly resources: readonly string[]
}

export interface KeyedRequest {
  readonly key: string
  readonly rank: number
  readonly request: ObservedRequest
}

export const resolutionOf = (record: TrailRecord, requestsOf: RequestsOf): Resolution => {
  const { actions, requests, mappedBy } = requestsOf(record)
  const keyed = new Map<string, ObservedRequest>()
  for (const request of requests) {
    const ordered = orderedRequest(request)
    keyed.set(JSON.stringify([ordered.action, ordered.resources, Object.entries(ordered.context)]), ordered)
  }
  const list = [...keyed]
    .map(([key, request]) => ({ key, request, rank: fingerprint(key) }))
    .sort((a, b) => byCodeUnit(a.key, b.key))
  const requestKeys = list.map(({ key }) => key)
  return {
    actions: sortedUnique(actions),
    mappedBy,
    requests: list,
    requestKeys,
    resources: resourcesOf(record, requests),
  }
}

const orderedRequest = ({ action, resources, context }: ObservedRequest): ObservedRequest => ({
  action,
  resources: sortedUnique(resources),
  context: Object.fromEntries(Object.entries(context).sort((a, b) => byCodeUnit(a[0], b[0]))),
})

const resourcesOf = (record: TrailRecord, requests: readonly ObservedRequest[]): readonly string[] => {
  const named = (record.resources ?? [])
    .map(({ arn, arnPrefix }) => arn ?? arnPrefix)
    .filter((arn) => arn !== undefined)
  const asked = requests.flatMap((request) => request.resources.filter((resource) => !resource.includes('*')))
  return sortedUnique([...named, ...asked])
}

/** Adds what one record asked for, and notes the event so that a second copy of it is known. */
export const countEvent = (
  profile: UsageProfile,
  use: RowUse,
  event: { readonly at: number | undefined; readonly eventID: string; readonly resolution: Resolution },
): void => {
  const { at, eventID, resolution } = event
  const seen: Seen = { count: 1, first: at, last: at }
  const action = actionUseOf(profile, use)
  if (action) foldResolution(action, use, resolution, seen)
  if (eventID !== '') noteEvent(profile, use, event)
}

export const foldResolution = (action: ActionUse, use: RowUse, resolution: Resolution, seen: Seen): void => {
  for (const name of resolution.actions) action.iamActions.obtain(name, isPresent)
  action.mappedBy.obtain(resolution.mappedBy, isPresent)
  for (const resource of resolution.resources) addValue(action.resources, resource, seen, parentOfResource)
  if (use.outcome === 'no-evidence') return
  for (const keyed of resolution.requests) {
    if (use.outcome === 'denied') addRequest(action.deniedRequests, keyed, seen)
    else addRequest(action.requests, keyed, seen, action)
  }
}

const addRequest = (
  to: ActionUse['requests'],
  { key, rank, request }: KeyedRequest,
  seen: Seen,
  formsOf?: ActionUse,
): void => {
  const evict = (evicted: string): void => {
    const forms = evicted === key ? formsOfRequest(request) : requestFormsOf(evicted)
    for (const form of forms) formsOf?.requestForms.obtain(form, isPresent)
  }
  const kept = to.obtain(key, (): RequestUse => ({ request, ...newSighting() }), formsOf && evict, rank)
  if (kept) addSighting(kept, seen)
}

const formsOfRequest = ({ action, resources }: Pick<ObservedRequest, 'action' | 'resources'>): readonly string[] =>
  resources.map((resource) => JSON.stringify([action, parentOfResource(resource)]))

/** From the key itself, which is the request in JSON, so that eviction needs nothing else. */
export const requestFormsOf = (key: string): readonly string[] => {
  const [action, resources] = JSON.parse(key) as [string, readonly string[]]
  return formsOfRequest({ action, resources })
}

const noteEvent = (
  profile: UsageProfile,
  use: RowUse,
  {
    at,
    eventID,
    resolution,
  }: { readonly at: number | undefined; readonly eventID: string; readonly resolution: Resolution },
): void => {
  const id = combineFingerprints(fingerprint(eventID), rowFingerprint(use))
  const mark = combineFingerprints(id, at ?? -1)
  if (!profile.copies.wants(mark)) return
  profile.copies.add(mark, {
    copies: 1,
    principal: use.principalKey,
    action: use.actionKey,
    outcome: use.outcome,
    requests: resolution.requestKeys,
  })
}

const fingerprints = new WeakMap<RowUse, number>()
const rowFingerprint = (use: RowUse): number => {
  const known = fingerprints.get(use)
  if (known !== undefined) return known
  const made = fingerprint(`${use.principalKey}\n${use.actionKey}\n${use.outcome}`)
  fingerprints.set(use, made)
  return made
}

const isPresent = (): true => true
