import type { EvidenceName } from '#shared/facts/evidence-source.ts'

/** The read-only calls that answer each file of the evidence folder; the first is the one to name when the file is missing. */
export const EVIDENCE_CALLS: Readonly<Record<EvidenceName, readonly string[]>> = {
  'credential-report': ['iam:GetCredentialReport', 'iam:GenerateCredentialReport'],
  'account-authorization-details': ['iam:GetAccountAuthorizationDetails'],
  'account-summary': ['iam:GetAccountSummary'],
  'account-password-policy': ['iam:GetAccountPasswordPolicy'],
  'virtual-mfa-devices': ['iam:ListVirtualMFADevices'],
  'mfa-devices': ['iam:ListMFADevices', 'iam:GetMFADevice'],
  'access-keys': ['iam:ListAccessKeys'],
  'access-key-last-used': ['iam:GetAccessKeyLastUsed'],
  'login-profiles': ['iam:GetLoginProfile'],
  'service-specific-credentials': ['iam:ListServiceSpecificCredentials'],
  'ssh-public-keys': ['iam:ListSSHPublicKeys'],
  'signing-certificates': ['iam:ListSigningCertificates'],
  'server-certificates': ['iam:ListServerCertificates'],
  'saml-providers': ['iam:ListSAMLProviders', 'iam:GetSAMLProvider'],
  'open-id-connect-providers': ['iam:ListOpenIDConnectProviders', 'iam:GetOpenIDConnectProvider'],
  roles: ['iam:ListRoles'],
  'organizations-features': ['iam:ListOrganizationsFeatures'],
  organization: ['organizations:DescribeOrganization'],
  'organization-accounts': ['organizations:ListAccounts'],
  'organization-policies': ['organizations:ListPolicies', 'organizations:DescribePolicy'],
  'delegated-administrators': [
    'organizations:ListDelegatedAdministrators',
    'organizations:ListDelegatedServicesForAccount',
  ],
  'access-analyzers': ['access-analyzer:ListAnalyzers'],
  'access-analyzer-findings': ['access-analyzer:ListFindingsV2', 'access-analyzer:ListFindings'],
  trails: ['cloudtrail:DescribeTrails'],
  'trail-status': ['cloudtrail:GetTrailStatus'],
  'event-selectors': ['cloudtrail:GetEventSelectors'],
  'metric-filters': ['logs:DescribeMetricFilters'],
  alarms: ['cloudwatch:DescribeAlarms'],
  'outbound-web-identity-federation': ['iam:GetOutboundWebIdentityFederationInfo'],
  'delegation-requests': ['iam:ListDelegationRequests'],
  account: ['sts:GetCallerIdentity', 'iam:ListAccountAliases'],
}

/** `iam:GetLoginProfile`, `GetLoginProfile` and `get-login-profile` are the same call. */
const bare = (call: string): string =>
  call
    .slice(call.indexOf(':') + 1)
    .replaceAll('-', '')
    .toLowerCase()

const BY_CALL = new Map(
  Object.entries(EVIDENCE_CALLS).flatMap(([name, calls]) =>
    calls.map((call): readonly [string, EvidenceName] => [bare(call), name as EvidenceName]),
  ),
)

export const evidenceOfCall = (call: string): EvidenceName | undefined => BY_CALL.get(bare(call))
