import type { TrailRecord } from '#shared/facts/trail-record.ts'
import { detailsOf, type Occurrence, type OccurrenceKind } from './occurrence.ts'
import type { RowUse } from './record-row.ts'
import { clipValue } from './value-set.ts'
import { newOccurrenceList, type UsageProfile } from './usage-profile.ts'

export const foldOccurrences = (
  profile: UsageProfile,
  use: RowUse,
  record: TrailRecord,
  at: number | undefined,
): void => {
  const details = detailsOf(record)
  for (const kind of use.occurrences) addOccurrence(profile, occurrenceOf(kind, use, { record, at, details }))
}

const occurrenceOf = (
  kind: OccurrenceKind,
  use: RowUse,
  {
    record,
    at,
    details,
  }: { readonly record: TrailRecord; readonly at: number | undefined; readonly details: Occurrence['details'] },
): Occurrence => ({
  kind,
  at,
  eventID: clipValue(record.eventID ?? ''),
  principalType: use.principal.type,
  principalArn: use.principal.arn,
  account: record.recipientAccountId ?? use.principal.account,
  region: use.region,
  eventSource: use.eventSource,
  eventName: use.eventName,
  outcome: use.outcome,
  sourceAddress: clipValue(use.sourceAddress),
  userAgent: clipValue(use.userAgent),
  accessKeyId: use.accessKeyId,
  mfa: use.mfa,
  details,
})

/** The latest are kept; equal ones are one. */
export const addOccurrence = (profile: UsageProfile, occurrence: Occurrence): void => {
  const list = profile.occurrences.obtain(JSON.stringify([occurrence.kind, occurrence.principalArn]), newOccurrenceList)
  list?.obtain(JSON.stringify(occurrence), () => occurrence)
}
