import { awsManagedPolicies } from '#samples/account-tables/aws-managed-policies.ts'
import {
  ACCOUNT_ID,
  ALIAS,
  COLLECTED_AT,
  MANAGEMENT_ACCOUNT,
  ORGANIZATION_ACCOUNTS,
  ORGANIZATION_ID,
  arnOf,
} from '#samples/account-tables/company.ts'
import {
  collectionErrors,
  eventSelectors,
  oidcProviders,
  passwordPolicy,
  samlProviders,
  serverCertificates,
  TRAIL_ARN,
  TRAIL_STARTED_AT,
  TRAIL_STOPPED_AT,
  unassignedMfaDevices,
} from '#samples/account-tables/settings.ts'
import { customerPolicies, roles, sortedGroups, users } from './account.ts'
import { uniqueId } from './identifiers.ts'
import { offset, offsetOf } from './instants.ts'

export const accountFile = () => ({
  schemaVersion: 1,
  id: ACCOUNT_ID,
  partition: 'aws',
  alias: ALIAS,
  callerArn: `arn:aws:sts::${ACCOUNT_ID}:assumed-role/credaudit-member/audit`,
  collectedAt: COLLECTED_AT,
  errors: collectionErrors,
})

const inUse = users.flatMap(({ mfa = [] }) => mfa).length + 1

export const accountSummary = () => ({
  SummaryMap: {
    GroupPolicySizeQuota: 5120,
    InstanceProfilesQuota: 1000,
    Policies: customerPolicies.length,
    GroupsPerUserQuota: 10,
    InstanceProfiles: roles.filter(({ instanceProfile }) => instanceProfile !== undefined).length,
    AttachedPoliciesPerUserQuota: 10,
    Users: users.length,
    PoliciesQuota: 1500,
    Providers: samlProviders.length + oidcProviders.length,
    AccountMFAEnabled: 1,
    AccessKeysPerUserQuota: 2,
    AssumeRolePolicySizeQuota: 2048,
    PolicyVersionsInUseQuota: 10_000,
    GlobalEndpointTokenVersion: 1,
    VersionsPerPolicyQuota: 5,
    AttachedPoliciesPerGroupQuota: 10,
    PolicySizeQuota: 6144,
    Groups: sortedGroups.length,
    AccountSigningCertificatesPresent: 0,
    AccountPasswordPresent: 1,
    UsersQuota: 5000,
    ServerCertificatesQuota: 20,
    MFADevices: inUse + unassignedMfaDevices.length,
    UserPolicySizeQuota: 2048,
    PolicyVersionsInUse: customerPolicies.length + awsManagedPolicies.length,
    ServerCertificates: serverCertificates.length,
    Roles: roles.length,
    RolesQuota: 1000,
    SigningCertificatesPerUserQuota: 2,
    MFADevicesInUse: inUse,
    RolePolicySizeQuota: 10_240,
    AttachedPoliciesPerRoleQuota: 10,
    AccountAccessKeysPresent: 0,
    GroupsQuota: 300,
  },
})

export const accountPasswordPolicy = () => ({ PasswordPolicy: passwordPolicy })

export const serverCertificateList = () => ({
  ServerCertificateMetadataList: serverCertificates.map(({ name, uploaded, expires }) => ({
    Path: '/',
    ServerCertificateName: name,
    ServerCertificateId: uniqueId('ASCA', name),
    Arn: arnOf(`server-certificate/${name}`),
    UploadDate: offsetOf(uploaded),
    Expiration: offsetOf(expires),
  })),
})

export const samlProviderList = () => ({
  SAMLProviderList: samlProviders.map(({ arn, created, validUntil }) => ({
    Arn: arn,
    ValidUntil: offsetOf(validUntil),
    CreateDate: offsetOf(created),
  })),
})

export const oidcProviderList = () => ({ OpenIDConnectProviderList: oidcProviders.map((Arn) => ({ Arn })) })

const organizationArn = (kind: string, id = ''): string =>
  `arn:aws:organizations::${MANAGEMENT_ACCOUNT}:${kind}/${ORGANIZATION_ID}${id && `/${id}`}`

export const organization = () => ({
  Organization: {
    Id: ORGANIZATION_ID,
    Arn: organizationArn('organization'),
    FeatureSet: 'ALL',
    MasterAccountArn: organizationArn('account', MANAGEMENT_ACCOUNT),
    MasterAccountId: MANAGEMENT_ACCOUNT,
    MasterAccountEmail: 'aws-management@harbourline.example',
    AvailablePolicyTypes: [],
  },
})

export const organizationAccounts = () => ({
  Accounts: ORGANIZATION_ACCOUNTS.map(({ id, name, state, joined }) => ({
    Id: id,
    Arn: organizationArn('account', id),
    Email: `aws-${name}@harbourline.example`,
    Name: name,
    State: state,
    JoinedMethod: 'CREATED',
    JoinedTimestamp: offsetOf(joined),
  })),
})

export const trailStatus = () => ({
  [TRAIL_ARN]: {
    IsLogging: true,
    LatestDeliveryTime: offset(new Date('2026-11-20T05:51:44Z')),
    StartLoggingTime: offset(new Date(TRAIL_STARTED_AT)),
    StopLoggingTime: offset(new Date(TRAIL_STOPPED_AT)),
    LatestCloudWatchLogsDeliveryTime: offset(new Date('2026-11-20T05:52:01Z')),
    LatestDigestDeliveryTime: offset(new Date('2026-11-20T05:29:37Z')),
    LatestDeliveryAttemptTime: '2026-11-20T05:51:44Z',
    LatestNotificationAttemptTime: '',
    LatestNotificationAttemptSucceeded: '',
    LatestDeliveryAttemptSucceeded: '2026-11-20T05:51:44Z',
    TimeLoggingStarted: TRAIL_STARTED_AT,
    TimeLoggingStopped: TRAIL_STOPPED_AT,
  },
})

export const eventSelectorAnswers = () => ({
  [TRAIL_ARN]: { TrailARN: TRAIL_ARN, AdvancedEventSelectors: eventSelectors },
})
