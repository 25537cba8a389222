import { event, iamCall, roleIdentity, rootIdentity, signIn, userIdentity } from '#test/support/activity.ts'
import { describePeer } from '#test/support/describe-peer.ts'
import { type LogCase, onLogs } from '#test/support/judged-logs.ts'
import {
  ann,
  awsPolicy,
  by,
  DAY,
  portalRole,
  rootSignIn,
  selectors,
  stsCall,
  tokenCall,
  trailCall,
  trusting,
} from '#test/support/peer-events.ts'

// The cases of Panther's CloudTrail detections about credentials and identity (panther-labs/panther-analysis, rules/aws_cloudtrail_rules,
// `Tests:` of each rule; Apache-2.0; the events in our words), with Panther's verdict, of whichever of its rules speaks, and ours.

const ATTEMPT = 'an attempt that AWS refused is told, as a milder finding'

const TRAILS: readonly LogCase[] = [
  [
    'CloudTrail.Created',
    'FAIL',
    [trailCall('CreateTrail', { name: 'main' })],
    [],
    'a new trail takes nothing out of sight',
  ],
  ['CloudTrail.Stopped', 'FAIL', [trailCall('StopLogging', { name: 'main' })], ['trail-stopped-or-narrowed']],
  ['CloudTrail.Stopped: started', 'PASS', [trailCall('StartLogging', { name: 'main' })], []],
  [
    'CloudTrail.Stopped: no trail of that name',
    'PASS',
    [trailCall('StopLogging', { name: 'main' }, { errorCode: 'InvalidTrailNameException' })],
    ['trail-stopped-or-narrowed'],
    ATTEMPT,
  ],
  [
    'Security.Configuration.Change: trail deleted',
    'FAIL',
    [trailCall('DeleteTrail', { name: 'main' })],
    ['trail-stopped-or-narrowed'],
  ],
  [
    'Security.Configuration.Change: deletion failed',
    'PASS',
    [trailCall('DeleteTrail', { name: 'main' }, { errorCode: 'ConflictException' })],
    ['trail-stopped-or-narrowed'],
    ATTEMPT,
  ],
  [
    'CloudTrail.EventSelectorsDisabled',
    'FAIL',
    [trailCall('PutEventSelectors', selectors(false))],
    ['trail-stopped-or-narrowed'],
  ],
  [
    'CloudTrail.EventSelectorsDisabled: all management events',
    'PASS',
    [trailCall('PutEventSelectors', selectors(true))],
    [],
  ],
]

const SIGN_INS: readonly LogCase[] = [
  ['Console.LoginWithoutMFA: user', 'FAIL', [signIn(DAY, { mfa: 'No' })], ['console-sign-in-without-mfa']],
  [
    'Console.LoginWithoutMFA: root',
    'FAIL',
    [signIn(DAY, { mfa: 'No', ...by(rootIdentity) })],
    ['root-console-sign-in'],
  ],
  [
    'Console.LoginWithoutMFA: through a SAML provider',
    'PASS',
    [
      signIn(DAY, {
        additionalEventData: { MFAUsed: 'No', SamlProviderArn: 'arn:aws:iam::111111111111:saml-provider/Okta' },
      }),
    ],
    [],
  ],
  ['Console.LoginWithoutMFA: with MFA', 'PASS', [signIn(DAY)], []],
  ['Console.LoginWithoutMFA: failed', 'PASS', [signIn(DAY, { mfa: 'No', result: 'Failure' })], []],
  ['Console.LoginWithoutMFA: IAM Identity Center', 'PASS', [signIn(DAY, { mfa: 'No', ...by(portalRole) })], []],
  [
    'Console.LoginWithoutMFA: role by an identity provider',
    'PASS',
    [signIn(DAY, { mfa: 'No', ...by(roleIdentity('staff')) })],
    [],
  ],
  [
    'Console.LoginWithoutMFA: user who is new',
    'PASS',
    [signIn(DAY, { mfa: 'No' })],
    ['console-sign-in-without-mfa'],
    'a password that is new opens the console as well; what is meant gets an exception with an end',
  ],
  [
    'CloudTrail.UnsuccessfulMFAattempt',
    'FAIL',
    [signIn(DAY, { result: 'Failure' })],
    [],
    'one wrong code is a typing error; a run of them is failed-sign-in-burst',
  ],
  [
    'CloudTrail.Password.Spraying',
    'FAIL',
    ['a', 'b', 'c', 'd', 'e'].map((name) => signIn(DAY, { result: 'Failure', ...by(userIdentity(name)) })),
    ['password-spraying'],
  ],
  [
    'Standard.BruteForceByUser',
    'FAIL',
    ['10:00', '10:01', '10:02', '10:03', '10:04'].map((time) => signIn(`${DAY}T${time}`, { result: 'Failure' })),
    ['failed-sign-in-burst'],
  ],
  [
    'Console.GetSigninToken',
    'FAIL',
    [tokenCall(by(roleIdentity('app'), { userAgent: 'python-requests/2.28.0' }))],
    ['console-session-from-api-credentials'],
  ],
  [
    'Console.GetSigninToken: the access portal',
    'PASS',
    [tokenCall(by(portalRole, { userAgent: 'Jersey/${project.version}' }))],
    [],
  ],
]

const ROOT: readonly LogCase[] = [
  ['Console.RootLogin', 'FAIL', [rootSignIn('ConsoleLogin', true)], ['root-console-sign-in']],
  ['Console.RootLoginFailed', 'FAIL', [rootSignIn('ConsoleLogin', false)], ['root-sign-in-failed']],
  [
    'Root.Activity',
    'FAIL',
    [event(DAY, by(rootIdentity, { eventName: 'PutBucketVersioning', readOnly: false }))],
    ['root-api-call'],
  ],
  [
    'Root.Activity: reads',
    'PASS',
    [event(DAY, by(rootIdentity, { eventSource: 'iam.amazonaws.com', eventName: 'ListAccessKeys' }))],
    ['root-api-call'],
    'who looks around as root has signed in as root; CIS 1.7 makes no difference',
  ],
  [
    'Root.Activity: service-linked role',
    'PASS',
    [event(DAY, by(rootIdentity, { eventName: 'CreateServiceLinkedRole', readOnly: false }))],
    ['root-api-call'],
    'what a service does in the name of root is left out by invokedBy; this is a person’s call',
  ],
  [
    'Root.Activity: a service acts',
    'PASS',
    [event(DAY, by({ ...rootIdentity, invokedBy: 'autoscaling.amazonaws.com' }))],
    [],
  ],
  [
    'Root.Activity: sign-in through a provider failed',
    'PASS',
    [rootSignIn('ExternalIdPDirectoryLogin', false)],
    ['root-sign-in-failed'],
    ATTEMPT,
  ],
  ['Root.PasswordChanged', 'FAIL', [rootSignIn('PasswordUpdated', true)], ['root-password-changed']],
  ['Root.PasswordChanged: failed', 'PASS', [rootSignIn('PasswordUpdated', false)], ['root-password-changed'], ATTEMPT],
  [
    'CloudTrail.RootAccessKeyCreated',
    'FAIL',
    [iamCall(DAY, 'CreateAccessKey', {}, by(rootIdentity))],
    ['credential-made', 'credential-made-by-root', 'root-api-call'],
  ],
  [
    'CloudTrail.RootAccessKeyCreated: for a user',
    'PASS',
    [iamCall(DAY, 'CreateAccessKey', { userName: 'bob' }, by(rootIdentity))],
    ['credential-made', 'credential-made-by-root', 'root-api-call'],
    'it went past whoever else hands out credentials',
  ],
]

const CREDENTIALS: readonly LogCase[] = [
  [
    'IAM.Backdoor.User.Keys: ann for ann',
    'PASS',
    [iamCall(DAY, 'CreateAccessKey', { userName: 'ann' }, by(ann()))],
    ['credential-made'],
    'the watch tells of every long-lived credential; the daily audit sees the key itself',
  ],
  ...['bob', 'anna', 'an'].map((userName): LogCase => [
    `IAM.Backdoor.User.Keys: ann for ${userName}`,
    'FAIL',
    [iamCall(DAY, 'CreateAccessKey', { userName }, by(ann()))],
    ['credential-made', 'credential-made-for-someone-else'],
  ]),
  [
    'IAM.Backdoor.User.Keys: limit exceeded',
    'PASS',
    [iamCall(DAY, 'CreateAccessKey', { userName: 'bob' }, by(ann(), { errorCode: 'LimitExceededException' }))],
    [],
  ],
  [
    'User.Login.Profile.Modified: bob’s',
    'FAIL',
    [iamCall(DAY, 'UpdateLoginProfile', { userName: 'bob', passwordResetRequired: false })],
    ['login-profile-changed'],
  ],
  [
    'User.Login.Profile.Modified: one’s own',
    'PASS',
    [iamCall(DAY, 'UpdateLoginProfile', { userName: 'ann' }, by(ann('ASIAANN')))],
    [],
  ],
  [
    'User.Login.Profile.Modified: to be changed at the first sign-in',
    'PASS',
    [iamCall(DAY, 'UpdateLoginProfile', { userName: 'bob', passwordResetRequired: true })],
    ['login-profile-changed'],
    'a milder finding: whoever set it can still be the first to sign in',
  ],
  [
    'User.Login.Profile.Modified: session named after the user',
    'PASS',
    [
      iamCall(
        DAY,
        'UpdateLoginProfile',
        { userName: 'alice' },
        by({ ...roleIdentity('IAM'), arn: 'arn:aws:sts::111111111111:assumed-role/IAM/alice' }),
      ),
    ],
    ['login-profile-changed'],
    'whoever assumes a role gives the session its name: it proves nothing',
  ],
  [
    'IAM.Compromised.Key.Quarantine',
    'FAIL',
    [iamCall(DAY, 'AttachUserPolicy', { userName: 'bob', policyArn: awsPolicy('AWSCompromisedKeyQuarantineV2') })],
    ['quarantine-policy-attached'],
  ],
  [
    'IAM.Compromised.Key.Quarantine: another policy',
    'PASS',
    [iamCall(DAY, 'PutUserPolicy', { userName: 'bob', policyName: 'DenyAll' })],
    ['policy-widened'],
    'the watch does not weigh what a policy of one’s own says',
  ],
  [
    'KeyCompromised: inline, by the user itself',
    'FAIL',
    [iamCall(DAY, 'PutUserPolicy', { userName: 'ann', policyName: 'AWSCompromisedKeyQuarantine' }, by(ann()))],
    ['quarantine-policy-attached'],
  ],
  [
    'STS.GetCallerIdentity.TruffleHog',
    'FAIL',
    [stsCall('GetCallerIdentity', { userAgent: 'TruffleHog' })],
    ['access-key-tried-by-scanner'],
  ],
  ['STS.GetCallerIdentity.TruffleHog: aws-cli', 'PASS', [stsCall('GetCallerIdentity')], []],
  [
    'STS.GetCallerIdentity.TruffleHog: another call',
    'PASS',
    [stsCall('AssumeRole', { userAgent: 'TruffleHog' })],
    ['access-key-tried-by-scanner'],
    'the scanner has the key, whatever it calls',
  ],
  [
    'STS.GetSessionToken.Misuse',
    'FAIL',
    [stsCall('GetSessionToken')],
    [],
    'the way to use MFA on the command line; without MFA such a session may not call IAM, and federation sessions are told',
  ],
  [
    'UpdateCredentials: own password',
    'FAIL',
    [iamCall(DAY, 'ChangePassword', {}, by(ann()))],
    [],
    'ChangePassword asks for the old password: a wanted habit',
  ],
  [
    'UpdateCredentials: refused by the password policy',
    'PASS',
    [iamCall(DAY, 'ChangePassword', {}, by(ann(), { errorCode: 'PasswordPolicyViolation' }))],
    [],
  ],
  [
    'IAM.CreateUser',
    'FAIL',
    [iamCall(DAY, 'CreateUser', { userName: 'bob' })],
    [],
    'a user without a credential opens nothing; its first credential is told',
  ],
  [
    'IMDS.CredentialExfiltration',
    'FAIL',
    [event(DAY, by({ ...roleIdentity('app'), principalId: 'AROAAPP:i-0abcdef1234567890' }))],
    [],
    'whether an address is the instance’s own is not in the log; GuardDuty knows it',
  ],
]

const PERMISSIONS: readonly LogCase[] = [
  [
    'IAM.AttachAdminRolePolicy',
    'FAIL',
    [iamCall(DAY, 'AttachRolePolicy', { roleName: 'app', policyArn: awsPolicy('AdministratorAccess') })],
    ['administrator-policy-attached-in-log'],
  ],
  [
    'IAM.AttachAdminRolePolicy: to read',
    'PASS',
    [iamCall(DAY, 'AttachRolePolicy', { roleName: 'app', policyArn: awsPolicy('ReadOnlyAccess') })],
    [],
  ],
  [
    'IAM.AttachAdminUserPolicy',
    'FAIL',
    [iamCall(DAY, 'AttachUserPolicy', { userName: 'bob', policyArn: awsPolicy('AdministratorAccess') })],
    ['administrator-policy-attached-in-log'],
  ],
  [
    'IAM.AttachAdminUserPolicy: to read',
    'PASS',
    [iamCall(DAY, 'AttachUserPolicy', { userName: 'bob', policyArn: awsPolicy('ReadOnlyAccess') })],
    ['policy-widened'],
    'the watch tells of any policy that a user gets',
  ],
  [
    'IAM.BackdoorRole',
    'FAIL',
    [iamCall(DAY, 'UpdateAssumeRolePolicy', { roleName: 'app', policyDocument: trusting('*') })],
    ['role-opened-to-outside'],
  ],
  [
    'IAM.BackdoorRole: a service',
    'PASS',
    [
      iamCall(DAY, 'UpdateAssumeRolePolicy', {
        roleName: 'app',
        policyDocument: trusting({ Service: 'ec2.amazonaws.com' }),
      }),
    ],
    [],
  ],
  ['IAM.BackdoorRole: no policy', 'PASS', [iamCall(DAY, 'UpdateAssumeRolePolicy', {})], []],
  [
    'IAM.CreateRole',
    'FAIL',
    [
      iamCall(DAY, 'CreateRole', {
        roleName: 'app',
        assumeRolePolicyDocument: trusting({ Service: 'ec2.amazonaws.com' }),
      }),
    ],
    [],
    'a role that only the account’s own services may assume is everyday work',
  ],
  [
    'IAM.PolicyModified',
    'FAIL',
    [iamCall(DAY, 'DeleteGroupPolicy', { groupName: 'staff', policyName: 'p' })],
    [],
    'it takes permissions away',
  ],
  [
    'IAMUser.ReconAccessDenied',
    'FAIL',
    [event(DAY, { eventSource: 'iam.amazonaws.com', eventName: 'GetRole', errorCode: 'AccessDenied' })],
    [],
    'one refusal is a mistake; five of a key that may nothing, or 25 different ones, are told',
  ],
  ...['CreateSAMLProvider', 'UpdateSAMLProvider', 'DeleteSAMLProvider'].map((eventName): LogCase => [
    `Suspicious.SAML.Activity: ${eventName}`,
    'FAIL',
    [iamCall(DAY, eventName, {})],
    ['way-to-sign-in-changed'],
  ]),
  [
    'Suspicious.SAML.Activity: by IAM Identity Center',
    'PASS',
    [
      iamCall(
        DAY,
        'CreateSAMLProvider',
        {},
        by(roleIdentity('aws-service-role/sso.amazonaws.com/AWSServiceRoleForSSO')),
      ),
    ],
    [],
  ],
  [
    'CloudTrail.AttemptToLeaveOrg',
    'FAIL',
    [
      event(
        DAY,
        by(roleIdentity('app'), {
          eventSource: 'organizations.amazonaws.com',
          eventName: 'LeaveOrganization',
          errorCode: 'AccessDenied',
        }),
      ),
    ],
    [],
    'it concerns the organization, not a credential; its rules see that a member is gone',
  ],
]

describePeer('Panther', onLogs, [...TRAILS, ...SIGN_INS, ...ROOT, ...CREDENTIALS, ...PERMISSIONS])
