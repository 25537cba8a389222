import { recordsUsed } from '#shared/activity/activity-document.ts'
import type { UsageProfile } from '#shared/activity/usage-profile.ts'
import { type Silence, silencesOf } from './silences.ts'

/** Whether the log can carry a suggestion at all. */
export type ActivitySource =
  | { readonly state: 'none'; readonly reason: string }
  /** A part of the log was there and could not be read: what it holds may be use. */
  | { readonly state: 'holes'; readonly reasons: readonly string[] }
  | {
      readonly state: 'whole'
      readonly gaps: readonly string[]
      readonly window: ActivityWindow
      /** By account: when its log did not run. For its principals it is as if a part could not be read. */
      readonly silent: ReadonlyMap<string, readonly string[]>
    }

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

const unreadRecords = ({ skipped }: UsageProfile): readonly string[] =>
  ['malformed', 'not JSON', 'nested too deep'].flatMap((reason) => {
    const count = skipped.get(reason) ?? 0
    return count === 0 ? [] : [`${count} log records could not be read (${reason}): what they show is not known.`]
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
  if (holes.length > 0) return { state: 'holes', reasons: holes }
  if (recordsUsed(profile) <= 0 || profile.principals.size === 0) {
    const read =
      profile.filesRead === 0
        ? 'there are no log files'
        : `${profile.filesRead} log files were read and none holds an API call`
    return { state: 'none', reason: `There is no activity to suggest from: ${read}.` }
  }
  const silences = silencesOf(profile)
  const doubts = silences.filter(({ kind }) => acceptGaps || kind === 'doubt').map(({ sentence }) => sentence)
  const silent = acceptGaps ? new Map<string, readonly string[]>() : holesByAccount(silences)
  return { state: 'whole', gaps: [...doubts, ...unreadRecords(profile)], window: windowOf(profile), silent }
}
