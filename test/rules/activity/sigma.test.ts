import { event, iamCall, roleIdentity, rootIdentity, signIn } from '#test/support/activity.ts'
import { describePeer } from '#test/support/describe-peer.ts'
import { type LogCase, onLogs } from '#test/support/judged-logs.ts'
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

// What Sigma's CloudTrail rules about credentials and identity select and filter (SigmaHQ/sigma, rules/cloud/aws/cloudtrail; Detection Rule
// License: facts only, the events and words are ours), and the events that TrailAlerts tests the same rules with (adanalvarez/TrailAlerts;
// Apache-2.0), with their verdict and ours.

const ANY_CHANGE = 'a change is told where it takes something away or opens something'
const provider = { sAMLProviderArn: 'arn:aws:iam::111111111111:saml-provider/corp' }

const TRAILS: readonly LogCase[] = [
  ...['StopLogging', 'DeleteTrail'].map((eventName): LogCase => [
    `disable_logging: ${eventName}`,
    'FAIL',
    [trailCall(eventName, { name: 'main' })],
    ['trail-stopped-or-narrowed'],
  ]),
  [
    'disable_logging: the same name in another service',
    'PASS',
    [event(DAY, { eventName: 'StopLogging', readOnly: false })],
    [],
  ],
  [
    'disable_logging: one Region instead of all',
    'FAIL',
    [trailCall('UpdateTrail', { name: 'main', isMultiRegionTrail: false })],
    ['trail-stopped-or-narrowed'],
  ],
  [
    'disable_logging: another bucket',
    'FAIL',
    [trailCall('UpdateTrail', { name: 'main', s3BucketName: 'logs-2' })],
    ['trail-stopped-or-narrowed'],
  ],
  [
    'disable_logging: any UpdateTrail',
    'FAIL',
    [trailCall('UpdateTrail', { name: 'main', isMultiRegionTrail: true })],
    [],
    ANY_CHANGE,
  ],
  [
    'puteventselectors: management events off',
    'FAIL',
    [trailCall('PutEventSelectors', selectors(false))],
    ['trail-stopped-or-narrowed'],
  ],
  ['puteventselectors: any', 'FAIL', [trailCall('PutEventSelectors', selectors(true))], [], ANY_CHANGE],
]

const SIGN_INS: readonly LogCase[] = [
  ['console_login_success_without_mfa', 'FAIL', [signIn(DAY, { mfa: 'No' })], ['console-sign-in-without-mfa']],
  ['console_login_success_without_mfa: with MFA', 'PASS', [signIn(DAY)], []],
  [
    'console_login_failed_authentication',
    'FAIL',
    [signIn(DAY, { result: 'Failure' })],
    [],
    'people mistype; five in ten minutes, or five names from one address, are told',
  ],
  ['root_account_usage', 'FAIL', [rootSignIn('ConsoleLogin', true)], ['root-console-sign-in']],
  ['root_account_usage: a call', 'FAIL', [event(DAY, by(rootIdentity))], ['root-api-call']],
  ['root_account_usage: a service event', 'PASS', [event(DAY, by(rootIdentity, { eventType: 'AwsServiceEvent' }))], []],
  [
    'console_getsignintoken',
    'FAIL',
    [tokenCall(by(roleIdentity('app'), { userAgent: 'test/2.25.1' }))],
    ['console-session-from-api-credentials'],
  ],
  [
    'console_getsignintoken: the client of the access portal',
    'PASS',
    [tokenCall(by(roleIdentity('app'), { userAgent: 'Jersey/2.25.1' }))],
    [],
  ],
]

const CREDENTIALS: readonly LogCase[] = [
  [
    'iam_backdoor_users_keys',
    'FAIL',
    [iamCall(DAY, 'CreateAccessKey', { userName: 'bob' }, by(ann()))],
    ['credential-made', 'credential-made-for-someone-else'],
  ],
  [
    'iam_backdoor_users_keys: one’s own',
    'PASS',
    [iamCall(DAY, 'CreateAccessKey', { userName: 'ann' }, by(ann()))],
    ['credential-made'],
    'the watch tells of every long-lived credential; the daily audit sees the key itself',
  ],
  [
    'update_login_profile',
    'FAIL',
    [iamCall(DAY, 'UpdateLoginProfile', { userName: 'bob' }, by(ann('AKIAANN')))],
    ['login-profile-changed'],
  ],
  [
    'update_login_profile: one’s own, in the console',
    'PASS',
    [iamCall(DAY, 'UpdateLoginProfile', { userName: 'ann' }, by(ann('ASIAANN')))],
    [],
  ],
  [
    'update_login_profile: one’s own, with an access key',
    'PASS',
    [iamCall(DAY, 'UpdateLoginProfile', { userName: 'ann' }, by(ann('AKIAANN')))],
    ['login-profile-changed'],
    'the call does not ask for the old password: whoever has the key gets the console as well',
  ],
  [
    'iam_s3browser_loginprofile_creation',
    'FAIL',
    [iamCall(DAY, 'CreateLoginProfile', { userName: 'bob' }, by(ann(), { userAgent: 'S3 Browser 9.5.3' }))],
    ['credential-made', 'credential-made-for-someone-else', 'login-profile-changed'],
  ],
  [
    'iam_s3browser_loginprofile_creation: another client',
    'PASS',
    [iamCall(DAY, 'CreateLoginProfile', { userName: 'bob', passwordResetRequired: true }, by(ann()))],
    ['credential-made', 'credential-made-for-someone-else', 'login-profile-changed'],
    'a password made for somebody else is told whatever the client',
  ],
  [
    'create_iam: CreateUser',
    'FAIL',
    [iamCall(DAY, 'CreateUser', { userName: 'bob' })],
    [],
    'a user without a credential opens nothing; its first credential is told',
  ],
  [
    'pua_trufflehog',
    'FAIL',
    [stsCall('GetCallerIdentity', { userAgent: 'TruffleHog' })],
    ['access-key-tried-by-scanner'],
  ],
  ['sts_getsessiontoken_misuse', 'FAIL', [stsCall('GetSessionToken')], [], 'the way to use MFA on the command line'],
]

const PERMISSIONS: readonly LogCase[] = [
  ...['AdministratorAccess', 'PowerUserAccess', 'IAMFullAccess'].map((name): LogCase => [
    `iam_attach_critical_managed_policy: ${name}`,
    'FAIL',
    [iamCall(DAY, 'AttachGroupPolicy', { groupName: 'staff', policyArn: awsPolicy(name) })],
    ['administrator-policy-attached-in-log'],
  ]),
  ...(['PutUserPolicy', 'PutRolePolicy', 'PutGroupPolicy'] as const).map((eventName): LogCase => [
    `iam_privileged_inline_policy_creation: ${eventName}`,
    'FAIL',
    [iamCall(DAY, eventName, { userName: 'bob', policyName: 'p', policyDocument: allowing('*') })],
    ['administrator-policy-attached-in-log'],
  ]),
  [
    'iam_privileged_inline_policy_creation: one service',
    'PASS',
    [iamCall(DAY, 'PutRolePolicy', { roleName: 'app', policyName: 'p', policyDocument: allowing('s3:*') })],
    [],
  ],
  [
    'iam_managed_policy_version_abuse: a version that gives all',
    'FAIL',
    [
      iamCall(DAY, 'CreatePolicyVersion', {
        policyArn: 'arn:aws:iam::111111111111:policy/app',
        policyDocument: allowing('*'),
        setAsDefault: true,
      }),
    ],
    ['administrator-policy-attached-in-log'],
  ],
  [
    'iam_managed_policy_version_abuse: an earlier version',
    'FAIL',
    [iamCall(DAY, 'SetDefaultPolicyVersion', { policyArn: 'arn:aws:iam::111111111111:policy/app', versionId: 'v1' })],
    ['policy-widened'],
  ],
  [
    'iam_assume_role_policy_updated: another account',
    'FAIL',
    [iamCall(DAY, 'UpdateAssumeRolePolicy', { roleName: 'app', policyDocument: trusting({ AWS: '222222222222' }) })],
    ['role-opened-to-outside'],
  ],
  [
    'iam_assume_role_policy_updated: a service',
    'FAIL',
    [
      iamCall(DAY, 'UpdateAssumeRolePolicy', {
        roleName: 'app',
        policyDocument: trusting({ Service: 'ec2.amazonaws.com' }),
      }),
    ],
    [],
    ANY_CHANGE,
  ],
]

const SOURCES_OF_IDENTITY: readonly LogCase[] = [
  ['delete_saml_provider', 'FAIL', [iamCall(DAY, 'DeleteSAMLProvider', provider)], ['way-to-sign-in-changed']],
  [
    'susp_saml_activity: UpdateSAMLProvider',
    'FAIL',
    [iamCall(DAY, 'UpdateSAMLProvider', provider)],
    ['way-to-sign-in-changed'],
  ],
  [
    'susp_saml_activity: AssumeRoleWithSAML',
    'FAIL',
    [stsCall('AssumeRoleWithSAML', by({ type: 'SAMLUser', principalId: 'p:ann', userName: 'ann' }))],
    [],
    'how everybody comes in who comes by SAML',
  ],
  ['susp_saml_activity: read', 'PASS', [iamCall(DAY, 'GetSAMLProvider', provider, { readOnly: true })], []],
  ...[
    'AssociateDirectory',
    'DisassociateDirectory',
    'EnableExternalIdPConfigurationForDirectory',
    'DisableExternalIdPConfigurationForDirectory',
  ].map((eventName): LogCase => [
    `sso_idp_change: ${eventName}`,
    'FAIL',
    [directoryCall(eventName, { directoryId: 'd-9067000000' })],
    ['way-to-sign-in-changed'],
  ]),
  ['sso_idp_change: the same name in another service', 'PASS', [trailCall('AssociateDirectory', {})], []],
  [
    'iam_identity_center_permission_set_privilege_escalation: AdministratorAccess',
    'FAIL',
    [identityCenterCall('AttachManagedPolicyToPermissionSet', { managedPolicyArn: awsPolicy('AdministratorAccess') })],
    ['administrator-policy-attached-in-log'],
  ],
  [
    'iam_identity_center_permission_set_privilege_escalation: all, inline',
    'FAIL',
    [identityCenterCall('PutInlinePolicyToPermissionSet', { inlinePolicy: allowing('*') })],
    ['administrator-policy-attached-in-log'],
  ],
  [
    'iam_identity_center_permission_set_privilege_escalation: any assignment',
    'FAIL',
    [identityCenterCall('CreateAccountAssignment', { principalId: 'u-1' })],
    [],
    'how every person gets every access; what a permission set may do is judged',
  ],
]

describePeer('Sigma', onLogs, [...TRAILS, ...SIGN_INS, ...CREDENTIALS, ...PERMISSIONS, ...SOURCES_OF_IDENTITY])
