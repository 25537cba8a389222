import { event, iamCall, roleIdentity, rootIdentity, signIn, userIdentity } from '#test/support/activity.ts'
import {
  ann,
  awsPolicy,
  by,
  DAY,
  directoryCall,
  portalRole,
  stsCall,
  trailCall,
  selectors,
  trusting,
} from '#test/support/peer-events.ts'
import { describePeer, type PeerRow } from '#test/support/peer-verdicts.ts'

// What Elastic's detection rules about AWS credentials and identity look for (elastic/detection-rules, rules/integrations/aws; Elastic License:
// facts only, the events and words are ours), with Elastic's verdict and ours.

const omitted = { omitted: true, originalSize: 102_401, reason: 'requestParameters too large' }
const kali = 'aws-cli/2.23.6 os/linux#6.12.13+kali-amd64 md/distrib#kali.2025 md/command#iam.get-user'
const failures = (count: number, identity: (index: number) => ReturnType<typeof userIdentity>) =>
  Array.from({ length: count }, (_, index) =>
    signIn(`${DAY}T10:${String(index).padStart(2, '0')}`, { result: 'Failure', userIdentity: identity(index) }),
  )

const EVASION: readonly PeerRow[] = [
  {
    name: 'CloudTrail log evasion: an inline policy',
    theirs: 'fires',
    events: [iamCall(DAY, 'PutUserPolicy', omitted)],
    ours: ['iam-change-hidden-from-log'],
  },
  {
    name: 'CloudTrail log evasion: refused',
    theirs: 'silent',
    events: [iamCall(DAY, 'PutUserPolicy', omitted, { errorCode: 'AccessDenied' })],
    ours: [],
  },
  {
    name: 'CloudTrail log evasion: a chain of certificates',
    theirs: 'fires',
    events: [iamCall(DAY, 'UploadServerCertificate', omitted)],
    ours: [],
    why: 'a chain may be that long; a policy may not',
  },
  {
    name: 'CloudTrail management events disabled via event selectors',
    theirs: 'fires',
    events: [trailCall('PutEventSelectors', selectors(false))],
    ours: ['trail-stopped-or-narrowed'],
  },
  {
    name: 'account password policy deleted',
    theirs: 'fires',
    events: [iamCall(DAY, 'DeleteAccountPasswordPolicy', {})],
    ours: ['password-policy-deleted'],
  },
  {
    name: 'SAML provider deleted',
    theirs: 'fires',
    events: [iamCall(DAY, 'DeleteSAMLProvider', {})],
    ours: ['way-to-sign-in-changed'],
  },
  {
    name: 'customer managed policy deleted',
    theirs: 'fires',
    events: [iamCall(DAY, 'DeletePolicy', { policyArn: 'arn:aws:iam::111111111111:policy/p' })],
    ours: [],
    why: 'it takes permissions away',
  },
]

const CREDENTIAL_ACCESS: readonly PeerRow[] = [
  {
    name: 'console brute force by user',
    theirs: 'fires',
    events: failures(10, () => userIdentity('ann')),
    ours: ['failed-sign-in-burst'],
  },
  {
    name: 'console brute force by address',
    theirs: 'fires',
    events: failures(10, (index) => userIdentity(`user${index}`)),
    ours: ['password-spraying'],
  },
  {
    name: 'root console brute force',
    theirs: 'fires',
    events: failures(10, () => rootIdentity),
    ours: ['failed-sign-in-burst', 'root-sign-in-failed'],
  },
  {
    name: 'key quarantine policy attached',
    theirs: 'fires',
    events: [
      iamCall(DAY, 'AttachUserPolicy', { userName: 'bob', policyArn: awsPolicy('AWSCompromisedKeyQuarantineV3') }),
    ],
    ours: ['quarantine-policy-attached'],
  },
  {
    name: 'user added to group',
    theirs: 'fires',
    events: [iamCall(DAY, 'AddUserToGroup', { userName: 'bob', groupName: 'admins' })],
    ours: ['policy-widened'],
  },
  {
    name: 'federation token by a user',
    theirs: 'fires',
    events: [stsCall('GetFederationToken')],
    ours: ['federation-session-of-user'],
  },
  {
    name: 'role brute force by trust policies',
    theirs: 'fires',
    events: Array.from({ length: 30 }, (_, index) =>
      iamCall(
        `${DAY}T10:${String(index).padStart(2, '0')}`,
        'UpdateAssumeRolePolicy',
        { roleName: 'probe' },
        {
          errorCode: 'MalformedPolicyDocumentException',
        },
      ),
    ),
    ours: [],
    why: 'whoever guesses names so does it in an account of their own',
  },
  {
    name: 'Identity Center: external provider redirected',
    theirs: 'fires',
    events: [directoryCall('ImportExternalIdPCertificate', { directoryId: 'd-9067000000' })],
    ours: ['way-to-sign-in-changed'],
  },
  {
    name: 'Identity Center: MFA device removed',
    theirs: 'fires',
    events: [directoryCall('DeleteMfaDeviceForUser', { userId: 'u-1' })],
    ours: ['mfa-device-deactivated'],
  },
  {
    name: 'Kali Linux on the command line',
    theirs: 'fires',
    events: [event(DAY, { userAgent: kali })],
    ours: ['access-key-tried-by-scanner'],
  },
  {
    name: 'Kali Linux, with a session of a role',
    theirs: 'fires',
    events: [event(DAY, by(roleIdentity('app'), { userAgent: kali }))],
    ours: ['session-used-by-attack-tool'],
  },
]

const PERSISTENCE: readonly PeerRow[] = [
  {
    name: 'login profile added for root',
    theirs: 'fires',
    events: [iamCall(DAY, 'CreateLoginProfile', {}, by({ ...rootIdentity, sessionContext: { assumedRoot: 'true' } }))],
    ours: ['credential-made', 'credential-made-by-root', 'login-profile-changed', 'root-privileged-task'],
  },
  {
    name: 'access keys for another user',
    theirs: 'fires',
    events: [iamCall(DAY, 'CreateAccessKey', { userName: 'bob' }, by(ann()))],
    ours: ['credential-made', 'credential-made-for-someone-else'],
  },
  {
    name: 'access key for oneself',
    theirs: 'fires',
    events: [iamCall(DAY, 'CreateAccessKey', {}, by(ann('ASIAANN')))],
    ours: ['credential-made'],
  },
  ...(['CreateOpenIDConnectProvider', 'CreateSAMLProvider', 'UpdateSAMLProvider'] as const).map(
    (eventName): PeerRow => ({
      name: `identity provider: ${eventName}`,
      theirs: 'fires',
      events: [iamCall(DAY, eventName, {})],
      ours: ['way-to-sign-in-changed'],
    }),
  ),
  ...(['CreateTrustAnchor', 'CreateProfile'] as const).map((eventName): PeerRow => ({
    name: `Roles Anywhere: ${eventName}`,
    theirs: 'fires',
    events: [event(DAY, { eventSource: 'rolesanywhere.amazonaws.com', eventName, readOnly: false })],
    ours: ['way-to-sign-in-changed'],
  })),
  {
    name: 'MFA device deactivated',
    theirs: 'fires',
    events: [iamCall(DAY, 'DeactivateMFADevice', { userName: 'bob' })],
    ours: ['mfa-device-deactivated'],
  },
  {
    name: 'group deleted',
    theirs: 'fires',
    events: [iamCall(DAY, 'DeleteGroup', { groupName: 'staff' })],
    ours: [],
    why: 'it takes permissions away',
  },
]

const ESCALATION: readonly PeerRow[] = [
  {
    name: 'AdministratorAccess attached to a role',
    theirs: 'fires',
    events: [iamCall(DAY, 'AttachRolePolicy', { roleName: 'app', policyArn: awsPolicy('AdministratorAccess') })],
    ours: ['administrator-policy-attached-in-log'],
  },
  {
    name: 'AssumeRoot',
    theirs: 'fires',
    events: [
      stsCall('AssumeRoot', by(roleIdentity('admin'), { requestParameters: { targetPrincipal: '222222222222' } })),
    ],
    ours: ['assume-root-called'],
  },
  {
    name: 'role chaining',
    theirs: 'fires',
    events: [stsCall('AssumeRole', by(roleIdentity('app')))],
    ours: [],
    why: 'how pipelines and IAM Identity Center work every day; what a role may reach is judged by its policies',
  },
  {
    name: 'trust policy updated, by whoever never did',
    theirs: 'fires',
    events: [iamCall(DAY, 'UpdateAssumeRolePolicy', { roleName: 'app', policyDocument: trusting({ AWS: '*' }) })],
    ours: ['role-opened-to-outside'],
  },
  {
    name: 'console sign-in of a federated user without MFA',
    theirs: 'fires',
    events: [
      signIn(DAY, {
        mfa: 'No',
        userIdentity: {
          type: 'FederatedUser',
          arn: 'arn:aws:sts::111111111111:federated-user/ann',
          accountId: '111111111111',
          sessionContext: { sessionIssuer: { type: 'IAMUser', arn: 'arn:aws:iam::111111111111:user/ann' } },
        },
      }),
    ],
    ours: ['console-sign-in-without-mfa'],
  },
  {
    name: 'console sign-in without MFA: IAM Identity Center',
    theirs: 'silent',
    events: [signIn(DAY, { mfa: 'No', userIdentity: portalRole })],
    ours: [],
  },
]

describePeer('Elastic', [...EVASION, ...CREDENTIAL_ACCESS, ...PERSISTENCE, ...ESCALATION])
