import { accountsSeen } from '#shared/activity/accounts-seen.ts'
import type { UsageProfile } from '#shared/activity/usage-profile.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import { DAY_MS } from '#shared/facts/instant.ts'
import { byCodeUnit } from '#shared/facts/order.ts'
import { type Outcome, pass, unknown } from '../outcome.ts'

export const noActivityWords = ({ noActivity }: AccountFacts): string =>
  noActivity ?? 'there is no CloudTrail activity in the evidence'

const MANAGEMENT = ['management read', 'management write']

/** Days since the epoch on which each kind of event was seen, by account and Region. */
type Ledger = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<number>>>

const ledgers = new WeakMap<UsageProfile, Ledger>()

const ledgerOf = (activity: UsageProfile): Ledger => {
  const made = ledgers.get(activity)
  if (made) return made
  const ledger = new Map<string, Map<string, Set<number>>>()
  for (const key of activity.coverage.keys()) {
    const [account, region, day, kind] = JSON.parse(key) as [string, string, number, string]
    for (const place of [placeOf(account, region), placeOf(account, '*')]) {
      const kinds = ledger.get(place) ?? new Map<string, Set<number>>()
      const days = kinds.get(kind) ?? new Set<number>()
      ledger.set(place, kinds.set(kind, days.add(day)))
    }
  }
  ledgers.set(activity, ledger)
  return ledger
}

const placeOf = (account: string, region: string): string => JSON.stringify([account, region])

/** Where IAM, STS's global endpoint and the root user's sign-ins are recorded (CloudTrail user guide, "Global service events"). */
const HOME_REGIONS: ReadonlyMap<string, string> = new Map([
  ['aws', 'us-east-1'],
  ['aws-cn', 'cn-north-1'],
  ['aws-us-gov', 'us-gov-west-1'],
  ['aws-eusc', 'eusc-de-east-1'],
  ['aws-iso', 'us-iso-east-1'],
  ['aws-iso-b', 'us-isob-east-1'],
])

/** The account that is judged; where the evidence does not name it, the only one of which the log tells. */
const watchedAccount = (activity: UsageProfile, account: AccountFacts): string | undefined => {
  if (account.id.state === 'known') return account.id.value
  const seen = new Set([...ledgerOf(activity).keys()].map((place) => (JSON.parse(place) as [string, string])[0]))
  const [only] = seen
  return seen.size === 1 ? only : undefined
}

export const dayOf = (at: Date | number): number => Math.floor((typeof at === 'number' ? at : at.getTime()) / DAY_MS)
export const dateOfDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)

/**
 * True where a write in this Region would have been seen. A day with reads only counts as a quiet day of a trail that logs
 * writes, where it logged some on another day; changes of what a trail selects have a rule of their own.
 */
const watchedOn = (activity: UsageProfile, account: string, region: string): ((day: number) => boolean) => {
  const kinds = ledgerOf(activity).get(placeOf(account, region))
  const writes = kinds?.get('management write')
  if (writes === undefined) return () => false
  return (day) => MANAGEMENT.some((kind) => kinds?.get(kind)?.has(day) === true)
}

/** Was anything of the account seen on the day, in any Region? Of any account, where nothing says which one is judged. */
export const accountSeenOn = (activity: UsageProfile, account: AccountFacts): ((day: number) => boolean) => {
  const id = watchedAccount(activity, account)
  if (id !== undefined) return watchedOn(activity, id, '*')
  const watches = accountsSeen(activity).map((seen) => watchedOn(activity, seen.id, '*'))
  return (day) => watches.some((seenOn) => seenOn(day))
}

export interface Watch {
  readonly now: Date
  /** Whole days before today; today's log is still arriving. */
  readonly days: number
  /** `home`: IAM, and root's sign-ins. `everywhere`: what may be recorded in any Region. */
  readonly where: 'home' | 'everywhere'
}

const unwatchedDays = (seenOn: (day: number) => boolean, { now, days }: Watch): readonly string[] => {
  const today = dayOf(now)
  return Array.from({ length: days }, (_, index) => today - days + index)
    .filter((day) => !seenOn(day))
    .map(dateOfDay)
}

const MOST_NAMED = 5

const listWords = (dates: readonly string[]): string =>
  dates.length <= MOST_NAMED
    ? dates.join(', ')
    : `${dates.slice(0, MOST_NAMED).join(', ')} and ${dates.length - MOST_NAMED} more`

const seenRegions = (activity: UsageProfile, account: string): readonly string[] =>
  [...ledgerOf(activity).keys()]
    .map((place) => JSON.parse(place) as [string, string])
    .filter(([id, region]) => id === account && region !== '*')
    .map(([, region]) => region)
    .sort(byCodeUnit)

const hasTrailOfAllRegions = ({ trails }: AccountFacts): boolean =>
  trails.state === 'known' &&
  trails.value.some(({ isMultiRegion, isLogging }) => isMultiRegion && isLogging.state === 'known' && isLogging.value)

/** Nothing was seen: a pass where it would have been seen, else not assessed with the gap. */
export const quiet = (activity: UsageProfile | undefined, account: AccountFacts, watch: Watch): Outcome => {
  if (activity === undefined) return unknown(noActivityWords(account))
  const id = watchedAccount(activity, account)
  if (id === undefined) return unknown('the evidence does not say which of the accounts in the log is judged')
  const home = HOME_REGIONS.get(account.partition)
  if (home === undefined)
    return unknown(`where partition ${account.partition} records IAM and sign-ins is not known to this version`)
  const missing = unwatchedDays(watchedOn(activity, id, home), watch)
  if (missing.length > 0) {
    return unknown(
      `none was seen, but the log holds no management events of ${home} for ${missing.length} of the ${watch.days} days before today (${listWords(missing)})`,
    )
  }
  if (watch.where === 'home' || hasTrailOfAllRegions(account)) return pass
  return unknown(
    `none was seen in ${seenRegions(activity, id).join(', ')}, but no trail is known to log in all Regions, and it may have been elsewhere`,
  )
}
