import type { JsonValue } from '#shared/facts/json.ts'
import type { Severity } from './severity.ts'

export type Outcome = Pass | Fail | UnknownOutcome | NotApplicable

export interface Pass {
  readonly status: 'pass'
}
export interface Fail extends FailDetail {
  readonly status: 'fail'
}
/** What could not be known. It is shown as *not assessed*, and never counted as a pass. */
export interface UnknownOutcome {
  readonly status: 'unknown'
  readonly reason: string
}
export interface NotApplicable {
  readonly status: 'not-applicable'
  readonly reason: string
}

export interface FailDetail {
  /** One sentence: who, what, since when, and the limit. */
  readonly message: string
  /** How we know: the values that the verdict stands on, and where they come from. */
  readonly evidence?: Readonly<Record<string, JsonValue>> | undefined
  /** Since when the fault exists, where that is known. */
  readonly since?: Date | undefined
  /** Where one rule knows graver and milder forms of its fault. */
  readonly severity?: Severity | undefined
}

export const pass: Pass = { status: 'pass' }
/** Names every field, the undefined too: who reads the outcomes of all rules then sees one shape. */
export const fail = (message: string, { evidence, since, severity }: Omit<FailDetail, 'message'> = {}): Fail => ({
  status: 'fail',
  message,
  evidence,
  since,
  severity,
})
export const unknown = (reason: string): UnknownOutcome => ({ status: 'unknown', reason })
export const notApplicable = (reason: string): NotApplicable => ({ status: 'not-applicable', reason })
