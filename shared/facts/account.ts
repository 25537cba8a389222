import type { MfaDevice, ServerCertificate } from './credential.ts'
import type { EvidenceName, EvidenceProblem, EvidenceSource } from './evidence-source.ts'
import type { ExceptionUse, OptOutTag } from './exception.ts'
import type { Known } from './known.ts'
import type { LastAccessed } from './last-accessed.ts'
import type { ManagedPolicy } from './policy.ts'
import type { Group, Role, RootUser, User } from './principal.ts'
import type {
  AccountSummary,
  Alarm,
  Analyzer,
  AnalyzerFinding,
  DelegatedAdministrator,
  DelegationRequest,
  MetricFilter,
  OidcProvider,
  Organization,
  OrganizationAccount,
  OrganizationFeatures,
  OrganizationPolicy,
  OutboundFederation,
  PasswordPolicy,
  SamlProvider,
  Trail,
} from './settings.ts'

/** All that the evidence tells of one account. Lists are sorted, so that equal evidence gives equal facts. */
export interface AccountFacts {
  readonly kind: 'account'
  readonly id: Known<string>
  readonly partition: string
  readonly alias?: string
  readonly collectedAt?: Date
  /** The Regions that were asked for trails, alarms and analyzers; undefined where the evidence does not tell. */
  readonly regions?: readonly string[]
  readonly sources: ReadonlyMap<EvidenceName, EvidenceSource>
  readonly problems: readonly EvidenceProblem[]
  readonly reportGeneratedAt: Known<Date>
  readonly root: Known<RootUser>
  readonly users: Known<readonly User[]>
  readonly groups: Known<readonly Group[]>
  readonly roles: Known<readonly Role[]>
  /** Customer-managed policies, and the AWS-managed ones that are attached to something. */
  readonly policies: Known<readonly ManagedPolicy[]>
  readonly summary: Known<AccountSummary>
  /** `none`: the account has no policy of its own, IAM's default applies. */
  readonly passwordPolicy: Known<PasswordPolicy | 'none'>
  readonly virtualMfaDevices: Known<readonly MfaDevice[]>
  readonly serverCertificates: Known<readonly ServerCertificate[]>
  readonly samlProviders: Known<readonly SamlProvider[]>
  readonly oidcProviders: Known<readonly OidcProvider[]>
  readonly organizationFeatures: Known<OrganizationFeatures>
  /** `none`: a standalone account. */
  readonly organization: Known<Organization | 'none'>
  readonly organizationAccounts: Known<readonly OrganizationAccount[]>
  readonly organizationPolicies: Known<readonly OrganizationPolicy[]>
  readonly delegatedAdministrators: Known<readonly DelegatedAdministrator[]>
  readonly analyzers: Known<readonly Analyzer[]>
  readonly analyzerFindings: Known<readonly AnalyzerFinding[]>
  readonly trails: Known<readonly Trail[]>
  readonly metricFilters: Known<readonly MetricFilter[]>
  readonly alarms: Known<readonly Alarm[]>
  readonly outboundFederation: Known<OutboundFederation>
  readonly delegationRequests: Known<readonly DelegationRequest[]>
  /** Unknown where IAM was not asked about anybody. */
  readonly lastAccessed: Known<LastAccessed>
  /** Why there is no CloudTrail activity beside these facts, where more is known than that nobody gave any. */
  readonly noActivity?: string
  /** Added by the audit when all other rules have judged: what the owner of the account has excepted, and by which tags. */
  readonly exceptions?: readonly ExceptionUse[]
  readonly optOutTags?: readonly OptOutTag[]
}
