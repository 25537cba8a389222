/** The files of an evidence folder, by what they answer. The file's own name is this name plus an ending. */
export const EVIDENCE_NAMES = [
  'credential-report',
  'account-authorization-details',
  'account-summary',
  'account-password-policy',
  'virtual-mfa-devices',
  'mfa-devices',
  'access-keys',
  'access-key-last-used',
  'login-profiles',
  'service-specific-credentials',
  'ssh-public-keys',
  'signing-certificates',
  'server-certificates',
  'saml-providers',
  'open-id-connect-providers',
  'roles',
  'organizations-features',
  'organization',
  'organization-accounts',
  'organization-policies',
  'delegated-administrators',
  'access-analyzers',
  'access-analyzer-findings',
  'trails',
  'trail-status',
  'event-selectors',
  'metric-filters',
  'alarms',
  'outbound-web-identity-federation',
  'delegation-requests',
  'account',
] as const
export type EvidenceName = (typeof EVIDENCE_NAMES)[number]

/** What a collector may fail to get: one file, or those of a sub-folder with a file for each principal. */
export type CollectedEvidence = EvidenceName | 'service-last-accessed'

export type EvidenceSource =
  | { readonly state: 'read'; readonly file: string; readonly generatedAt?: Date }
  /** The credential report's own time is more than four hours before the audit: what passed then may not pass now. */
  | { readonly state: 'stale'; readonly file: string; readonly generatedAt: Date; readonly reason: string }
  /** Nobody tried, or the folder does not have it. */
  | { readonly state: 'missing'; readonly reason: string }
  /** The call was made and failed: denied, throttled, not produced. */
  | { readonly state: 'failed'; readonly call: string; readonly reason: string }
  | { readonly state: 'unreadable'; readonly file: string; readonly reason: string }

/** A value that cannot be right, or a row that could not be read: reported, survived, never silently dropped. */
export interface EvidenceProblem {
  readonly kind: 'evidence-problem'
  readonly source: CollectedEvidence | 'cloudtrail'
  /** File and place: `credential-report.csv row 7`. */
  readonly where: string
  readonly subjectArn?: string
  readonly subjectName?: string
  /** One word for the sort of problem, for ids: `row-width`, `used-before-created`, `future-date`, `duplicate-user`, … */
  readonly code: string
  readonly reason: string
}
