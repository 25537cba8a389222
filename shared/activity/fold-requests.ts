import type { ObservedRequest } from '#shared/facts/observed-request.ts'
import { byCodeUnit, byKey, sortedUnique } from '#shared/facts/order.ts'
import type { TrailRecord } from '#shared/facts/trail-record.ts'
import { combineFingerprints, fingerprint } from './fingerprint.ts'
import { actionUseOf } from './fold-row.ts'
import { parentOfResource } from './generalised-forms.ts'
import type { MappingOf, RowUse } from './record-row.ts'
import type { Seen } from './sightings.ts'
import { addValue, isFormTold, isValueBeyond } from './value-set.ts'
import { requestKeyOf, requestOfKey } from './request-key.ts'
import type { ActionUse, UsageProfile } from './usage-profile.ts'

/** What the catalogue made of a record, with the keys computed once. */
export interface Resolution {
  readonly actions: readonly string[]
  readonly mappedBy: string
  readonly requests: readonly KeyedRequest[]
  /** Fingerprints of the requests' keys, in the order of the requests. */
  readonly requestMarks: readonly number[]
  readonly resources: readonly string[]
}

export interface KeyedRequest {
  readonly key: string
  readonly rank: number
  readonly request: ObservedRequest
}

export const resolutionOf = (record: TrailRecord, requestsOf: MappingOf): Resolution => {
  const { actions, requests, mappedBy } = requestsOf(record)
  const keyed = keyedRequests(requests)
  return {
    actions: sortedUnique(actions),
    mappedBy,
    requests: keyed,
    requestMarks: keyed.map(({ rank }) => rank),
    resources: resourcesOf(record, requests),
  }
}

const keyedRequests = (requests: readonly ObservedRequest[]): readonly KeyedRequest[] => {
  const [only] = requests
  if (requests.length < 2) return only ? [keyedRequest(only)] : []
  const keyed = new Map(requests.map(keyedRequest).map((request) => [request.key, request]))
  return [...keyed.values()].sort(byKey(({ key }) => key))
}

const keyedRequest = (request: ObservedRequest): KeyedRequest => {
  const ordered = orderedRequest(request)
  const key = requestKeyOf(ordered)
  return { key, request: ordered, rank: fingerprint(key) }
}

const orderedRequest = ({ action, resources, context }: ObservedRequest): ObservedRequest => ({
  action,
  resources: sortedUnique(resources),
  context: orderedContext(context),
})

const NO_CONTEXT: ObservedRequest['context'] = {}
const orderedContext = (context: ObservedRequest['context']): ObservedRequest['context'] => {
  const entries = Object.entries(context)
  if (entries.length < 2) return entries.length === 0 ? NO_CONTEXT : context
  return Object.fromEntries(entries.sort((a, b) => byCodeUnit(a[0], b[0])))
}

const NO_RESOURCES: readonly string[] = []

const resourcesOf = (record: TrailRecord, requests: readonly ObservedRequest[]): readonly string[] => {
  const found: string[] = []
  for (const { arn, arnPrefix } of record.resources ?? []) {
    const named = arn ?? arnPrefix
    if (named !== undefined) found.push(named)
  }
  for (const { resources } of requests)
    for (const resource of resources) if (!resource.includes('*')) found.push(resource)
  return found.length === 0 ? NO_RESOURCES : sortedUnique(found)
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

export const foldResolution = (
  action: ActionUse,
  { outcome }: Pick<RowUse, 'outcome'>,
  resolution: Resolution,
  seen: Seen,
): void => {
  for (const name of resolution.actions) action.iamActions.add(name)
  action.mappedBy.add(resolution.mappedBy)
  for (const resource of resolution.resources) addValue(action.resources, resource, seen, parentOfResource)
  if (outcome === 'no-evidence') return
  for (const keyed of resolution.requests) {
    if (outcome === 'denied') addRequest(action.deniedRequests, keyed, seen)
    else addRequest(action.requests, keyed, seen, action)
  }
}

/** True if folding it would change nothing, now or later: what is kept is known, and the rest is beyond what is kept. */
export const isResolutionBeyond = (
  action: ActionUse,
  { outcome }: Pick<RowUse, 'outcome'>,
  { actions, mappedBy, resources, requests }: Resolution,
): boolean =>
  action.mappedBy.has(mappedBy) &&
  actions.every((name) => action.iamActions.has(name)) &&
  requests.every((keyed) => isRequestBeyond(action, outcome, keyed)) &&
  resources.every((resource) => isValueBeyond(action.resources, resource, parentOfResource))

const isRequestBeyond = (
  { requests, requestForms, deniedRequests }: ActionUse,
  outcome: RowUse['outcome'],
  { key, rank, request }: KeyedRequest,
): boolean => {
  if (outcome === 'no-evidence') return true
  if (outcome === 'denied') return deniedRequests.isBeyond(key, rank)
  return requests.isBeyond(key, rank) && formsOfRequest(request).every((form) => isFormTold(requestForms, form))
}

const addRequest = (
  to: ActionUse['requests'],
  { key, rank, request }: KeyedRequest,
  seen: Seen,
  formsOf?: ActionUse,
): void => {
  const evict = (evicted: string): void => {
    const forms = evicted === key ? formsOfRequest(request) : requestFormsOf(evicted)
    for (const form of forms) formsOf?.requestForms.add(form)
  }
  to.add(key, seen, formsOf && evict, rank)
}

const formsOfRequest = ({ action, resources }: Pick<ObservedRequest, 'action' | 'resources'>): readonly string[] =>
  resources.map((resource) => JSON.stringify([action, parentOfResource(resource)]))

export const requestFormsOf = (key: string): readonly string[] => formsOfRequest(requestOfKey(key))

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
    requests: resolution.requestMarks,
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
