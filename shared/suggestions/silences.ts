import { coverageOf } from '#shared/activity/coverage.ts'
import type { Occurrence } from '#shared/activity/occurrence.ts'
import { occurrencesOf } from '#shared/activity/occurrences-of.ts'
import type { UsageProfile } from '#shared/activity/usage-profile.ts'
import { DAY_MS } from '#shared/facts/instant.ts'
import { byCodeUnit, byKey } from '#shared/facts/order.ts'
import { regularPause, silentStretches } from './silent-stretches.ts'

/** A part of the window in which the log of an account did not run, or cannot be shown to have run. */
export interface Silence {
  readonly account: string
  /** `hole`: calls may be missing. `doubt`: worth a sentence, and no reason to think so. */
  readonly kind: 'hole' | 'doubt'
  readonly sentence: string
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)
const dateTime = (at: number): string => `${new Date(at).toISOString().slice(0, 16)}Z`
const dayNumber = (day: string): number => Date.parse(day) / DAY_MS

/** Days of an account with any record, by Region; '' holds those of all. */
type DaysSeen = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<number>>>

const daysSeen = (profile: UsageProfile): DaysSeen => {
  const accounts = new Map<string, Map<string, Set<number>>>()
  for (const { account, region, days } of coverageOf(profile)) {
    const regions = accounts.get(account) ?? new Map<string, Set<number>>()
    accounts.set(account, regions)
    for (const place of ['', region]) {
      const seen = regions.get(place) ?? new Set<number>()
      for (const day of days) seen.add(dayNumber(day))
      regions.set(place, seen)
    }
  }
  return accounts
}

// An account that is worked in only now and then, or a handful of records: not every silent day is a day without a log.
const MOSTLY = 0.5
// So short a log is too short anyway.
const SHORT = 14
// A Region is called silent only where it is busy otherwise.
const BUSY = 0.8
const LONG_IN_A_REGION = 3

const spanOf = (days: readonly number[]): number => (days.at(-1) ?? 0) - (days[0] ?? 0) + 1

const sorted = (days: ReadonlySet<number>): readonly number[] => [...days].sort((a, b) => a - b)

const stretchWords = (from: number, to: number): string =>
  from === to ? `On ${dayOf(from * DAY_MS)}` : `From ${dayOf(from * DAY_MS)} to ${dayOf(to * DAY_MS)}`

const nameOf = (account: string): string => account || 'unknown'

const silentDays = (account: string, seen: ReadonlySet<number>): readonly Silence[] => {
  const days = sorted(seen)
  const span = spanOf(days)
  if (span === days.length || days.length === 0) return []
  if (days.length / span < MOSTLY || span < SHORT) {
    const [first = 0, last = 0] = [days[0], days.at(-1)]
    const sentence = `On ${span - days.length} of the ${span} days from ${dayOf(first * DAY_MS)} to ${dayOf(last * DAY_MS)} nothing was logged in account ${nameOf(account)}: these records may be a part of its log.`
    return [{ account, kind: 'doubt', sentence }]
  }
  const stretches = silentStretches(days)
  const usual = regularPause(stretches, span)
  return stretches
    .filter(({ from, to }) => to - from + 1 >= Math.max(1, 2 * usual))
    .map(({ from, to }) => ({
      account,
      kind: 'hole',
      sentence: `${stretchWords(from, to)} nothing at all was logged in account ${nameOf(account)}, though the log goes on after it.`,
    }))
}

const silentRegions = (account: string, regions: ReadonlyMap<string, ReadonlySet<number>>): readonly Silence[] => {
  const all = regions.get('') ?? new Set<number>()
  return [...regions].flatMap(([region, seen]) => {
    const days = sorted(seen)
    if (region === '' || days.length / spanOf(days) < BUSY) return []
    return silentStretches(days)
      .filter(({ from, to }) => to - from + 1 >= LONG_IN_A_REGION)
      .filter(({ from, to }) => all.has(from) && all.has(to))
      .map(({ from, to }) => ({
        account,
        kind: 'doubt' as const,
        sentence: `${stretchWords(from, to)} nothing was logged in ${region} of account ${nameOf(account)}, and other Regions went on.`,
      }))
  })
}

/** Calls name a trail by its name or by its ARN. */
const trailOf = ({ details }: Occurrence): string => {
  const name = details['name'] ?? details['trailName']
  return name === undefined ? 'A trail' : `Trail ${name.slice(name.lastIndexOf('/') + 1)}`
}

/** True if a record of the account lies between: another trail went on. */
const wentOn = (profile: UsageProfile, account: string, after: number, before: number): boolean =>
  [...profile.coverage.entries()].some(([key, { first, last }]) => {
    const [owner, , day] = JSON.parse(key) as [string, string, number]
    if (owner !== account) return false
    const inside = (at: number): boolean => at > after + BESIDE && at < before - BESIDE
    if (first === undefined || last === undefined) return inside(day * DAY_MS) && inside((day + 1) * DAY_MS)
    return inside(first) || inside(last)
  })

// What happens around the switch itself is still, or again, logged.
const BESIDE = 15 * 60_000

const STOPS: ReadonlySet<string> = new Set(['StopLogging', 'DeleteTrail'])
const STARTS: ReadonlySet<string> = new Set(['StartLogging', 'CreateTrail'])

const stopped = (profile: UsageProfile, change: Occurrence, until: Occurrence | undefined): Silence => {
  const { account, at = 0, eventName } = change
  const trail = trailOf(change)
  if (until?.at === undefined) {
    // Whatever comes later in the log another trail wrote; and where nothing comes, the window ends.
    const sentence = `${trail} was silenced by ${eventName} at ${dateTime(at)} and not started again in the log.`
    return { account, kind: 'doubt', sentence }
  }
  const isHole = until.at - at > 2 * BESIDE && !wentOn(profile, account, at, until.at)
  return {
    account,
    kind: isHole ? 'hole' : 'doubt',
    sentence: `${trail} did not log from ${dateTime(at)} to ${dateTime(until.at)}.`,
  }
}

const isSameTrail = (one: Occurrence, other: Occurrence): boolean =>
  one.account === other.account && (trailOf(one) === trailOf(other) || one.eventName === 'CreateTrail')

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

const changedSelectors = (change: Occurrence): Silence => ({
  account: change.account,
  kind: 'doubt',
  sentence: `The event selectors of ${lowerFirst(trailOf(change))} were changed at ${dateTime(change.at ?? 0)}: before, it may have taken less.`,
})

/** When trails were told to be silent, from their own log. */
const toldSilences = (profile: UsageProfile): readonly Silence[] => {
  const changes = occurrencesOf(profile, 'trail change').filter(
    ({ outcome, at }) => outcome === 'ok' && at !== undefined,
  )
  return changes.flatMap((change, index) => {
    if (change.eventName === 'PutEventSelectors') return [changedSelectors(change)]
    if (!STOPS.has(change.eventName)) return []
    const until = changes.slice(index + 1).find((other) => STARTS.has(other.eventName) && isSameTrail(other, change))
    return [stopped(profile, change, until)]
  })
}

/** What an account's log does not tell of its own window, each said once, in order. */
export const silencesOf = (profile: UsageProfile): readonly Silence[] => {
  const counted = [...daysSeen(profile)]
    .sort((a, b) => byCodeUnit(a[0], b[0]))
    .flatMap(([account, regions]) => [
      ...silentDays(account, regions.get('') ?? new Set()),
      ...silentRegions(account, regions),
    ])
  const told = [...toldSilences(profile)].sort(byKey(({ sentence }) => sentence))
  return [...new Map([...told, ...counted].map((silence) => [silence.sentence, silence])).values()]
}
