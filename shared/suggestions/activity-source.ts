import { recordsUsed } from '#shared/activity/activity-document.ts'
import { coverageOf } from '#shared/activity/coverage.ts'
import type { Occurrence } from '#shared/activity/occurrence.ts'
import { occurrencesOf } from '#shared/activity/occurrences-of.ts'
import type { UsageProfile } from '#shared/activity/usage-profile.ts'
import { byCodeUnit } from '#shared/facts/order.ts'

/** Whether the log can carry a suggestion at all. */
export type ActivitySource =
  | { readonly state: 'none'; readonly reason: string }
  /** A part of the log was there and could not be read: what it holds may be use. */
  | { readonly state: 'holes'; readonly reasons: readonly string[] }
  | { readonly state: 'whole'; readonly gaps: readonly string[]; readonly window: ActivityWindow }

export interface ActivityWindow {
  readonly from: string | null
  readonly to: string | null
  readonly days: number
}

const DAY = 86_400_000
const isoOf = (at: number | undefined): string | null => (at === undefined ? null : new Date(at).toISOString())

export const windowOf = ({ window: { first, last } }: UsageProfile): ActivityWindow => ({
  from: isoOf(first),
  to: isoOf(last),
  days: first === undefined || last === undefined ? 0 : Math.floor(last / DAY) - Math.floor(first / DAY) + 1,
})

// A file that is something else altogether is no part of the log.
const isForeign = (reason: string): boolean => reason.startsWith('not CloudTrail')

const MOST_NAMED = 3

const holesOf = (profile: UsageProfile): readonly string[] => {
  const unreadable = profile.unreadable.entries().filter(([, reason]) => !isForeign(reason))
  const named = unreadable.slice(0, MOST_NAMED).map(([file, reason]) => `${file} (${reason})`)
  const rest = unreadable.length - named.length
  return [
    ...(unreadable.length === 0
      ? []
      : [
          `${unreadable.length} log files could not be read: ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}. Put whole copies in their place.`,
        ]),
    ...(profile.principals.overflowed
      ? [`The log names more than ${profile.principals.limit} principals: read it in parts.`]
      : []),
  ]
}

const trailOf = ({ details }: Occurrence): string => details['name'] ?? details['trailName'] ?? 'a trail'

const dateTime = (at: number | undefined): string =>
  at === undefined ? 'an unknown time' : `${new Date(at).toISOString().slice(0, 16)}Z`

/** When trails were told to be silent, from their own log; by trail. */
const silencesOf = (profile: UsageProfile): readonly string[] => {
  const stopped = new Map<string, Occurrence>()
  const sentences: string[] = []
  for (const change of occurrencesOf(profile, 'trail change')) {
    if (change.outcome !== 'ok') continue
    const trail = trailOf(change)
    const since = stopped.get(trail)
    if (change.eventName === 'StopLogging' || change.eventName === 'DeleteTrail') stopped.set(trail, since ?? change)
    if (change.eventName === 'StartLogging' && since !== undefined) {
      sentences.push(`${trail} did not log from ${dateTime(since.at)} to ${dateTime(change.at)}.`)
      stopped.delete(trail)
    }
    if (change.eventName === 'PutEventSelectors')
      sentences.push(
        `The event selectors of ${trail} were changed at ${dateTime(change.at)}: before, it may have taken less.`,
      )
  }
  for (const [trail, { eventName, at }] of stopped)
    sentences.push(`${trail} was silenced by ${eventName} at ${dateTime(at)} and not started again in the log.`)
  return sentences.sort(byCodeUnit)
}

/** Days between the first and the last of an account's log on which nothing at all was logged in any Region. */
const silentDays = (profile: UsageProfile): readonly string[] => {
  const days = new Map<string, Set<string>>()
  for (const cell of coverageOf(profile)) {
    const known = days.get(cell.account) ?? new Set<string>()
    for (const day of cell.days) known.add(day)
    days.set(cell.account, known)
  }
  return [...days]
    .sort((a, b) => byCodeUnit(a[0], b[0]))
    .flatMap(([account, seen]) => {
      const sorted = [...seen].sort(byCodeUnit)
      const [first, last] = [sorted[0], sorted.at(-1)]
      if (first === undefined || last === undefined) return []
      const span = Math.round((Date.parse(last) - Date.parse(first)) / DAY) + 1
      return span === seen.size
        ? []
        : [
            `On ${span - seen.size} of the ${span} days from ${first} to ${last} nothing was logged in account ${account || 'unknown'}.`,
          ]
    })
}

const unreadRecords = ({ skipped }: UsageProfile): readonly string[] =>
  ['malformed', 'not JSON', 'nested too deep'].flatMap((reason) => {
    const count = skipped.get(reason) ?? 0
    return count === 0 ? [] : [`${count} log records could not be read (${reason}): what they show is not known.`]
  })

export const activitySourceOf = (profile: UsageProfile): ActivitySource => {
  const holes = holesOf(profile)
  if (holes.length > 0) return { state: 'holes', reasons: holes }
  if (recordsUsed(profile) <= 0 || profile.principals.size === 0) {
    const read =
      profile.filesRead === 0
        ? 'there are no log files'
        : `${profile.filesRead} log files were read and none holds an API call`
    return { state: 'none', reason: `There is no activity to suggest from: ${read}.` }
  }
  const gaps = [...silencesOf(profile), ...silentDays(profile), ...unreadRecords(profile)]
  return { state: 'whole', gaps, window: windowOf(profile) }
}
