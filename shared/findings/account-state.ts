import type { Finding } from './finding.ts'

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
}
