import { DAY_MS, isoDate } from '#shared/facts/instant.ts'
import type { Finding, Severity } from './finding.ts'

export type SeverityCounts = Readonly<Record<Severity, number>>

/** What the last run of a day left open. Published as `history[]` of the documents: keys are added, never renamed. */
export interface DayOfHistory {
  /** UTC, as 2026-11-20. */
  readonly day: string
  readonly findings: SeverityCounts
  readonly notAssessed: number
}

const MOST_DAYS = 400

/** What is open: neither excepted nor resolved. */
export const openBySeverity = (findings: readonly Finding[]): SeverityCounts => {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0 }
  for (const { severity, status } of findings) if (status !== 'excepted' && status !== 'resolved') counts[severity] += 1
  return counts
}

/** One entry a day, the oldest first. A later run of a day takes the place of an earlier one. */
export const withDay = (
  history: readonly DayOfHistory[] = [],
  entry: Omit<DayOfHistory, 'day'>,
  now: Date,
): readonly DayOfHistory[] => {
  const day = isoDate(now)
  const oldest = isoDate(new Date(now.getTime() - (MOST_DAYS - 1) * DAY_MS))
  const others = history.filter((known) => known.day !== day)
  return [...others, { day, ...entry }].sort((a, b) => (a.day < b.day ? -1 : 1)).filter((known) => known.day >= oldest)
}
