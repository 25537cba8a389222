import {
  GenerateCredentialReportCommand,
  GetAccessKeyLastUsedCommand,
  GetAccountAuthorizationDetailsCommand,
  GetAccountPasswordPolicyCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  GetLoginProfileCommand,
  GetMFADeviceCommand,
  GetOpenIDConnectProviderCommand,
  GetOutboundWebIdentityFederationInfoCommand,
  ListAccessKeysCommand,
  ListAccountAliasesCommand,
  ListDelegationRequestsCommand,
  ListMFADevicesCommand,
  ListOpenIDConnectProvidersCommand,
  ListOrganizationsFeaturesCommand,
  ListRolesCommand,
  ListSAMLProvidersCommand,
  ListServerCertificatesCommand,
  ListServiceSpecificCredentialsCommand,
  ListSigningCertificatesCommand,
  ListSSHPublicKeysCommand,
  ListVirtualMFADevicesCommand,
} from '@aws-sdk/client-iam'
import { NOBODY, type PermissionProbe, type ProbeTarget } from './permission-probe.ts'

export const actions = [
  'iam:GenerateCredentialReport',
  'iam:GetAccessKeyLastUsed',
  'iam:GetAccountAuthorizationDetails',
  'iam:GetAccountPasswordPolicy',
  'iam:GetAccountSummary',
  'iam:GetCredentialReport',
  'iam:GetLoginProfile',
  'iam:GetMFADevice',
  'iam:GetOpenIDConnectProvider',
  'iam:GetOutboundWebIdentityFederationInfo',
  'iam:ListAccessKeys',
  'iam:ListAccountAliases',
  'iam:ListDelegationRequests',
  'iam:ListMFADevices',
  'iam:ListOpenIDConnectProviders',
  'iam:ListOrganizationsFeatures',
  'iam:ListRoles',
  'iam:ListSAMLProviders',
  'iam:ListSSHPublicKeys',
  'iam:ListServerCertificates',
  'iam:ListServiceSpecificCredentials',
  'iam:ListSigningCertificates',
  'iam:ListVirtualMFADevices',
]

const account = (action: string, send: PermissionProbe['send'], answers: readonly string[] = []): PermissionProbe => ({
  action,
  scope: 'account',
  answers,
  send,
})

/** Asked of a user who does not exist: IAM says so only to who may ask. */
const ofNobody = (action: string, send: PermissionProbe['send']): PermissionProbe =>
  account(action, send, ['NoSuchEntity'])

const accountWide: readonly PermissionProbe[] = [
  // It makes a report and changes nothing; its access level in the service authorization reference is Read.
  account('iam:GenerateCredentialReport', ({ clients: { iam } }) => iam.send(new GenerateCredentialReportCommand({})), [
    'LimitExceeded',
  ]),
  account('iam:GetCredentialReport', ({ clients: { iam } }) => iam.send(new GetCredentialReportCommand({})), [
    'ReportNotPresent',
    'ReportInProgress',
    'ReportExpired',
  ]),
  account('iam:GetAccountAuthorizationDetails', ({ clients: { iam } }) =>
    iam.send(new GetAccountAuthorizationDetailsCommand({ Filter: ['User'], MaxItems: 1 })),
  ),
  account('iam:GetAccountSummary', ({ clients: { iam } }) => iam.send(new GetAccountSummaryCommand({}))),
  ofNobody('iam:GetAccountPasswordPolicy', ({ clients: { iam } }) => iam.send(new GetAccountPasswordPolicyCommand({}))),
  account('iam:ListAccountAliases', ({ clients: { iam } }) => iam.send(new ListAccountAliasesCommand({ MaxItems: 1 }))),
  account('iam:ListRoles', ({ clients: { iam } }) => iam.send(new ListRolesCommand({ MaxItems: 1 }))),
  account('iam:ListVirtualMFADevices', ({ clients: { iam } }) =>
    iam.send(new ListVirtualMFADevicesCommand({ MaxItems: 1 })),
  ),
  account('iam:ListServiceSpecificCredentials', ({ clients: { iam } }) =>
    iam.send(new ListServiceSpecificCredentialsCommand({ AllUsers: true, MaxItems: 1 })),
  ),
  account('iam:ListServerCertificates', ({ clients: { iam } }) =>
    iam.send(new ListServerCertificatesCommand({ MaxItems: 1 })),
  ),
  account('iam:ListSAMLProviders', ({ clients: { iam } }) => iam.send(new ListSAMLProvidersCommand({}))),
  account('iam:ListOpenIDConnectProviders', ({ clients: { iam } }) =>
    iam.send(new ListOpenIDConnectProvidersCommand({})),
  ),
  ofNobody('iam:GetOpenIDConnectProvider', ({ clients: { iam }, partition, accountId }) =>
    iam.send(
      new GetOpenIDConnectProviderCommand({
        OpenIDConnectProviderArn: `arn:${partition}:iam::${accountId}:oidc-provider/${NOBODY}.invalid`,
      }),
    ),
  ),
  account(
    'iam:GetOutboundWebIdentityFederationInfo',
    ({ clients: { iam } }) => iam.send(new GetOutboundWebIdentityFederationInfoCommand({})),
    ['FeatureDisabled'],
  ),
  account('iam:ListDelegationRequests', ({ clients: { iam } }) =>
    iam.send(new ListDelegationRequestsCommand({ MaxItems: 1 })),
  ),
]

const perUser: readonly PermissionProbe[] = [
  ofNobody('iam:ListAccessKeys', ({ clients: { iam } }) => iam.send(new ListAccessKeysCommand({ UserName: NOBODY }))),
  // Allowed on users, and a key that does not exist belongs to none: only a real key tells.
  account('iam:GetAccessKeyLastUsed', ({ clients: { iam }, accessKeyId }) =>
    accessKeyId === undefined ? undefined : iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: accessKeyId })),
  ),
  ofNobody('iam:ListMFADevices', ({ clients: { iam } }) => iam.send(new ListMFADevicesCommand({ UserName: NOBODY }))),
  ofNobody('iam:GetMFADevice', ({ clients: { iam }, partition, accountId }) =>
    iam.send(
      new GetMFADeviceCommand({
        UserName: NOBODY,
        SerialNumber: `arn:${partition}:iam::${accountId}:u2f/user/${NOBODY}/key`,
      }),
    ),
  ),
  ofNobody('iam:GetLoginProfile', ({ clients: { iam } }) => iam.send(new GetLoginProfileCommand({ UserName: NOBODY }))),
  ofNobody('iam:ListSSHPublicKeys', ({ clients: { iam } }) =>
    iam.send(new ListSSHPublicKeysCommand({ UserName: NOBODY })),
  ),
  ofNobody('iam:ListSigningCertificates', ({ clients: { iam } }) =>
    iam.send(new ListSigningCertificatesCommand({ UserName: NOBODY })),
  ),
]

const ofOrganization: readonly PermissionProbe[] = [
  {
    action: 'iam:ListOrganizationsFeatures',
    scope: 'organization',
    answers: ['ServiceAccessNotEnabled', 'OrganizationNotInAllFeaturesMode'],
    send: ({ clients: { iam } }) => iam.send(new ListOrganizationsFeaturesCommand({})),
  },
]

export const iamProbes: readonly PermissionProbe[] = [...accountWide, ...perUser, ...ofOrganization]

const USERS_LOOKED_AT = 20

/** An access key to ask about, among those of the first users; never throws, since who may not look finds none. */
export const findAccessKeyId = async ({ iam }: ProbeTarget['clients']): Promise<string | undefined> => {
  try {
    const { UserDetailList = [] } = await iam.send(
      new GetAccountAuthorizationDetailsCommand({ Filter: ['User'], MaxItems: USERS_LOOKED_AT }),
    )
    for (const { UserName } of UserDetailList) {
      const { AccessKeyMetadata = [] } = await iam.send(new ListAccessKeysCommand({ UserName }))
      const [key] = AccessKeyMetadata
      if (key?.AccessKeyId !== undefined) return key.AccessKeyId
    }
  } catch {
    // What was refused is told by the probe of that very call.
  }
  return undefined
}
