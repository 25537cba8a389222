import { accessAnalyzers } from './access-analyzer/access-analyzers.ts'
import type { BulkSource } from './bulk-source.ts'
import { trails } from './cloudtrail/trails.ts'
import { accountAuthorizationDetails } from './iam/account-authorization-details.ts'
import { accountPasswordPolicy } from './iam/account-password-policy.ts'
import { accountSummary } from './iam/account-summary.ts'
import { credentialReport } from './iam/credential-report.ts'
import { delegationRequests } from './iam/delegation-requests.ts'
import { openIdConnectProviders } from './iam/open-id-connect-providers.ts'
import { organizationsFeatures } from './iam/organizations-features.ts'
import { outboundWebIdentityFederation } from './iam/outbound-web-identity-federation.ts'
import { roles } from './iam/roles.ts'
import { samlProviders } from './iam/saml-providers.ts'
import { serverCertificates } from './iam/server-certificates.ts'
import { serviceSpecificCredentials } from './iam/service-specific-credentials.ts'
import { virtualMfaDevices } from './iam/virtual-mfa-devices.ts'
import { delegatedAdministrators } from './organizations/delegated-administrators.ts'
import { organizationAccounts } from './organizations/organization-accounts.ts'
import { organizationPolicies } from './organizations/organization-policies.ts'
import { organization } from './organizations/organization.ts'

/** Every account-wide kind of evidence. The report comes first: it takes longest. */
export const bulkSources: readonly BulkSource[] = [
  credentialReport,
  accountAuthorizationDetails,
  accountSummary,
  accountPasswordPolicy,
  virtualMfaDevices,
  serviceSpecificCredentials,
  serverCertificates,
  samlProviders,
  openIdConnectProviders,
  roles,
  outboundWebIdentityFederation,
  delegationRequests,
  organization,
  trails,
  accessAnalyzers,
  organizationsFeatures,
  organizationAccounts,
  organizationPolicies,
  delegatedAdministrators,
]
