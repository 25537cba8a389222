import { byKey } from '#shared/facts/order.ts'
import { type CoverageCell, coverageOf } from './coverage.ts'
import { type SurplusCopies, surplusCopiesOf } from './copies-of.ts'
import { countOutcome } from './fold-row.ts'
import type { CallOutcome } from './outcome.ts'
import { type RootUse, rootUseOf } from './root-use.ts'
import { requestOfKey } from './request-key.ts'
import type { Seen } from './sightings.ts'
import type { ValueSet } from './value-set.ts'
import {
  ACTION_SETS,
  actionKey,
  type ActionUse,
  type PrincipalUse,
  principalKey,
  type UsageProfile,
} from './usage-profile.ts'
import type { Occurrence } from './occurrence.ts'
import { occurrencesOf } from './occurrences-of.ts'

export interface ActionDocument {
  readonly eventSource: string
  readonly eventName: string
  /** The service that acted with the principal's permission; absent for its own hands. */
  readonly invokedBy?: string
  readonly privilegedTask?: true
  readonly iamActions: readonly string[]
  readonly mappedBy: readonly string[]
  readonly ok: number
  readonly denied: number
  readonly failed: number
  readonly dryRun: number
  /** Throttled, expired or badly signed: says nothing about permissions. */
  readonly noEvidence: number
  readonly undated: number
  readonly first: string | null
  readonly last: string | null
  readonly days: number
  readonly mfa: ActionUse['mfa']
  readonly errorCodes: readonly string[]
  readonly resources: readonly string[]
  readonly regions: readonly string[]
  readonly sourceAddresses: readonly string[]
  readonly userAgents: readonly string[]
  readonly accessKeyIds: readonly string[]
  readonly requests: readonly RequestDocument[]
  readonly deniedRequests: readonly RequestDocument[]
  /** Sets that hold only a part, with the general forms of what went beyond. */
  readonly overflow?: Readonly<Record<string, readonly string[]>>
}

export interface RequestDocument {
  readonly action: string
  readonly resources: readonly string[]
  readonly context: Readonly<Record<string, string>>
  readonly count: number
  readonly first: string | null
  readonly last: string | null
}

export interface PrincipalDocument {
  readonly arn: string
  readonly type: string
  readonly account: string
  readonly ids: readonly string[]
  readonly pathUnknown?: true
  readonly actions: readonly ActionDocument[]
  /** Calls that AWS services made with this principal's permission. */
  readonly servicesActing: readonly ActionDocument[]
}

export interface ActivityDocument {
  readonly records: { readonly read: number; readonly used: number; readonly skipped: Readonly<Record<string, number>> }
  readonly files: {
    readonly read: number
    readonly skipped: Readonly<Record<string, number>>
    readonly unreadable: readonly { readonly file: string; readonly reason: string }[]
  }
  readonly window: { readonly from: string | null; readonly to: string | null; readonly days: number }
  readonly principals: readonly PrincipalDocument[]
  readonly unmapped: readonly { readonly eventSource: string; readonly eventName: string; readonly count: number }[]
  readonly rootUse: RootUse
  readonly trailChanges: readonly Occurrence[]
  readonly coverage: readonly CoverageCell[]
  /** What did not fit, or could not be told apart. Empty when the profile is whole. */
  readonly limits: readonly string[]
}

/** The JSON of `credaudit activity`. */
export const activityDocument = (
  profile: UsageProfile,
  options: { readonly principal?: string; readonly accessKeyId?: string } = {},
): ActivityDocument => {
  const surplus = surplusCopiesOf(profile)
  const principals = profile.principals
    .values()
    .filter(({ principal }) => options.principal === undefined || principal.arn === options.principal)
    .map((use) => principalDocument(use, surplus, options.accessKeyId))
    .filter(
      ({ actions, servicesActing }) => options.accessKeyId === undefined || actions.length + servicesActing.length > 0,
    )
  const skipped = skippedOf(profile, surplus)
  return {
    records: { read: profile.recordsRead, used: profile.recordsRead - sum(Object.values(skipped)), skipped },
    files: {
      read: profile.filesRead,
      skipped: sortedCounts(profile.filesSkipped),
      unreadable: profile.unreadable.entries().map(([file, reason]) => ({ file, reason })),
    },
    window: windowOf(profile),
    principals,
    unmapped: unmappedOf(profile),
    rootUse: rootUseOf(profile),
    trailChanges: occurrencesOf(profile, 'trail change'),
    coverage: coverageOf(profile),
    limits: limitsOf(profile, surplus),
  }
}

/** How many records counted for something: `read` less every reason to skip. */
export const recordsUsed = (profile: UsageProfile): number =>
  profile.recordsRead - sum(Object.values(skippedOf(profile, surplusCopiesOf(profile))))

const skippedOf = (profile: UsageProfile, surplus: SurplusCopies): Readonly<Record<string, number>> =>
  sortedCounts(surplus.total === 0 ? profile.skipped : new Map([...profile.skipped, ['duplicate', surplus.total]]))

const sortedCounts = (counts: ReadonlyMap<string, number>): Readonly<Record<string, number>> =>
  Object.fromEntries([...counts].sort(byKey(([reason]) => reason)))

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

export const isoOf = (at: number | undefined): string | null => (at === undefined ? null : new Date(at).toISOString())

const windowOf = ({ window: { first, last } }: UsageProfile): ActivityDocument['window'] => ({
  from: isoOf(first),
  to: isoOf(last),
  days:
    first === undefined || last === undefined ? 0 : Math.floor(last / 86_400_000) - Math.floor(first / 86_400_000) + 1,
})

const principalDocument = (
  use: PrincipalUse,
  surplus: SurplusCopies,
  accessKeyId: string | undefined,
): PrincipalDocument => {
  const { arn, type, account, pathUnknown } = use.principal
  const key = principalKey(use.principal)
  const actions = use.actions
    .values()
    .filter((action) => accessKeyId === undefined || action.accessKeyIds.values.get(accessKeyId) !== undefined)
    .map((action) => actionDocument(action, key, surplus))
  return {
    arn,
    type,
    account,
    ids: use.ids.values.keys(),
    ...(pathUnknown && { pathUnknown }),
    actions: actions.filter(({ invokedBy }) => invokedBy === undefined),
    servicesActing: actions.filter(({ invokedBy }) => invokedBy !== undefined),
  }
}

const actionDocument = (use: ActionUse, principal: string, surplus: SurplusCopies): ActionDocument => {
  const overflow = overflowOf(use)
  return {
    eventSource: use.eventSource,
    eventName: use.eventName,
    ...(use.invokedBy !== '' && { invokedBy: use.invokedBy }),
    ...(use.privilegedTask && { privilegedTask: true }),
    iamActions: use.iamActions.keys(),
    mappedBy: use.mappedBy.keys(),
    ...countsOf(use, principal, surplus),
    undated: use.undated,
    first: isoOf(use.seen.first),
    last: isoOf(use.seen.last),
    days: use.days.size,
    mfa: use.mfa,
    errorCodes: use.errorCodes.values.keys(),
    resources: use.resources.values.keys(),
    regions: use.regions.values.keys(),
    sourceAddresses: use.sourceAddresses.values.keys(),
    userAgents: use.userAgents.values.keys(),
    accessKeyIds: use.accessKeyIds.values.keys(),
    requests: use.requests
      .entries()
      .map(([key, seen]) => requestDocument(key, seen, surplus.ofRequest(principal, actionKey(use), key))),
    deniedRequests: use.deniedRequests.entries().map(([key, seen]) => requestDocument(key, seen, 0)),
    ...(Object.keys(overflow).length > 0 && { overflow }),
  }
}

type Counts = Pick<ActionUse, 'ok' | 'dryRun' | 'denied' | 'failed' | 'noEvidence'>

/** The counts of distinct events: every copy counted, less the surplus ones. */
export const countsOf = (use: ActionUse, principal: string, surplus: SurplusCopies): Readonly<Counts> => {
  const { ok, dryRun, denied, failed, noEvidence } = use
  const counts: Counts = { ok, dryRun, denied, failed, noEvidence }
  for (const [outcome, copies] of surplus.ofAction(principal, actionKey(use)) ?? [])
    countOutcome(counts, outcome as CallOutcome, -copies)
  return counts
}

const requestDocument = (key: string, seen: Seen, surplus: number): RequestDocument => ({
  ...requestOfKey(key),
  count: seen.count - surplus,
  first: isoOf(seen.first),
  last: isoOf(seen.last),
})

const overflowOf = (use: ActionUse): Readonly<Record<string, readonly string[]>> => {
  const overflow: Record<string, readonly string[]> = {}
  for (const name of ACTION_SETS) if (use[name].values.overflowed) overflow[name] = formsOf(use[name])
  if (use.requests.overflowed) overflow['requests'] = use.requestForms.keys()
  if (use.days.overflowed) overflow['days'] = []
  return overflow
}

const formsOf = (set: ValueSet): readonly string[] => (set.forms.overflowed ? ['*'] : set.forms.keys())

/** Marks of the catalogue for "this pair is not known". */
export const UNMAPPED = 'unmapped'

const unmappedOf = (profile: UsageProfile): ActivityDocument['unmapped'] => {
  const pairs = new Map<string, { eventSource: string; eventName: string; count: number }>()
  for (const { actions } of profile.principals.values()) {
    for (const use of actions.values()) {
      if (!use.mappedBy.has(UNMAPPED)) continue
      const key = JSON.stringify([use.eventSource, use.eventName])
      const pair = pairs.get(key) ?? { eventSource: use.eventSource, eventName: use.eventName, count: 0 }
      pair.count += use.ok + use.denied + use.failed
      pairs.set(key, pair)
    }
  }
  return [...pairs].sort(byKey(([key]) => key)).map(([, pair]) => pair)
}

const limitsOf = (profile: UsageProfile, surplus: SurplusCopies): readonly string[] => [
  ...(surplus.exact
    ? []
    : [
        'More events were read than can be told apart one by one: copies of an event are found in an even sample only.',
      ]),
  ...(profile.principals.overflowed
    ? [`More than ${profile.principals.limit} principals: the others are not in the profile.`]
    : []),
  ...(profile.accessKeys.overflowed
    ? [`More than ${profile.accessKeys.limit} access keys: the others have no dossier.`]
    : []),
  ...(profile.coverage.overflowed
    ? ['The coverage ledger is full: days that are missing from it may have been seen.']
    : []),
  ...(profile.unreadable.overflowed
    ? [`More than ${profile.unreadable.limit} files could not be read: only a part is named.`]
    : []),
]
