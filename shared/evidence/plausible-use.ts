import type { LastUse } from '#shared/facts/credential.ts'
import { type Known, unknownFact } from '#shared/facts/known.ts'
import { type Place, type Reading, reportProblem, whereOf } from './reading.ts'

/** IAM records key use once per 15 minutes and keeps the first of the span. */
const GRANULARITY_MS = 15 * 60_000

/** A use before the thing existed is reported, and the use is then not known. */
export const plausibleUse = (
  reading: Reading,
  use: LastUse,
  createdAt: Known<Date>,
  { what, place }: { what: string; place: Place },
): LastUse => {
  if (use.state !== 'used' || createdAt.state === 'unknown') return use
  if (use.at.getTime() >= createdAt.value.getTime() - GRANULARITY_MS) return use
  const reason = `${what} in ${whereOf(reading, place)} was last used ${use.at.toISOString()}, before it was made ${createdAt.value.toISOString()}.`
  reportProblem(reading, 'used-before-created', reason, place)
  return unknownFact(reason)
}
