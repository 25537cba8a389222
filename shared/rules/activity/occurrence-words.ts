import type { Occurrence } from '#shared/activity/occurrence.ts'
import { matchesGlob } from '#shared/facts/glob.ts'
import { isOlderThan } from '#shared/facts/instant.ts'
import type { JsonValue } from '#shared/facts/json.ts'

/** What happened within so many days; what bears no time is never dropped. */
export const recentOf = (occurrences: readonly Occurrence[], days: number, now: Date): readonly Occurrence[] =>
  occurrences.filter(({ at }) => at === undefined || !isOlderThan(new Date(at), days, now))

/** Leaves out what principals did whose ARN fits one of these patterns: it is their task. */
export const withoutThoseBy = (
  occurrences: readonly Occurrence[],
  patterns: readonly string[],
): readonly Occurrence[] =>
  occurrences.filter(({ principalArn }) => !patterns.some((pattern) => matchesGlob(pattern, principalArn)))

export const timeWords = (at: number | undefined): string =>
  at === undefined
    ? 'at a time that the log does not tell'
    : `on ${new Date(at).toISOString().replace('T', ' ').slice(0, 19)} UTC`

/** `on 2026-11-20 10:00:00 UTC from 192.0.2.10` */
export const whenAndWhere = ({ at, sourceAddress }: Pick<Occurrence, 'at' | 'sourceAddress'>): string =>
  `${timeWords(at)}${sourceAddress === '' ? '' : ` from ${sourceAddress}`}`

const MFA_WORDS = { yes: 'with MFA', no: 'without MFA', unknown: 'MFA not told' } as const
export const mfaWords = ({ mfa }: Pick<Occurrence, 'mfa'>): string => MFA_WORDS[mfa]

/** `CreateAccessKey, DeleteTrail and 3 more`, each once, in order of time. */
export const callNames = (occurrences: readonly Occurrence[], most = 4): string => {
  const names = [...new Set(occurrences.map(({ eventName }) => eventName))]
  const shown = names.slice(0, most).join(', ')
  return names.length > most ? `${shown} and ${names.length - most} more` : shown
}

/** The last part of an ARN: how people call a principal. */
export const principalName = (arn: string): string =>
  arn.endsWith(':root') ? 'root' : arn.slice(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1) || arn

const MOST_EVENTS = 20

const eventEvidence = (occurrence: Occurrence): Readonly<Record<string, JsonValue>> => ({
  at: occurrence.at === undefined ? null : new Date(occurrence.at).toISOString(),
  eventSource: occurrence.eventSource,
  eventName: occurrence.eventName,
  outcome: occurrence.outcome,
  by: occurrence.principalArn,
  sourceAddress: occurrence.sourceAddress,
  userAgent: occurrence.userAgent,
  region: occurrence.region,
  mfa: occurrence.mfa,
  ...(occurrence.accessKeyId === '' ? {} : { accessKeyId: occurrence.accessKeyId }),
  eventId: occurrence.eventID,
  details: occurrence.details,
})

/** The events themselves, the latest if there are many. */
export const occurrenceEvidence = (occurrences: readonly Occurrence[]): Readonly<Record<string, JsonValue>> => ({
  count: occurrences.length,
  events: occurrences.slice(-MOST_EVENTS).map(eventEvidence),
})

/** Since when, for a finding about these. */
export const sinceOf = (occurrences: readonly Occurrence[]): { readonly since?: Date } => {
  const first = occurrences.find(({ at }) => at !== undefined)?.at
  return first === undefined ? {} : { since: new Date(first) }
}
