import type { ExceptionUse } from '#shared/facts/exception.ts'
import { isoDate } from '#shared/facts/instant.ts'
import type { JsonValue } from '#shared/facts/json.ts'

/** The last day on which it holds. */
export const lastDay = ({ endsAt }: ExceptionUse): string => isoDate(new Date(endsAt.getTime() - 1))

/** What a person looks for: rule, subject, and the line or tag that says so. */
export const exceptionWords = ({ ruleId, subject, place }: ExceptionUse): string =>
  `The exception from ${ruleId} for ${subject} (${place})`

export const findingsWords = (count: number): string => (count === 1 ? '1 finding' : `${count} findings`)

export const exceptionEvidence = (use: ExceptionUse): Readonly<Record<string, JsonValue>> => ({
  ruleId: use.ruleId,
  subject: use.subject,
  reason: use.reason,
  owner: use.owner,
  lastDay: lastDay(use),
  place: use.place,
  findings: use.matched,
})
