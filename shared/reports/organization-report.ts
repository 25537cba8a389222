import type { Finding, NotAssessed, Severity } from '#shared/findings/finding.ts'
import type { DayOfHistory } from '#shared/findings/history.ts'

export type BriefFinding = Pick<Finding, 'id' | 'ruleId' | 'title' | 'severity' | 'risk' | 'firstSeen' | 'message'> & {
  readonly subject: { readonly type: string; readonly arn: string; readonly name: string }
}

export interface CardOrganization {
  readonly id: string
  readonly managementAccountId: string
  readonly delegatedAdministrators: readonly string[] | null
  readonly rootCredentialsManagement: boolean | null
  readonly rootSessions: boolean | null
  readonly serviceControlPolicies: number | null
  readonly resourceControlPolicies: number | null
}

/** The report of a run over the organization. Keys are added, never renamed. */
export interface OrganizationDocument {
  readonly schemaVersion: 1
  readonly kind: 'organization'
  readonly tool: { readonly name: string; readonly version: string }
  readonly run: string
  readonly assessedAt: string
  readonly organization: CardOrganization | null
  readonly summary: OrganizationSummary
  /** Findings about the organization, and about accounts beside each other. */
  readonly findings: readonly Finding[]
  readonly notAssessed: readonly NotAssessed[]
  /** The gravest findings of all accounts; the rest is in their reports. */
  readonly worst: readonly RankedFinding[]
  readonly news: OrganizationNews
  /** Open findings of all accounts by day, the oldest first. */
  readonly history?: readonly DayOfHistory[]
  /** Each account of the organization once, the worst first, then those that were not audited, then the closed. */
  readonly accounts: readonly AccountEntry[]
}

export interface OrganizationSummary {
  readonly accounts: {
    readonly listed: number
    readonly audited: number
    readonly notAudited: number
    readonly closed: number
  }
  /** Open findings of all accounts together. */
  readonly findings: Readonly<Record<Severity, number>>
  readonly notAssessed: number
}

export interface RankedFinding extends BriefFinding {
  readonly account: string
}

export interface OrganizationNews {
  readonly fresh: readonly RankedFinding[]
  readonly changed: readonly RankedFinding[]
  readonly resolved: readonly RankedFinding[]
  readonly totals: { readonly fresh: number; readonly changed: number; readonly resolved: number }
}

export interface AccountEntry {
  readonly id: string
  readonly name: string
  readonly state: string | null
  readonly result: 'audited' | 'not-audited' | 'closed'
  readonly reason: string | null
  readonly report: string | null
  /** The account's report page in the S3 console. */
  readonly page?: string
  readonly assessedAt: string | null
  readonly findings: Readonly<Record<Severity, number>> | null
  readonly notAssessed: number | null
}
