import type { Finding, Severity } from '#shared/findings/finding.ts'

/** A finding of one account, as far as a digest of many tells it. */
export interface MemberFinding {
  readonly account: string
  readonly id: string
  readonly ruleId: string
  readonly title: string
  readonly severity: Severity
  readonly risk: number
  readonly firstSeen: string
  readonly message: string
}

/** What one run over the organization has to tell. */
export interface OrganizationDigest {
  /** The organization's id, where an account of the run could ask for it. */
  readonly organization: string
  readonly run: string
  readonly assessedAt: string
  readonly environment?: string
  readonly firstRun: boolean
  readonly accounts: {
    readonly listed: number
    readonly audited: number
    readonly notAudited: number
    readonly closed: number
  }
  readonly counts: Readonly<Record<Severity, number>>
  /** About the organization itself, and accounts beside each other. */
  readonly ownFresh: readonly Finding[]
  readonly ownChanged: readonly Finding[]
  readonly ownResolved: readonly Finding[]
  /** Of all accounts together, worst first; cut, `totals` has the numbers. */
  readonly fresh: readonly MemberFinding[]
  readonly changed: readonly MemberFinding[]
  readonly resolved: readonly MemberFinding[]
  readonly totals: { readonly fresh: number; readonly changed: number; readonly resolved: number }
  readonly worstAccounts: readonly {
    readonly id: string
    readonly name: string
    readonly findings: Readonly<Record<Severity, number>>
  }[]
  /** Why accounts could not be audited, and which. */
  readonly notAudited: readonly { readonly reason: string; readonly accounts: readonly string[] }[]
  readonly reportLocation: string
  /** The report's page in the console, where the partition has one. */
  readonly reportUrl?: string | undefined
}

export const hasOrganizationNews = ({ firstRun, totals, ...digest }: OrganizationDigest): boolean =>
  firstRun ||
  totals.fresh + totals.changed + totals.resolved > 0 ||
  digest.ownFresh.length + digest.ownChanged.length + digest.ownResolved.length > 0
