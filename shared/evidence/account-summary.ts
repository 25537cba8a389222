import * as z from 'zod/mini'
import type { AccountSummary } from '#shared/facts/settings.ts'
import { EvidenceError } from './evidence-error.ts'
import type { EvidenceFile } from './evidence-file.ts'
import { answersOf } from './json-values.ts'
import { type Parsed, reportProblem, startReading } from './reading.ts'

const answer = z.object({ SummaryMap: z.record(z.string(), z.unknown()) })

export const parseAccountSummary = (file: EvidenceFile, now: Date): Parsed<AccountSummary> => {
  const reading = startReading('account-summary', file, now)
  const parsed = z.safeParse(answer, answersOf(file)[0])
  if (!parsed.success) {
    throw new EvidenceError(`${file.name} has no SummaryMap; fetch it again with: aws iam get-account-summary.`)
  }
  const summary = new Map<string, number>()
  for (const [key, value] of Object.entries(parsed.data.SummaryMap)) {
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0) summary.set(key, value)
    else reportProblem(reading, 'impossible-value', `${file.name} ${key} is not a count.`, { at: key })
  }
  return { facts: summary, problems: reading.problems }
}
