import { event, iamCall, roleIdentity, rootIdentity, signIn } from '#test/support/activity.ts'
import {
  allowing,
  ann,
  awsPolicy,
  by,
  DAY,
  directoryCall,
  identityCenterCall,
  rootSignIn,
  selectors,
  stsCall,
  tokenCall,
  trailCall,
  trusting,
} from '#test/support/peer-events.ts'
import { describePeer, type PeerRow } from '#test/support/peer-verdicts.ts'

// What Sigma's CloudTrail rules about credentials and identity select and filter (SigmaHQ/sigma, rules/cloud/aws/cloudtrail; Detection Rule
// License: facts only, the events and words are ours), and the events that TrailAlerts tests the same rules with (adanalvarez/TrailAlerts;
// Apache-2.0), with their verdict and ours.

const ANY_CHANGE = 'a change is told where it takes something away or opens something'
const provider = { sAMLProviderArn: 'arn:aws:iam::111111111111:saml-provider/corp' }

const TRAILS: readonly PeerRow[] = [
  ...['StopLogging', 'DeleteTrail'].map((eventName): PeerRow => ({
    name: `disable_logging: ${eventName}`,
    theirs: 'fires',
    events: [trailCall(eventName, { name: 'main' })],
    ours: ['trail-stopped-or-narrowed'],
  })),
  {
    name: 'disable_logging: the same name in another service',
    theirs: 'silent',
    events: [event(DAY, { eventName: 'StopLogging', readOnly: false })],
    ours: [],
  },
  {
    name: 'disable_logging: one Region instead of all',
    theirs: 'fires',
    events: [trailCall('UpdateTrail', { name: 'main', isMultiRegionTrail: false })],
    ours: ['trail-stopped-or-narrowed'],
  },
  {
    name: 'disable_logging: another bucket',
    theirs: 'fires',
    events: [trailCall('UpdateTrail', { name: 'main', s3BucketName: 'logs-2' })],
    ours: ['trail-stopped-or-narrowed'],
  },
  {
    name: 'disable_logging: any UpdateTrail',
    theirs: 'fires',
    events: [trailCall('UpdateTrail', { name: 'main', isMultiRegionTrail: true })],
    ours: [],
    why: ANY_CHANGE,
  },
  {
    name: 'puteventselectors: management events off',
    theirs: 'fires',
    events: [trailCall('PutEventSelectors', selectors(false))],
    ours: ['trail-stopped-or-narrowed'],
  },
  {
    name: 'puteventselectors: any',
    theirs: 'fires',
    events: [trailCall('PutEventSelectors', selectors(true))],
    ours: [],
    why: ANY_CHANGE,
  },
]

const SIGN_INS: readonly PeerRow[] = [
  {
    name: 'console_login_success_without_mfa',
    theirs: 'fires',
    events: [signIn(DAY, { mfa: 'No' })],
    ours: ['console-sign-in-without-mfa'],
  },
  { name: 'console_login_success_without_mfa: with MFA', theirs: 'silent', events: [signIn(DAY)], ours: [] },
  {
    name: 'console_login_failed_authentication',
    theirs: 'fires',
    events: [signIn(DAY, { result: 'Failure' })],
    ours: [],
    why: 'people mistype; five in ten minutes, or five names from one address, are told',
  },
  {
    name: 'root_account_usage',
    theirs: 'fires',
    events: [rootSignIn('ConsoleLogin', true)],
    ours: ['root-console-sign-in'],
  },
  {
    name: 'root_account_usage: a call',
    theirs: 'fires',
    events: [event(DAY, by(rootIdentity))],
    ours: ['root-api-call'],
  },
  {
    name: 'root_account_usage: a service event',
    theirs: 'silent',
    events: [event(DAY, by(rootIdentity, { eventType: 'AwsServiceEvent' }))],
    ours: [],
  },
  {
    name: 'console_getsignintoken',
    theirs: 'fires',
    events: [tokenCall(by(roleIdentity('app'), { userAgent: 'test/2.25.1' }))],
    ours: ['console-session-from-api-credentials'],
  },
  {
    name: 'console_getsignintoken: the client of the access portal',
    theirs: 'silent',
    events: [tokenCall(by(roleIdentity('app'), { userAgent: 'Jersey/2.25.1' }))],
    ours: [],
  },
]

const CREDENTIALS: readonly PeerRow[] = [
  {
    name: 'iam_backdoor_users_keys',
    theirs: 'fires',
    events: [iamCall(DAY, 'CreateAccessKey', { userName: 'bob' }, by(ann()))],
    ours: ['credential-made', 'credential-made-for-someone-else'],
  },
  {
    name: 'iam_backdoor_users_keys: one’s own',
    theirs: 'silent',
    events: [iamCall(DAY, 'CreateAccessKey', { userName: 'ann' }, by(ann()))],
    ours: ['credential-made'],
    why: 'the watch tells of every long-lived credential; the daily audit sees the key itself',
  },
  {
    name: 'update_login_profile',
    theirs: 'fires',
    events: [iamCall(DAY, 'UpdateLoginProfile', { userName: 'bob' }, by(ann('AKIAANN')))],
    ours: ['login-profile-changed'],
  },
  {
    name: 'update_login_profile: one’s own, in the console',
    theirs: 'silent',
    events: [iamCall(DAY, 'UpdateLoginProfile', { userName: 'ann' }, by(ann('ASIAANN')))],
    ours: [],
  },
  {
    name: 'update_login_profile: one’s own, with an access key',
    theirs: 'silent',
    events: [iamCall(DAY, 'UpdateLoginProfile', { userName: 'ann' }, by(ann('AKIAANN')))],
    ours: ['login-profile-changed'],
    why: 'the call does not ask for the old password: whoever has the key gets the console as well',
  },
  {
    name: 'iam_s3browser_loginprofile_creation',
    theirs: 'fires',
    events: [iamCall(DAY, 'CreateLoginProfile', { userName: 'bob' }, by(ann(), { userAgent: 'S3 Browser 9.5.3' }))],
    ours: ['credential-made', 'credential-made-for-someone-else', 'login-profile-changed'],
  },
  {
    name: 'iam_s3browser_loginprofile_creation: another client',
    theirs: 'silent',
    events: [iamCall(DAY, 'CreateLoginProfile', { userName: 'bob', passwordResetRequired: true }, by(ann()))],
    ours: ['credential-made', 'credential-made-for-someone-else', 'login-profile-changed'],
    why: 'a password made for somebody else is told whatever the client',
  },
  {
    name: 'create_iam: CreateUser',
    theirs: 'fires',
    events: [iamCall(DAY, 'CreateUser', { userName: 'bob' })],
    ours: [],
    why: 'a user without a credential opens nothing; its first credential is told',
  },
  {
    name: 'pua_trufflehog',
    theirs: 'fires',
    events: [stsCall('GetCallerIdentity', { userAgent: 'TruffleHog' })],
    ours: ['access-key-tried-by-scanner'],
  },
  {
    name: 'sts_getsessiontoken_misuse',
    theirs: 'fires',
    events: [stsCall('GetSessionToken')],
    ours: [],
    why: 'the way to use MFA on the command line',
  },
]

const PERMISSIONS: readonly PeerRow[] = [
  ...['AdministratorAccess', 'PowerUserAccess', 'IAMFullAccess'].map((name): PeerRow => ({
    name: `iam_attach_critical_managed_policy: ${name}`,
    theirs: 'fires',
    events: [iamCall(DAY, 'AttachGroupPolicy', { groupName: 'staff', policyArn: awsPolicy(name) })],
    ours: ['administrator-policy-attached-in-log'],
  })),
  ...(['PutUserPolicy', 'PutRolePolicy', 'PutGroupPolicy'] as const).map((eventName): PeerRow => ({
    name: `iam_privileged_inline_policy_creation: ${eventName}`,
    theirs: 'fires',
    events: [iamCall(DAY, eventName, { userName: 'bob', policyName: 'p', policyDocument: allowing('*') })],
    ours: ['administrator-policy-attached-in-log'],
  })),
  {
    name: 'iam_privileged_inline_policy_creation: one service',
    theirs: 'silent',
    events: [iamCall(DAY, 'PutRolePolicy', { roleName: 'app', policyName: 'p', policyDocument: allowing('s3:*') })],
    ours: [],
  },
  {
    name: 'iam_managed_policy_version_abuse: a version that gives all',
    theirs: 'fires',
    events: [
      iamCall(DAY, 'CreatePolicyVersion', {
        policyArn: 'arn:aws:iam::111111111111:policy/app',
        policyDocument: allowing('*'),
        setAsDefault: true,
      }),
    ],
    ours: ['administrator-policy-attached-in-log'],
  },
  {
    name: 'iam_managed_policy_version_abuse: an earlier version',
    theirs: 'fires',
    events: [
      iamCall(DAY, 'SetDefaultPolicyVersion', { policyArn: 'arn:aws:iam::111111111111:policy/app', versionId: 'v1' }),
    ],
    ours: ['policy-widened'],
  },
  {
    name: 'iam_assume_role_policy_updated: another account',
    theirs: 'fires',
    events: [
      iamCall(DAY, 'UpdateAssumeRolePolicy', { roleName: 'app', policyDocument: trusting({ AWS: '222222222222' }) }),
    ],
    ours: ['role-opened-to-outside'],
  },
  {
    name: 'iam_assume_role_policy_updated: a service',
    theirs: 'fires',
    events: [
      iamCall(DAY, 'UpdateAssumeRolePolicy', {
        roleName: 'app',
        policyDocument: trusting({ Service: 'ec2.amazonaws.com' }),
      }),
    ],
    ours: [],
    why: ANY_CHANGE,
  },
]

const SOURCES_OF_IDENTITY: readonly PeerRow[] = [
  {
    name: 'delete_saml_provider',
    theirs: 'fires',
    events: [iamCall(DAY, 'DeleteSAMLProvider', provider)],
    ours: ['way-to-sign-in-changed'],
  },
  {
    name: 'susp_saml_activity: UpdateSAMLProvider',
    theirs: 'fires',
    events: [iamCall(DAY, 'UpdateSAMLProvider', provider)],
    ours: ['way-to-sign-in-changed'],
  },
  {
    name: 'susp_saml_activity: AssumeRoleWithSAML',
    theirs: 'fires',
    events: [stsCall('AssumeRoleWithSAML', by({ type: 'SAMLUser', principalId: 'p:ann', userName: 'ann' }))],
    ours: [],
    why: 'how everybody comes in who comes by SAML',
  },
  {
    name: 'susp_saml_activity: read',
    theirs: 'silent',
    events: [iamCall(DAY, 'GetSAMLProvider', provider, { readOnly: true })],
    ours: [],
  },
  ...[
    'AssociateDirectory',
    'DisassociateDirectory',
    'EnableExternalIdPConfigurationForDirectory',
    'DisableExternalIdPConfigurationForDirectory',
  ].map((eventName): PeerRow => ({
    name: `sso_idp_change: ${eventName}`,
    theirs: 'fires',
    events: [directoryCall(eventName, { directoryId: 'd-9067000000' })],
    ours: ['way-to-sign-in-changed'],
  })),
  {
    name: 'sso_idp_change: the same name in another service',
    theirs: 'silent',
    events: [trailCall('AssociateDirectory', {})],
    ours: [],
  },
  {
    name: 'iam_identity_center_permission_set_privilege_escalation: AdministratorAccess',
    theirs: 'fires',
    events: [
      identityCenterCall('AttachManagedPolicyToPermissionSet', { managedPolicyArn: awsPolicy('AdministratorAccess') }),
    ],
    ours: ['administrator-policy-attached-in-log'],
  },
  {
    name: 'iam_identity_center_permission_set_privilege_escalation: all, inline',
    theirs: 'fires',
    events: [identityCenterCall('PutInlinePolicyToPermissionSet', { inlinePolicy: allowing('*') })],
    ours: ['administrator-policy-attached-in-log'],
  },
  {
    name: 'iam_identity_center_permission_set_privilege_escalation: any assignment',
    theirs: 'fires',
    events: [identityCenterCall('CreateAccountAssignment', { principalId: 'u-1' })],
    ours: [],
    why: 'how every person gets every access; what a permission set may do is judged',
  },
]

describePeer('Sigma', [...TRAILS, ...SIGN_INS, ...CREDENTIALS, ...PERMISSIONS, ...SOURCES_OF_IDENTITY])
