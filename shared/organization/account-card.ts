import type { Severity } from '#shared/findings/finding.ts'
import type { BriefFinding, CardOrganization } from '#shared/reports/organization-report.ts'

/**
 * What the organization needs to know of one audited account: bounded in size, so that ten thousand of them can be held at once. All else
 * is in the account's own report.
 */
export interface AccountCard {
  readonly schemaVersion: 1
  readonly account: { readonly id: string; readonly partition: string; readonly alias: string | null }
  readonly assessedAt: string
  /** Where the account's whole report is. */
  readonly report: string
  readonly summary: CardSummary
  /** The gravest findings that are open, worst first. */
  readonly worst: readonly BriefFinding[]
  /** What changed since the account's last run; more than one where an earlier run ended before it could tell. */
  readonly news: readonly AccountNews[]
  readonly root: CardRoot
  /** Whether a trail records all management events, as the rule `trail-missing` judged. */
  readonly trail: Told
  /** SAML and OIDC providers together; null is not known. */
  readonly identityProviders: number | null
  readonly consoleUsers: number | null
  readonly activeAccessKeys: number | null
  readonly administrators: number | null
  /** People with active access keys. */
  readonly keyHolders: readonly KeyHolder[] | null
  readonly trusts: readonly CardTrust[] | null
  /** People and trusts that had no room here. */
  readonly leftOut: number
  /** Only from an account that may ask: the management account or a delegated administrator. */
  readonly organization: CardOrganization | null
}

export type Told = 'present' | 'absent' | 'unknown'

interface CardSummary {
  readonly verdict: string
  readonly findings: Readonly<Record<Severity, number>>
  readonly notAssessed: number
}

export interface AccountNews {
  readonly assessedAt: string
  readonly firstRun: boolean
  readonly fresh: readonly BriefFinding[]
  readonly changed: readonly BriefFinding[]
  readonly resolved: readonly BriefFinding[]
  /** Of each list, how many are not in it. */
  readonly leftOut: { readonly fresh: number; readonly changed: number; readonly resolved: number }
}

export interface CardRoot {
  readonly password: Told
  readonly accessKeys: Told
  readonly signingCertificates: Told
  readonly mfa: Told
}

export interface KeyHolder {
  readonly arn: string
  /** By which the same person is known in other accounts. */
  readonly person: string
  readonly activeKeys: number
}

/** Roles that let one other account in. */
export interface CardTrust {
  readonly accountId: string
  readonly roles: number
  /** Those of them that are, or can make themselves, administrators. */
  readonly powerful: number
  readonly example: string
}
