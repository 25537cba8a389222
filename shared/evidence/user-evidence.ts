import type { Known } from '#shared/facts/known.ts'
import type { AccountIdentity } from './account-identity.ts'
import type { UserDetail } from './authorization-details.ts'
import type { ReportEntry } from './report-entry.ts'
import type { LiveUserAnswers } from './live-user-answers.ts'

/** All that the evidence holds of users, before it is put together. */
export interface MergeInput {
  readonly identity: AccountIdentity
  readonly report: Known<{
    readonly file: string
    readonly users: readonly ReportEntry[]
    readonly brokenRows: number
    readonly generatedAt: Known<Date>
  }>
  readonly details: Known<{ readonly file: string; readonly users: readonly UserDetail[]; readonly cutShort: boolean }>
  readonly live: LiveUserAnswers
  /** Users with a virtual MFA device, by ARN: as fresh as the collection. */
  readonly virtualMfaUsers: ReadonlySet<string>
  readonly collectedAt: Known<Date>
}

/** What the sources hold of one user; at least one of them names it. */
export interface UserEvidence {
  readonly row: ReportEntry | undefined
  readonly detail: UserDetail | undefined
  readonly named?: { readonly arn: string; readonly name: string }
}
