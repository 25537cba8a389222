import type { ActivityPrincipal } from './attribution.ts'
import { BoundedSet } from './bounded-keys.ts'
import { BoundedMap } from './bounded-map.ts'
import { BoundedSightings } from './bounded-sightings.ts'
import { EventSketch } from './event-sketch.ts'
import type { Occurrence } from './occurrence.ts'
import { newSighting, type Sighting } from './sightings.ts'
import { newValueSet, type ValueSet } from './value-set.ts'

/** What bounds a profile. Whatever goes beyond is marked where it happened, and what stays does not depend on order. */
export const PROFILE_LIMITS = {
  principals: 20_000,
  actionsPerPrincipal: 2_000,
  requestsPerAction: 50,
  iamActionsPerAction: 40,
  valuesPerSet: 40,
  resourcesPerAction: 50,
  daysPerAction: 400,
  accessKeys: 10_000,
  callsPerAccessKey: 500,
  coverageCells: 100_000,
  occurrencesPerKindAndPrincipal: 100,
  occurrenceLists: 20_000,
  unreadableFiles: 1_000,
  exactEvents: 65_536,
} as const

/** The sets of values of an action and of an access key, in the order of the serialised form. */
export const ACTION_SETS = [
  'errorCodes',
  'resources',
  'regions',
  'sourceAddresses',
  'userAgents',
  'accessKeyIds',
] as const
export const KEY_SETS = ['principals', 'calls', 'regions', 'sourceAddresses', 'userAgents'] as const

/** One (principal, eventSource, eventName), apart by the service that acted and by AssumeRoot session. */
export interface ActionUse {
  readonly eventSource: string
  readonly eventName: string
  readonly invokedBy: string
  readonly privilegedTask: boolean
  ok: number
  /** Of `ok`: EC2 dry runs. */
  dryRun: number
  denied: number
  failed: number
  noEvidence: number
  undated: number
  readonly seen: Sighting
  readonly days: BoundedSightings
  readonly iamActions: BoundedSet
  readonly mappedBy: BoundedSet
  readonly errorCodes: ValueSet
  readonly resources: ValueSet
  readonly regions: ValueSet
  readonly sourceAddresses: ValueSet
  readonly userAgents: ValueSet
  readonly accessKeyIds: ValueSet
  readonly mfa: { yes: number; no: number; unknown: number }
  /** By the request's key (`request-key.ts`). From permitted calls only: succeeded, failed for another reason, dry run. */
  readonly requests: BoundedSightings
  /** `action resource` in general form of the permitted requests beyond the limit. */
  readonly requestForms: BoundedSet
  readonly deniedRequests: BoundedSightings
}

export interface PrincipalUse {
  /** Its `id` is empty: a recreated principal of the same name has several, in `ids`. */
  readonly principal: ActivityPrincipal
  readonly ids: ValueSet
  readonly actions: BoundedMap<ActionUse>
}

/** A long-lived access key's own trace, kept across principals and calls for its dossier. */
export interface AccessKeyUse {
  readonly accessKeyId: string
  readonly seen: Sighting
  /** Days since the epoch. */
  readonly days: BoundedSightings
  readonly principals: ValueSet
  /** `eventSource eventName outcome`. */
  readonly calls: ValueSet
  readonly regions: ValueSet
  readonly sourceAddresses: ValueSet
  readonly userAgents: ValueSet
}

/**
 * Who did what, from where. A commutative monoid: profiles of any parts of a log merge in any order to the same bytes.
 * Counts include every copy of an event; `copies` knows how many to take off (see EventSketch).
 */
export interface UsageProfile {
  readonly catalogue: string
  /** Names of the log objects that are folded in. */
  readonly ledger: Set<string>
  readonly window: Sighting
  recordsRead: number
  readonly skipped: Map<string, number>
  filesRead: number
  readonly filesSkipped: Map<string, number>
  readonly unreadable: BoundedMap<string>
  readonly principals: BoundedMap<PrincipalUse>
  readonly accessKeys: BoundedMap<AccessKeyUse>
  /** `account Region day kind`. */
  readonly coverage: BoundedSightings
  readonly occurrences: BoundedMap<BoundedMap<Occurrence>>
  readonly copies: EventSketch
}

/** `catalogue` names the version of the event mapping, so that a profile can be mapped again later. */
export const newUsageProfile = (catalogue = ''): UsageProfile => ({
  catalogue,
  ledger: new Set(),
  window: newSighting(),
  recordsRead: 0,
  skipped: new Map(),
  filesRead: 0,
  filesSkipped: new Map(),
  unreadable: new BoundedMap(PROFILE_LIMITS.unreadableFiles),
  principals: new BoundedMap(PROFILE_LIMITS.principals),
  accessKeys: new BoundedMap(PROFILE_LIMITS.accessKeys),
  coverage: new BoundedSightings(PROFILE_LIMITS.coverageCells),
  occurrences: new BoundedMap(PROFILE_LIMITS.occurrenceLists),
  copies: new EventSketch(PROFILE_LIMITS.exactEvents),
})

/** Days since the epoch; the latest are kept. */
const newDays = (): BoundedSightings => new BoundedSightings(PROFILE_LIMITS.daysPerAction, (day) => -Number(day))

/** Occurrences by themselves in JSON; the latest are kept. */
export const newOccurrenceList = (): BoundedMap<Occurrence> =>
  new BoundedMap(PROFILE_LIMITS.occurrencesPerKindAndPrincipal, (key) => -((JSON.parse(key) as Occurrence).at ?? 0))

export const newPrincipalUse = (principal: ActivityPrincipal): PrincipalUse => ({
  principal: { ...principal, id: '' },
  ids: newValueSet(8),
  actions: new BoundedMap(PROFILE_LIMITS.actionsPerPrincipal),
})

export const newActionUse = (
  key: Pick<ActionUse, 'eventSource' | 'eventName' | 'invokedBy' | 'privilegedTask'>,
): ActionUse => ({
  ...key,
  ok: 0,
  dryRun: 0,
  denied: 0,
  failed: 0,
  noEvidence: 0,
  undated: 0,
  seen: newSighting(),
  days: newDays(),
  iamActions: new BoundedSet(PROFILE_LIMITS.iamActionsPerAction),
  mappedBy: new BoundedSet(8),
  errorCodes: newValueSet(PROFILE_LIMITS.valuesPerSet),
  resources: newValueSet(PROFILE_LIMITS.resourcesPerAction),
  regions: newValueSet(PROFILE_LIMITS.valuesPerSet),
  sourceAddresses: newValueSet(PROFILE_LIMITS.valuesPerSet),
  userAgents: newValueSet(PROFILE_LIMITS.valuesPerSet),
  accessKeyIds: newValueSet(PROFILE_LIMITS.valuesPerSet),
  mfa: { yes: 0, no: 0, unknown: 0 },
  requests: new BoundedSightings(PROFILE_LIMITS.requestsPerAction),
  requestForms: new BoundedSet(PROFILE_LIMITS.valuesPerSet),
  deniedRequests: new BoundedSightings(PROFILE_LIMITS.valuesPerSet),
})

export const newAccessKeyUse = (accessKeyId: string): AccessKeyUse => ({
  accessKeyId,
  seen: newSighting(),
  days: newDays(),
  principals: newValueSet(8),
  calls: newValueSet(PROFILE_LIMITS.callsPerAccessKey),
  regions: newValueSet(PROFILE_LIMITS.valuesPerSet),
  sourceAddresses: newValueSet(PROFILE_LIMITS.valuesPerSet),
  userAgents: newValueSet(PROFILE_LIMITS.valuesPerSet),
})

/** JSON, because names may hold any separator. */
export const principalKey = ({ type, arn, account, pathUnknown }: ActivityPrincipal): string =>
  JSON.stringify([arn, type, account, pathUnknown ? 1 : 0])

export const actionKey = (use: Pick<ActionUse, 'eventSource' | 'eventName' | 'invokedBy' | 'privilegedTask'>): string =>
  JSON.stringify([use.eventSource, use.eventName, use.invokedBy, use.privilegedTask ? 1 : 0])
