import { byCodeUnit } from '#shared/facts/order.ts'
import type { Occurrence, OccurrenceKind } from './occurrence.ts'
import type { UsageProfile } from './usage-profile.ts'

/** The records of one kind that were kept, oldest first. */
export const occurrencesOf = (profile: UsageProfile, kind: OccurrenceKind): readonly Occurrence[] =>
  profile.occurrences
    .values()
    .flatMap((list) => list.values())
    .filter((occurrence) => occurrence.kind === kind)
    .sort((a, b) => (a.at ?? 0) - (b.at ?? 0) || byCodeUnit(JSON.stringify(a), JSON.stringify(b)))
