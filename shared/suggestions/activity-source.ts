import { recordsUsed } from '#shared/activity/activity-document.ts'
import { addSighting, newSighting } from '#shared/activity/sightings.ts'
import type { UsageProfile } from '#shared/activity/usage-profile.ts'
import { DAY_MS } from '#shared/facts/instant.ts'
import { type Silence, silencesOf } from './silences.ts'

/** Whether the log can carry a suggestion at all. */
export type ActivitySource =
  | { readonly state: 'none'; readonly reason: string }
  /** A part of the log was there and could not be read: what it holds may be use. */
  | { readonly state: 'holes'; readonly reasons: readonly string[] }
  | {
      readonly state: 'whole'
      readonly gapsOf: (account: string) => readonly string[]
      readonly windowOf: (account: string) => ActivityWindow
      /** By account: when its log did not run. For its principals it is as if a part could not be read. */
      readonly silent: ReadonlyMap<string, readonly string[]>
    }

export interface ActivityWindow {
  readonly from: string | null
  readonly to: string | null
  readonly days: number
  /** Of these days, on how many anything was logged. */
  readonly logged: number
}

const isoOf = (at: number | undefined): string | null => (at === undefined ? null : new Date(at).toISOString())

/** The part of the log that is an account's own: folders hold logs of several, which need not begin and end together. */
export const windowOf = (profile: UsageProfile, account: string): ActivityWindow => {
  const window = newSighting()
  const days = new Set<number>()
  for (const [key, sighting] of profile.coverage.entries()) {
    const [owner, , day] = JSON.parse(key) as [string, string, number]
    if (owner !== account) continue
    days.add(day)
    addSighting(window, { count: 0, first: sighting.first ?? day * DAY_MS, last: sighting.last ?? day * DAY_MS })
  }
  const { first, last } = days.size === 0 ? profile.window : window
  const span =
    first === undefined || last === undefined ? 0 : Math.floor(last / DAY_MS) - Math.floor(first / DAY_MS) + 1
  return { from: isoOf(first), to: isoOf(last), days: span, logged: days.size }
}

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

const unreadRecords = ({ skipped }: UsageProfile): readonly string[] =>
  ['malformed', 'not JSON', 'nested too deep'].flatMap((reason) => {
    const count = skipped.get(reason) ?? 0
    if (count === 0) return []
    const records = count === 1 ? '1 log record' : `${count} log records`
    return [`${records} could not be read (${reason}): what is in ${count === 1 ? 'it' : 'them'} is not known.`]
  })

const holesByAccount = (silences: readonly Silence[]): ReadonlyMap<string, readonly string[]> => {
  const accounts = new Map<string, readonly string[]>()
  for (const { account, kind, sentence } of silences)
    if (kind === 'hole') accounts.set(account, [...(accounts.get(account) ?? []), sentence])
  return accounts
}

/** With `acceptGaps` somebody says that nothing else was done while the log was silent: holes are then doubts. */
export const activitySourceOf = (profile: UsageProfile, acceptGaps = false): ActivitySource => {
  const holes = holesOf(profile)
  if (holes.length > 0 && !acceptGaps) return { state: 'holes', reasons: holes }
  if (recordsUsed(profile) <= 0 || profile.principals.size === 0) {
    const read =
      profile.filesRead === 0
        ? 'there are no log files'
        : `${profile.filesRead} log files were read and none holds an API call`
    return { state: 'none', reason: `There is no activity to suggest from: ${read}.` }
  }
  const silences = silencesOf(profile)
  const doubts = silences.filter(({ kind }) => acceptGaps || kind === 'doubt')
  const unread = unreadRecords(profile)
  return {
    state: 'whole',
    gapsOf: (account) => [
      ...holes,
      ...doubts.filter((doubt) => doubt.account === account).map(({ sentence }) => sentence),
      ...unread,
    ],
    windowOf: remembered((account) => windowOf(profile, account)),
    silent: acceptGaps ? new Map<string, readonly string[]>() : holesByAccount(silences),
  }
}

const remembered = <T>(answer: (account: string) => T): ((account: string) => T) => {
  const known = new Map<string, T>()
  return (account) => {
    const found = known.get(account) ?? answer(account)
    known.set(account, found)
    return found
  }
}
