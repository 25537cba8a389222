import type { Finding } from './finding.ts'
import type { DayOfHistory } from './history.ts'

/**
 * What is remembered of an account between runs: one object, written under a condition. Findings are kept whole, so that a resolved
 * one can still be told.
 */
export interface AccountState {
  readonly schemaVersion: 1
  readonly accountId: string
  readonly updatedAt: string
  readonly findings: readonly Finding[]
  /** `rule id|subject ARN` of what could not be assessed: only what is newly dark is news. */
  readonly notAssessed: readonly string[]
  /** What ended in the last days, so that whoever keeps copies of findings is told again until he has heard it. */
  readonly recentlyResolved?: readonly ResolvedFinding[]
  /** Other ids that a finding has on days on which more or less is known of its subject: `[other id, first id]`. */
  readonly aliases?: readonly (readonly [string, string])[]
  /** What was open on earlier days and today, the oldest first; absent in a state that an earlier version wrote. */
  readonly history?: readonly DayOfHistory[]
  /**
   * Messages that are decided and not yet known to be sent. Written together with the findings, before anything is sent, and
   * emptied afterwards: whoever finds one here sends it. Consumers drop a repeat by its id.
   */
  readonly outbox: readonly OutgoingMessage[]
}

export interface ResolvedFinding {
  readonly finding: Finding
  readonly at: string
}

export interface OutgoingMessage {
  readonly id: string
  readonly subject: string
  /** One body per protocol, as SNS takes with MessageStructure `json`. */
  readonly message: string
  /** For filter policies; a list becomes a String.Array. */
  readonly attributes: Readonly<Record<string, string | readonly string[]>>
}
