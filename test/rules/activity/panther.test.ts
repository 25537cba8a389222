import { event, iamCall, roleIdentity, rootIdentity, signIn, userIdentity } from '#test/support/activity.ts'
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
import { describePeer, type PeerRow } from '#test/support/peer-verdicts.ts'

// The cases of Panther's CloudTrail detections about credentials and identity (panther-labs/panther-analysis, rules/aws_cloudtrail_rules,
// `Tests:` of each rule; Apache-2.0; the events in our words), with Panther's verdict, of whichever of its rules speaks, and ours.

const ATTEMPT = 'an attempt that AWS refused is told, as a milder finding'

const TRAILS: readonly PeerRow[] = [
  {
    name: 'CloudTrail.Created',
    theirs: 'fires',
    events: [trailCall('CreateTrail', { name: 'main' })],
    ours: [],
    why: 'a new trail takes nothing out of sight',
  },
  {
    name: 'CloudTrail.Stopped',
    theirs: 'fires',
    events: [trailCall('StopLogging', { name: 'main' })],
    ours: ['trail-stopped-or-narrowed'],
  },
  {
    name: 'CloudTrail.Stopped: started',
    theirs: 'silent',
    events: [trailCall('StartLogging', { name: 'main' })],
    ours: [],
  },
  {
    name: 'CloudTrail.Stopped: no trail of that name',
    theirs: 'silent',
    events: [trailCall('StopLogging', { name: 'main' }, { errorCode: 'InvalidTrailNameException' })],
    ours: ['trail-stopped-or-narrowed'],
    why: ATTEMPT,
  },
  {
    name: 'Security.Configuration.Change: trail deleted',
    theirs: 'fires',
    events: [trailCall('DeleteTrail', { name: 'main' })],
    ours: ['trail-stopped-or-narrowed'],
  },
  {
    name: 'Security.Configuration.Change: deletion failed',
    theirs: 'silent',
    events: [trailCall('DeleteTrail', { name: 'main' }, { errorCode: 'ConflictException' })],
    ours: ['trail-stopped-or-narrowed'],
    why: ATTEMPT,
  },
  {
    name: 'CloudTrail.EventSelectorsDisabled',
    theirs: 'fires',
    events: [trailCall('PutEventSelectors', selectors(false))],
    ours: ['trail-stopped-or-narrowed'],
  },
  {
    name: 'CloudTrail.EventSelectorsDisabled: all management events',
    theirs: 'silent',
    events: [trailCall('PutEventSelectors', selectors(true))],
    ours: [],
  },
]

const SIGN_INS: readonly PeerRow[] = [
  {
    name: 'Console.LoginWithoutMFA: user',
    theirs: 'fires',
    events: [signIn(DAY, { mfa: 'No' })],
    ours: ['console-sign-in-without-mfa'],
  },
  {
    name: 'Console.LoginWithoutMFA: root',
    theirs: 'fires',
    events: [signIn(DAY, { mfa: 'No', ...by(rootIdentity) })],
    ours: ['root-console-sign-in'],
  },
  {
    name: 'Console.LoginWithoutMFA: through a SAML provider',
    theirs: 'silent',
    events: [
      signIn(DAY, {
        additionalEventData: { MFAUsed: 'No', SamlProviderArn: 'arn:aws:iam::111111111111:saml-provider/Okta' },
      }),
    ],
    ours: [],
  },
  { name: 'Console.LoginWithoutMFA: with MFA', theirs: 'silent', events: [signIn(DAY)], ours: [] },
  {
    name: 'Console.LoginWithoutMFA: failed',
    theirs: 'silent',
    events: [signIn(DAY, { mfa: 'No', result: 'Failure' })],
    ours: [],
  },
  {
    name: 'Console.LoginWithoutMFA: IAM Identity Center',
    theirs: 'silent',
    events: [signIn(DAY, { mfa: 'No', ...by(portalRole) })],
    ours: [],
  },
  {
    name: 'Console.LoginWithoutMFA: role by an identity provider',
    theirs: 'silent',
    events: [signIn(DAY, { mfa: 'No', ...by(roleIdentity('staff')) })],
    ours: [],
  },
  {
    name: 'Console.LoginWithoutMFA: user who is new',
    theirs: 'silent',
    events: [signIn(DAY, { mfa: 'No' })],
    ours: ['console-sign-in-without-mfa'],
    why: 'a password that is new opens the console as well; what is meant gets an exception with an end',
  },
  {
    name: 'CloudTrail.UnsuccessfulMFAattempt',
    theirs: 'fires',
    events: [signIn(DAY, { result: 'Failure' })],
    ours: [],
    why: 'one wrong code is a typing error; a run of them is failed-sign-in-burst',
  },
  {
    name: 'CloudTrail.Password.Spraying',
    theirs: 'fires',
    events: ['a', 'b', 'c', 'd', 'e'].map((name) => signIn(DAY, { result: 'Failure', ...by(userIdentity(name)) })),
    ours: ['password-spraying'],
  },
  {
    name: 'Standard.BruteForceByUser',
    theirs: 'fires',
    events: ['10:00', '10:01', '10:02', '10:03', '10:04'].map((time) =>
      signIn(`${DAY}T${time}`, { result: 'Failure' }),
    ),
    ours: ['failed-sign-in-burst'],
  },
  {
    name: 'Console.GetSigninToken',
    theirs: 'fires',
    events: [tokenCall(by(roleIdentity('app'), { userAgent: 'python-requests/2.28.0' }))],
    ours: ['console-session-from-api-credentials'],
  },
  {
    name: 'Console.GetSigninToken: the access portal',
    theirs: 'silent',
    events: [tokenCall(by(portalRole, { userAgent: 'Jersey/${project.version}' }))],
    ours: [],
  },
]

const ROOT: readonly PeerRow[] = [
  {
    name: 'Console.RootLogin',
    theirs: 'fires',
    events: [rootSignIn('ConsoleLogin', true)],
    ours: ['root-console-sign-in'],
  },
  {
    name: 'Console.RootLoginFailed',
    theirs: 'fires',
    events: [rootSignIn('ConsoleLogin', false)],
    ours: ['root-sign-in-failed'],
  },
  {
    name: 'Root.Activity',
    theirs: 'fires',
    events: [event(DAY, by(rootIdentity, { eventName: 'PutBucketVersioning', readOnly: false }))],
    ours: ['root-api-call'],
  },
  {
    name: 'Root.Activity: reads',
    theirs: 'silent',
    events: [event(DAY, by(rootIdentity, { eventSource: 'iam.amazonaws.com', eventName: 'ListAccessKeys' }))],
    ours: ['root-api-call'],
    why: 'who looks around as root has signed in as root; CIS 1.7 makes no difference',
  },
  {
    name: 'Root.Activity: service-linked role',
    theirs: 'silent',
    events: [event(DAY, by(rootIdentity, { eventName: 'CreateServiceLinkedRole', readOnly: false }))],
    ours: ['root-api-call'],
    why: 'what a service does in the name of root is left out by invokedBy; this is a person’s call',
  },
  {
    name: 'Root.Activity: a service acts',
    theirs: 'silent',
    events: [event(DAY, by({ ...rootIdentity, invokedBy: 'autoscaling.amazonaws.com' }))],
    ours: [],
  },
  {
    name: 'Root.Activity: sign-in through a provider failed',
    theirs: 'silent',
    events: [rootSignIn('ExternalIdPDirectoryLogin', false)],
    ours: ['root-sign-in-failed'],
    why: ATTEMPT,
  },
  {
    name: 'Root.PasswordChanged',
    theirs: 'fires',
    events: [rootSignIn('PasswordUpdated', true)],
    ours: ['root-password-changed'],
  },
  {
    name: 'Root.PasswordChanged: failed',
    theirs: 'silent',
    events: [rootSignIn('PasswordUpdated', false)],
    ours: ['root-password-changed'],
    why: ATTEMPT,
  },
  {
    name: 'CloudTrail.RootAccessKeyCreated',
    theirs: 'fires',
    events: [iamCall(DAY, 'CreateAccessKey', {}, by(rootIdentity))],
    ours: ['credential-made', 'credential-made-by-root', 'root-api-call'],
  },
  {
    name: 'CloudTrail.RootAccessKeyCreated: for a user',
    theirs: 'silent',
    events: [iamCall(DAY, 'CreateAccessKey', { userName: 'bob' }, by(rootIdentity))],
    ours: ['credential-made', 'credential-made-by-root', 'root-api-call'],
    why: 'it went past whoever else hands out credentials',
  },
]

const CREDENTIALS: readonly PeerRow[] = [
  {
    name: 'IAM.Backdoor.User.Keys: ann for ann',
    theirs: 'silent',
    events: [iamCall(DAY, 'CreateAccessKey', { userName: 'ann' }, by(ann()))],
    ours: ['credential-made'],
    why: 'the watch tells of every long-lived credential; the daily audit sees the key itself',
  },
  ...['bob', 'anna', 'an'].map((userName): PeerRow => ({
    name: `IAM.Backdoor.User.Keys: ann for ${userName}`,
    theirs: 'fires',
    events: [iamCall(DAY, 'CreateAccessKey', { userName }, by(ann()))],
    ours: ['credential-made', 'credential-made-for-someone-else'],
  })),
  {
    name: 'IAM.Backdoor.User.Keys: limit exceeded',
    theirs: 'silent',
    events: [iamCall(DAY, 'CreateAccessKey', { userName: 'bob' }, by(ann(), { errorCode: 'LimitExceededException' }))],
    ours: [],
  },
  {
    name: 'User.Login.Profile.Modified: bob’s',
    theirs: 'fires',
    events: [iamCall(DAY, 'UpdateLoginProfile', { userName: 'bob', passwordResetRequired: false })],
    ours: ['login-profile-changed'],
  },
  {
    name: 'User.Login.Profile.Modified: one’s own',
    theirs: 'silent',
    events: [iamCall(DAY, 'UpdateLoginProfile', { userName: 'ann' }, by(ann('ASIAANN')))],
    ours: [],
  },
  {
    name: 'User.Login.Profile.Modified: to be changed at the first sign-in',
    theirs: 'silent',
    events: [iamCall(DAY, 'UpdateLoginProfile', { userName: 'bob', passwordResetRequired: true })],
    ours: ['login-profile-changed'],
    why: 'a milder finding: whoever set it can still be the first to sign in',
  },
  {
    name: 'User.Login.Profile.Modified: session named after the user',
    theirs: 'silent',
    events: [
      iamCall(
        DAY,
        'UpdateLoginProfile',
        { userName: 'alice' },
        by({ ...roleIdentity('IAM'), arn: 'arn:aws:sts::111111111111:assumed-role/IAM/alice' }),
      ),
    ],
    ours: ['login-profile-changed'],
    why: 'whoever assumes a role gives the session its name: it proves nothing',
  },
  {
    name: 'IAM.Compromised.Key.Quarantine',
    theirs: 'fires',
    events: [
      iamCall(DAY, 'AttachUserPolicy', { userName: 'bob', policyArn: awsPolicy('AWSCompromisedKeyQuarantineV2') }),
    ],
    ours: ['quarantine-policy-attached'],
  },
  {
    name: 'IAM.Compromised.Key.Quarantine: another policy',
    theirs: 'silent',
    events: [iamCall(DAY, 'PutUserPolicy', { userName: 'bob', policyName: 'DenyAll' })],
    ours: ['policy-widened'],
    why: 'the watch does not weigh what a policy of one’s own says',
  },
  {
    name: 'KeyCompromised: inline, by the user itself',
    theirs: 'fires',
    events: [iamCall(DAY, 'PutUserPolicy', { userName: 'ann', policyName: 'AWSCompromisedKeyQuarantine' }, by(ann()))],
    ours: ['quarantine-policy-attached'],
  },
  {
    name: 'STS.GetCallerIdentity.TruffleHog',
    theirs: 'fires',
    events: [stsCall('GetCallerIdentity', { userAgent: 'TruffleHog' })],
    ours: ['access-key-tried-by-scanner'],
  },
  {
    name: 'STS.GetCallerIdentity.TruffleHog: aws-cli',
    theirs: 'silent',
    events: [stsCall('GetCallerIdentity')],
    ours: [],
  },
  {
    name: 'STS.GetCallerIdentity.TruffleHog: another call',
    theirs: 'silent',
    events: [stsCall('AssumeRole', { userAgent: 'TruffleHog' })],
    ours: ['access-key-tried-by-scanner'],
    why: 'the scanner has the key, whatever it calls',
  },
  {
    name: 'STS.GetSessionToken.Misuse',
    theirs: 'fires',
    events: [stsCall('GetSessionToken')],
    ours: [],
    why: 'the way to use MFA on the command line; without MFA such a session may not call IAM, and federation sessions are told',
  },
  {
    name: 'UpdateCredentials: own password',
    theirs: 'fires',
    events: [iamCall(DAY, 'ChangePassword', {}, by(ann()))],
    ours: [],
    why: 'ChangePassword asks for the old password: a wanted habit',
  },
  {
    name: 'UpdateCredentials: refused by the password policy',
    theirs: 'silent',
    events: [iamCall(DAY, 'ChangePassword', {}, by(ann(), { errorCode: 'PasswordPolicyViolation' }))],
    ours: [],
  },
  {
    name: 'IAM.CreateUser',
    theirs: 'fires',
    events: [iamCall(DAY, 'CreateUser', { userName: 'bob' })],
    ours: [],
    why: 'a user without a credential opens nothing; its first credential is told',
  },
  {
    name: 'IMDS.CredentialExfiltration',
    theirs: 'fires',
    events: [event(DAY, by({ ...roleIdentity('app'), principalId: 'AROAAPP:i-0abcdef1234567890' }))],
    ours: [],
    why: 'whether an address is the instance’s own is not in the log; GuardDuty knows it',
  },
]

const PERMISSIONS: readonly PeerRow[] = [
  {
    name: 'IAM.AttachAdminRolePolicy',
    theirs: 'fires',
    events: [iamCall(DAY, 'AttachRolePolicy', { roleName: 'app', policyArn: awsPolicy('AdministratorAccess') })],
    ours: ['administrator-policy-attached-in-log'],
  },
  {
    name: 'IAM.AttachAdminRolePolicy: to read',
    theirs: 'silent',
    events: [iamCall(DAY, 'AttachRolePolicy', { roleName: 'app', policyArn: awsPolicy('ReadOnlyAccess') })],
    ours: [],
  },
  {
    name: 'IAM.AttachAdminUserPolicy',
    theirs: 'fires',
    events: [iamCall(DAY, 'AttachUserPolicy', { userName: 'bob', policyArn: awsPolicy('AdministratorAccess') })],
    ours: ['administrator-policy-attached-in-log'],
  },
  {
    name: 'IAM.AttachAdminUserPolicy: to read',
    theirs: 'silent',
    events: [iamCall(DAY, 'AttachUserPolicy', { userName: 'bob', policyArn: awsPolicy('ReadOnlyAccess') })],
    ours: ['policy-widened'],
    why: 'the watch tells of any policy that a user gets',
  },
  {
    name: 'IAM.BackdoorRole',
    theirs: 'fires',
    events: [iamCall(DAY, 'UpdateAssumeRolePolicy', { roleName: 'app', policyDocument: trusting('*') })],
    ours: ['role-opened-to-outside'],
  },
  {
    name: 'IAM.BackdoorRole: a service',
    theirs: 'silent',
    events: [
      iamCall(DAY, 'UpdateAssumeRolePolicy', {
        roleName: 'app',
        policyDocument: trusting({ Service: 'ec2.amazonaws.com' }),
      }),
    ],
    ours: [],
  },
  {
    name: 'IAM.BackdoorRole: no policy',
    theirs: 'silent',
    events: [iamCall(DAY, 'UpdateAssumeRolePolicy', {})],
    ours: [],
  },
  {
    name: 'IAM.CreateRole',
    theirs: 'fires',
    events: [
      iamCall(DAY, 'CreateRole', {
        roleName: 'app',
        assumeRolePolicyDocument: trusting({ Service: 'ec2.amazonaws.com' }),
      }),
    ],
    ours: [],
    why: 'a role that only the account’s own services may assume is everyday work',
  },
  {
    name: 'IAM.PolicyModified',
    theirs: 'fires',
    events: [iamCall(DAY, 'DeleteGroupPolicy', { groupName: 'staff', policyName: 'p' })],
    ours: [],
    why: 'it takes permissions away',
  },
  {
    name: 'IAMUser.ReconAccessDenied',
    theirs: 'fires',
    events: [event(DAY, { eventSource: 'iam.amazonaws.com', eventName: 'GetRole', errorCode: 'AccessDenied' })],
    ours: [],
    why: 'one refusal is a mistake; five of a key that may nothing, or 25 different ones, are told',
  },
  ...['CreateSAMLProvider', 'UpdateSAMLProvider', 'DeleteSAMLProvider'].map((eventName): PeerRow => ({
    name: `Suspicious.SAML.Activity: ${eventName}`,
    theirs: 'fires',
    events: [iamCall(DAY, eventName, {})],
    ours: ['way-to-sign-in-changed'],
  })),
  {
    name: 'Suspicious.SAML.Activity: by IAM Identity Center',
    theirs: 'silent',
    events: [
      iamCall(
        DAY,
        'CreateSAMLProvider',
        {},
        by(roleIdentity('aws-service-role/sso.amazonaws.com/AWSServiceRoleForSSO')),
      ),
    ],
    ours: [],
  },
  {
    name: 'CloudTrail.AttemptToLeaveOrg',
    theirs: 'fires',
    events: [
      event(
        DAY,
        by(roleIdentity('app'), {
          eventSource: 'organizations.amazonaws.com',
          eventName: 'LeaveOrganization',
          errorCode: 'AccessDenied',
        }),
      ),
    ],
    ours: [],
    why: 'it concerns the organization, not a credential; its rules see that a member is gone',
  },
]

describePeer('Panther', [...TRAILS, ...SIGN_INS, ...ROOT, ...CREDENTIALS, ...PERMISSIONS])
