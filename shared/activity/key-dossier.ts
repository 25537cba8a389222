import { isoOf } from './activity-document.ts'
import { DAY_MS } from '#shared/facts/instant.ts'
import type { CallOutcome } from './outcome.ts'
import type { ValueSet } from './value-set.ts'
import type { AccessKeyUse, UsageProfile } from './usage-profile.ts'

export interface SeenValue {
  readonly value: string
  readonly count: number
  readonly first: string | null
  readonly last: string | null
}

/** What still uses this key: so that its owner can be found and rotation planned. */
export interface KeyDossier {
  readonly accessKeyId: string
  readonly principals: readonly string[]
  readonly first: string | null
  readonly last: string | null
  readonly days: readonly string[]
  readonly services: readonly SeenValue[]
  readonly calls: readonly (Omit<SeenValue, 'value'> & {
    readonly eventSource: string
    readonly eventName: string
    readonly outcome: CallOutcome
  })[]
  readonly sourceAddresses: readonly SeenValue[]
  readonly userAgents: readonly SeenValue[]
  readonly regions: readonly SeenValue[]
  /** Names of the lists that hold only a part, with general forms of the rest. */
  readonly overflow: Readonly<Record<string, readonly string[]>>
}

/** Undefined: the profile holds no use of the key. Whether that means "not used" is for the coverage ledger to say. */
export const keyDossier = (profile: UsageProfile, accessKeyId: string): KeyDossier | undefined => {
  const use = profile.accessKeys.get(accessKeyId)
  if (!use) return undefined
  const calls = seenValues(use.calls).map(({ value, ...seen }) => {
    const [eventSource, eventName, outcome] = JSON.parse(value) as [string, string, CallOutcome]
    return { eventSource, eventName, outcome, ...seen }
  })
  return {
    accessKeyId,
    principals: use.principals.values.keys(),
    first: isoOf(use.seen.first),
    last: isoOf(use.seen.last),
    days: use.days
      .keys()
      .map((day) => new Date(Number(day) * DAY_MS).toISOString().slice(0, 10))
      .sort(),
    services: servicesOf(calls),
    calls,
    sourceAddresses: seenValues(use.sourceAddresses),
    userAgents: seenValues(use.userAgents),
    regions: seenValues(use.regions),
    overflow: overflowOf(use),
  }
}

const seenValues = (set: ValueSet): readonly SeenValue[] =>
  set.values
    .entries()
    .map(([value, { count, first, last }]) => ({ value, count, first: isoOf(first), last: isoOf(last) }))

const servicesOf = (calls: KeyDossier['calls']): readonly SeenValue[] => {
  const services = new Map<string, SeenValue>()
  for (const { eventSource, count, first, last } of calls) {
    const known = services.get(eventSource)
    services.set(eventSource, {
      value: eventSource,
      count: (known?.count ?? 0) + count,
      first: earlier(known?.first ?? null, first),
      last: later(known?.last ?? null, last),
    })
  }
  return [...services.values()].sort((a, b) => (a.value < b.value ? -1 : 1))
}

const earlier = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b < a) ? b : a)
const later = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b > a) ? b : a)

const overflowOf = (use: AccessKeyUse): Readonly<Record<string, readonly string[]>> => {
  const overflow: Record<string, readonly string[]> = {}
  for (const name of ['calls', 'sourceAddresses', 'userAgents', 'regions', 'principals'] as const) {
    if (use[name].values.overflowed) overflow[name] = use[name].forms.keys()
  }
  return overflow
}
