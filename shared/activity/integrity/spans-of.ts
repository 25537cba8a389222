import { HOUR_MS } from '#shared/facts/instant.ts'
import type { Checked } from './check-digest.ts'
import type { IntegrityFault, IntegritySpan } from './integrity-report.ts'

export interface VerifyWindow {
  readonly from?: Date
  readonly to?: Date
}

/** How a digest hangs on the one before it. */
export interface Link {
  readonly missing?: IntegrityFault | undefined
  readonly reason: string | undefined
}

const gapReason = ({ digest }: Pick<Checked, 'digest'>, missing: IntegrityFault | undefined): string => {
  if (missing) return `digest ${missing.object} is not there`
  return digest && !digest.previousDigestS3Object
    ? 'validation was off, or began: the chain starts here'
    : 'no digest covers it'
}

const startOf = ({ digest, name }: Checked): string =>
  digest?.digestStartTime ?? new Date(Date.parse(name.endTime) - HOUR_MS).toISOString().replace('.000', '')

/** What each digest covers, and what lies between them, oldest first. */
export const spansOf = (checked: readonly (Checked & Link)[], { from, to }: VerifyWindow): readonly IntegritySpan[] => {
  const spans: IntegritySpan[] = []
  let covered = from === undefined ? undefined : iso(from)
  for (const one of checked) {
    const start = startOf(one)
    if (covered !== undefined && Date.parse(start) > Date.parse(covered))
      spans.push({ from: covered, to: start, state: 'no coverage', reason: gapReason(one, one.missing) })
    spans.push({ from: start, to: one.name.endTime, ...stateOf(one) })
    covered = one.name.endTime
  }
  if (to !== undefined && covered !== undefined && Date.parse(covered) < to.getTime())
    spans.push({ from: covered, to: iso(to), state: 'no coverage', reason: 'no digest covers it yet' })
  return joined(spans)
}

const iso = (at: Date): string => at.toISOString().replace('.000', '')

const stateOf = ({ reason, logFaults }: Checked): Pick<IntegritySpan, 'state' | 'reason'> => {
  if (reason !== undefined) return { state: 'invalid', reason: `digest: ${reason}` }
  const [fault] = logFaults
  return fault === undefined ? { state: 'valid' } : { state: 'invalid', reason: `${fault.object}: ${fault.reason}` }
}

/** Hours in a row with the same answer are one span. */
const joined = (spans: readonly IntegritySpan[]): readonly IntegritySpan[] => {
  const out: IntegritySpan[] = []
  for (const span of spans) {
    const last = out.at(-1)
    if (last && last.state === span.state && last.reason === span.reason && last.to === span.from)
      out.splice(-1, 1, { ...last, to: span.to })
    else out.push(span)
  }
  return out
}
