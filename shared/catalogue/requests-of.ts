import { serviceOfAction } from '#shared/facts/action-name.ts'
import { isJsonObject } from '#shared/facts/json.ts'
import type { ObservedRequest } from '#shared/facts/observed-request.ts'
import type { TrailRecord } from '#shared/facts/trail-record.ts'
import { accessLevelOf, canonicalActionOf } from './actions.ts'
import { callOf, placeOf } from './events/call.ts'
import type { Call, Place } from './events/call.ts'
import { chooseRival } from './events/choose-rival.ts'
import { lookedAtOf } from './events/looked-at.ts'
import { mapEvent } from './events/map-event.ts'
import type { Confidence, EventMapping, MappedBy } from './events/map-event.ts'
import { nonApiKindOf } from './events/non-api-events.ts'
import { denialOf, isDenial } from './needs/denial.ts'
import type { Denial } from './needs/denial.ts'
import { calledViaOf } from './needs/forward-access.ts'
import { passedRolesOf } from './needs/passed-roles.ts'
import { provedContextOf } from './needs/proved-context.ts'
import { tagOnCreateOf } from './needs/tag-on-create.ts'
import { mayUseBeside, usedBesideOf } from './needs/used-beside.ts'
import { templatesOfAction } from './resources/action-templates.ts'
import { apiGatewayRequestsOf } from './resources/api-gateway-resources.ts'
import { escapeForPolicy } from './resources/policy-text.ts'
import { scopeOf } from './events/scope.ts'
import { resourcesOfAction } from './resources/resources-of-action.ts'

/** What one CloudTrail record stands for: the requests that IAM was asked, and how that is known. */
export interface MappedRecord {
  /** Every action of the requests. Without requests: the candidates, where the record hides which of them it was. */
  readonly actions: readonly string[]
  /** Each resource of a request has to be allowed, not one of them. Empty: nothing was asked, or nothing can be said. */
  readonly requests: readonly ObservedRequest[]
  readonly mappedBy: MappedBy
  readonly confidence: Confidence
  readonly notes: readonly string[]
}

const notACall = (kind: string): MappedRecord => ({
  actions: [],
  requests: [],
  mappedBy: 'not-an-api-call',
  confidence: 'high',
  notes: [`The record is ${kind}.`],
})
const kinds = new Map<string, MappedRecord>()
const notACallOf = (kind: string): MappedRecord => {
  const known = kinds.get(kind) ?? notACall(kind)
  kinds.set(kind, known)
  return known
}

/** Mappings whose answer is the same for every record: nothing asked, or reads that accept only `*`. */
const constants = new WeakMap<EventMapping, MappedRecord | 'varies'>()

const isConstant = (mapping: EventMapping): boolean =>
  mapping.also.length === 0 &&
  mapping.choice === undefined &&
  mapping.rivals.length === 0 &&
  mapping.mappedBy !== 'api-gateway' &&
  mapping.actions.every((action) => {
    const level = accessLevelOf(action)
    return (level === 'List' || level === 'Read') && templatesOfAction(action).length === 0 && !mayUseBeside(action)
  })

const constantOf = (mapping: EventMapping): MappedRecord | 'varies' => {
  const known = constants.get(mapping)
  if (known !== undefined) return known
  const { actions, mappedBy, confidence, notes } = mapping
  const requests = actions.map((action) => ({ action, resources: ['*'], context: {} }))
  const constant = isConstant(mapping) ? { actions, requests, mappedBy, confidence, notes } : 'varies'
  constants.set(mapping, constant)
  return constant
}

const ownRequests = (actions: readonly string[], call: Call): readonly ObservedRequest[] =>
  actions.map((action) => ({ action, resources: resourcesOfAction(action, call), context: {} }))

const withContext = (request: ObservedRequest, call: Call): ObservedRequest => {
  const proved = provedContextOf(request.action, call)
  return proved === undefined ? request : { ...request, context: { ...proved, ...request.context } }
}

const actionsOfCall = (mapping: EventMapping, call: Call): readonly string[] => {
  if (mapping.choice !== undefined)
    return mapping.choice.chosen(call).filter((action) => canonicalActionOf(action) === action)
  if (mapping.actions.length === 1 && mapping.also.length === 0 && mapping.rivals.length === 0) return mapping.actions
  const also = mapping.also.filter((row) => row.isNeeded(call)).map((row) => row.action)
  return [...new Set([...chooseRival(mapping.actions, mapping.rivals, call), ...also])]
}

// CloudTrail leaves parameters out when a record would become too large, and says so.
const isCut = (record: TrailRecord): boolean =>
  record.addendum !== undefined ||
  (isJsonObject(record.requestParameters) && record.requestParameters['omitted'] === true)

const namesOf = (requests: readonly ObservedRequest[]): readonly string[] => {
  const actions = requests.map(({ action }) => action)
  return actions.length < 2 ? actions : [...new Set(actions)]
}

/** The requests, then those that they bring with them; each with what the record proves about it. */
const withNeeds = (own: readonly ObservedRequest[], call: Call): readonly ObservedRequest[] => {
  const requests = own.map((request) => withContext(request, call))
  for (const { action } of own) {
    for (const request of tagOnCreateOf(action, call)) requests.push(withContext(request, call))
    for (const request of usedBesideOf(action, call)) requests.push(withContext(request, call))
    for (const request of passedRolesOf(action, call)) requests.push(withContext(request, call))
  }
  return requests
}

/** What the fields that the records of a scope share decide about all of them. */
interface Scope {
  readonly mapping: EventMapping
  readonly place: Place
  /** The answer for every record that is no denial; undefined where the parameters decide. */
  readonly answer: MappedRecord | undefined
  readonly isDenied: boolean
}

const scopeFor = (record: TrailRecord): Scope => {
  const kind = nonApiKindOf(record.eventType, record.eventCategory)
  const mapping = mapEvent(record.eventSource ?? '', record.eventName ?? '')
  const place = placeOf(record)
  if (kind !== undefined) return { mapping, place, answer: notACallOf(kind), isDenied: false }
  const constant = constantOf(mapping)
  const isConstant = constant !== 'varies' && (constant.requests.length === 0 || calledViaOf(record) === undefined)
  return {
    mapping,
    place,
    answer: isConstant ? constant : undefined,
    isDenied: isDenial(record.errorCode, record.eventSource),
  }
}

const permitted = ({ mapping, place }: Scope, record: TrailRecord): MappedRecord => {
  const call = callOf(record, place)
  const actions = actionsOfCall(mapping, call)
  const { mappedBy, notes } = mapping
  if (actions.length === 0) {
    const hidden = 'The record does not show which of these it was: none is assumed.'
    return { actions: mapping.actions, requests: [], mappedBy, confidence: 'low', notes: [...notes, hidden] }
  }
  const own = mappedBy === 'api-gateway' ? apiGatewayRequestsOf(mapping.callName, call) : ownRequests(actions, call)
  const requests = withNeeds(own, call)
  const cut = isCut(record)
  return {
    actions: namesOf(requests),
    requests,
    mappedBy,
    confidence: cut ? 'low' : mapping.confidence,
    notes: cut ? [...notes, 'CloudTrail left parameters out: the resources may be wider than what was used.'] : notes,
  }
}

// Of what does not exist yet a denial says `instance/*`: all of the type. Elsewhere a `*` is a character of a name.
const asAsked = (resource: string): string =>
  /[/:]\*$/u.test(resource) ? `${escapeForPolicy(resource.slice(0, -1))}*` : escapeForPolicy(resource)

// Another service's action is not about what this call's names name: an object's key is no KMS key.
const withArnsOnly = (record: TrailRecord, call: Call): TrailRecord => ({
  ...record,
  requestParameters: { arns: [...call.parameters.arns] },
})

const isOfCall = (action: string, { actions }: EventMapping): boolean =>
  actions.length === 0 || actions.some((own) => serviceOfAction(own) === serviceOfAction(action))

const refusedResources = (
  action: string,
  { resource, entity }: Denial,
  { mapping, place }: Scope,
  record: TrailRecord,
): readonly string[] => {
  if (resource !== undefined) return [resource === '*' ? '*' : asAsked(resource)]
  if (entity !== undefined && serviceOfAction(action) === 'iam')
    return [`arn:${place.partition}:iam::${place.account}:${escapeForPolicy(entity)}`]
  const call = callOf(record, place)
  return resourcesOfAction(action, isOfCall(action, mapping) ? call : callOf(withArnsOnly(record, call), place))
}

const refused = (denial: Denial, scope: Scope, record: TrailRecord): MappedRecord | undefined => {
  const action = canonicalActionOf(denial.action)
  if (action === undefined) return undefined
  const { mapping, place } = scope
  const other = mapping.actions.length > 0 && !mapping.actions.includes(action)
  const notes = [`The denial itself names ${action}.`]
  if (other)
    notes.push(`The call is ${mapping.actions.join(', ')}; what was refused is another permission that it needs.`)

  const request = { action, resources: refusedResources(action, denial, scope, record), context: {} }
  return {
    actions: [action],
    requests: [withContext(request, callOf(record, place))],
    mappedBy: 'denial-text',
    confidence: 'high',
    notes,
  }
}

const mapWithin = (scope: Scope, record: TrailRecord): MappedRecord => {
  const denial = scope.isDenied ? denialOf(record) : undefined
  const fromText = denial === undefined ? undefined : refused(denial, scope, record)
  return fromText ?? scope.answer ?? permitted(scope, record)
}

/**
 * The authorization requests that a CloudTrail record stands for. A refused call gives what its message names, as far as it names it; whether
 * the record is evidence of use at all (denied, throttled, an AWS service's own call) is the caller's to judge.
 */
export const requestsOf = (record: TrailRecord): MappedRecord => mapWithin(scopeFor(record), record)
requestsOf.scopeOf = scopeOf
requestsOf.lookedAtOf = lookedAtOf

/** The same mapping for other records of the scope, with what they share decided once. */
requestsOf.within = (shared: TrailRecord): ((record: TrailRecord) => MappedRecord) => {
  const scope = scopeFor(shared)
  return (record) => mapWithin(scope, record)
}
