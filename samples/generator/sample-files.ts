import { REPORT_GENERATED_AT } from '#samples/account-tables/company.ts'
import { alarms, analyzers, delegationRequests, metricFilters, trail } from '#samples/account-tables/settings.ts'
import {
  accountFile,
  accountPasswordPolicy,
  accountSummary,
  eventSelectorAnswers,
  oidcProviderList,
  organization,
  organizationAccounts,
  samlProviderList,
  serverCertificateList,
  trailStatus,
} from './account-settings.ts'
import { authorizationDetails, listRoles } from './authorization-details.ts'
import { credentialReport } from './credential-report.ts'
import {
  accessKeyLastUsed,
  accessKeys,
  loginProfiles,
  mfaDevices,
  serviceSpecificCredentials,
  signingCertificates,
  sshPublicKeys,
  virtualMfaDevices,
} from './credentials.ts'
import { instant, offset } from './instants.ts'
import type { SampleFile } from './sample-file.ts'
import { insightFiles, trailFiles } from './trail-files.ts'

/** The answer of `get-credential-report`: the only form that tells when the report was made. */
const reportAnswer = () => ({
  Content: Buffer.from(credentialReport()).toString('base64'),
  ReportFormat: 'text/csv',
  GeneratedTime: offset(instant(REPORT_GENERATED_AT)),
})

const answers: Readonly<Record<string, () => unknown>> = {
  account: accountFile,
  'credential-report': reportAnswer,
  'account-authorization-details': authorizationDetails,
  'account-summary': accountSummary,
  'account-password-policy': accountPasswordPolicy,
  roles: listRoles,
  'virtual-mfa-devices': virtualMfaDevices,
  'mfa-devices': mfaDevices,
  'access-keys': accessKeys,
  'access-key-last-used': accessKeyLastUsed,
  'login-profiles': loginProfiles,
  'ssh-public-keys': sshPublicKeys,
  'signing-certificates': signingCertificates,
  'service-specific-credentials': serviceSpecificCredentials,
  'server-certificates': serverCertificateList,
  'saml-providers': samlProviderList,
  'open-id-connect-providers': oidcProviderList,
  organization,
  'organization-accounts': organizationAccounts,
  'access-analyzers': () => ({ analyzers }),
  trails: () => ({ trailList: [trail] }),
  'trail-status': trailStatus,
  'event-selectors': eventSelectorAnswers,
  'metric-filters': () => ({ metricFilters }),
  alarms: () => ({ MetricAlarms: alarms, CompositeAlarms: [] }),
  'outbound-web-identity-federation': () => ({ JwtVendingEnabled: false }),
  'delegation-requests': () => ({ DelegationRequests: delegationRequests }),
}

/** Four blanks, as the AWS CLI prints. */
const printed = (answer: unknown): Uint8Array => Buffer.from(`${JSON.stringify(answer, null, 4)}\n`)

/** Every file of the sample's evidence folder. The credential report is base64 in its answer, as the AWS CLI writes it. */
export const sampleFiles = (): readonly SampleFile[] => [
  ...Object.entries(answers).map(([name, answer]) => ({ name: `${name}.json`, bytes: printed(answer()) })),
  ...trailFiles(),
  ...insightFiles(),
]
