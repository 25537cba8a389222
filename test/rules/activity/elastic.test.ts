import { event, iamCall, roleIdentity, rootIdentity, signIn, userIdentity } from '#test/support/activity.ts'
import { describePeer } from '#test/support/describe-peer.ts'
import { type LogCase, onLogs } from '#test/support/judged-logs.ts'
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

// What Elastic's detection rules about AWS credentials and identity look for (elastic/detection-rules, rules/integrations/aws; Elastic License:
// facts only, the events and words are ours), with Elastic's verdict and ours.

const omitted = { omitted: true, originalSize: 102_401, reason: 'requestParameters too large' }
const kali = 'aws-cli/2.23.6 os/linux#6.12.13+kali-amd64 md/distrib#kali.2025 md/command#iam.get-user'
const failures = (count: number, identity: (index: number) => ReturnType<typeof userIdentity>) =>
  Array.from({ length: count }, (_, index) =>
    signIn(`${DAY}T10:${String(index).padStart(2, '0')}`, { result: 'Failure', userIdentity: identity(index) }),
  )

const EVASION: readonly LogCase[] = [
  [
    'CloudTrail log evasion: an inline policy',
    'FAIL',
    [iamCall(DAY, 'PutUserPolicy', omitted)],
    ['iam-change-hidden-from-log'],
  ],
  [
    'CloudTrail log evasion: refused',
    'PASS',
    [iamCall(DAY, 'PutUserPolicy', omitted, { errorCode: 'AccessDenied' })],
    [],
  ],
  [
    'CloudTrail log evasion: a chain of certificates',
    'FAIL',
    [iamCall(DAY, 'UploadServerCertificate', omitted)],
    [],
    'a chain may be that long; a policy may not',
  ],
  [
    'CloudTrail management events disabled via event selectors',
    'FAIL',
    [trailCall('PutEventSelectors', selectors(false))],
    ['trail-stopped-or-narrowed'],
  ],
  [
    'account password policy deleted',
    'FAIL',
    [iamCall(DAY, 'DeleteAccountPasswordPolicy', {})],
    ['password-policy-deleted'],
  ],
  ['SAML provider deleted', 'FAIL', [iamCall(DAY, 'DeleteSAMLProvider', {})], ['way-to-sign-in-changed']],
  [
    'customer managed policy deleted',
    'FAIL',
    [iamCall(DAY, 'DeletePolicy', { policyArn: 'arn:aws:iam::111111111111:policy/p' })],
    [],
    'it takes permissions away',
  ],
]

const CREDENTIAL_ACCESS: readonly LogCase[] = [
  ['console brute force by user', 'FAIL', failures(10, () => userIdentity('ann')), ['failed-sign-in-burst']],
  [
    'console brute force by address',
    'FAIL',
    failures(10, (index) => userIdentity(`user${index}`)),
    ['password-spraying'],
  ],
  [
    'root console brute force',
    'FAIL',
    failures(10, () => rootIdentity),
    ['failed-sign-in-burst', 'root-sign-in-failed'],
  ],
  [
    'key quarantine policy attached',
    'FAIL',
    [iamCall(DAY, 'AttachUserPolicy', { userName: 'bob', policyArn: awsPolicy('AWSCompromisedKeyQuarantineV3') })],
    ['quarantine-policy-attached'],
  ],
  [
    'user added to group',
    'FAIL',
    [iamCall(DAY, 'AddUserToGroup', { userName: 'bob', groupName: 'admins' })],
    ['policy-widened'],
  ],
  ['federation token by a user', 'FAIL', [stsCall('GetFederationToken')], ['federation-session-of-user']],
  [
    'role brute force by trust policies',
    'FAIL',
    Array.from({ length: 30 }, (_, index) =>
      iamCall(
        `${DAY}T10:${String(index).padStart(2, '0')}`,
        'UpdateAssumeRolePolicy',
        { roleName: 'probe' },
        {
          errorCode: 'MalformedPolicyDocumentException',
        },
      ),
    ),
    [],
    'whoever guesses names so does it in an account of their own',
  ],
  [
    'Identity Center: external provider redirected',
    'FAIL',
    [directoryCall('ImportExternalIdPCertificate', { directoryId: 'd-9067000000' })],
    ['way-to-sign-in-changed'],
  ],
  [
    'Identity Center: MFA device removed',
    'FAIL',
    [directoryCall('DeleteMfaDeviceForUser', { userId: 'u-1' })],
    ['mfa-device-deactivated'],
  ],
  ['Kali Linux on the command line', 'FAIL', [event(DAY, { userAgent: kali })], ['access-key-tried-by-scanner']],
  [
    'Kali Linux, with a session of a role',
    'FAIL',
    [event(DAY, by(roleIdentity('app'), { userAgent: kali }))],
    ['session-used-by-attack-tool'],
  ],
]

const PERSISTENCE: readonly LogCase[] = [
  [
    'login profile added for root',
    'FAIL',
    [iamCall(DAY, 'CreateLoginProfile', {}, by({ ...rootIdentity, sessionContext: { assumedRoot: 'true' } }))],
    ['credential-made', 'credential-made-by-root', 'login-profile-changed', 'root-privileged-task'],
  ],
  [
    'access keys for another user',
    'FAIL',
    [iamCall(DAY, 'CreateAccessKey', { userName: 'bob' }, by(ann()))],
    ['credential-made', 'credential-made-for-someone-else'],
  ],
  ['access key for oneself', 'FAIL', [iamCall(DAY, 'CreateAccessKey', {}, by(ann('ASIAANN')))], ['credential-made']],
  ...(['CreateOpenIDConnectProvider', 'CreateSAMLProvider', 'UpdateSAMLProvider'] as const).map(
    (eventName): LogCase => [
      `identity provider: ${eventName}`,
      'FAIL',
      [iamCall(DAY, eventName, {})],
      ['way-to-sign-in-changed'],
    ],
  ),
  ...(['CreateTrustAnchor', 'CreateProfile'] as const).map((eventName): LogCase => [
    `Roles Anywhere: ${eventName}`,
    'FAIL',
    [event(DAY, { eventSource: 'rolesanywhere.amazonaws.com', eventName, readOnly: false })],
    ['way-to-sign-in-changed'],
  ]),
  [
    'MFA device deactivated',
    'FAIL',
    [iamCall(DAY, 'DeactivateMFADevice', { userName: 'bob' })],
    ['mfa-device-deactivated'],
  ],
  ['group deleted', 'FAIL', [iamCall(DAY, 'DeleteGroup', { groupName: 'staff' })], [], 'it takes permissions away'],
]

const ESCALATION: readonly LogCase[] = [
  [
    'AdministratorAccess attached to a role',
    'FAIL',
    [iamCall(DAY, 'AttachRolePolicy', { roleName: 'app', policyArn: awsPolicy('AdministratorAccess') })],
    ['administrator-policy-attached-in-log'],
  ],
  [
    'AssumeRoot',
    'FAIL',
    [stsCall('AssumeRoot', by(roleIdentity('admin'), { requestParameters: { targetPrincipal: '222222222222' } }))],
    ['assume-root-called'],
  ],
  [
    'role chaining',
    'FAIL',
    [stsCall('AssumeRole', by(roleIdentity('app')))],
    [],
    'how pipelines and IAM Identity Center work every day; what a role may reach is judged by its policies',
  ],
  [
    'trust policy updated, by whoever never did',
    'FAIL',
    [iamCall(DAY, 'UpdateAssumeRolePolicy', { roleName: 'app', policyDocument: trusting({ AWS: '*' }) })],
    ['role-opened-to-outside'],
  ],
  [
    'console sign-in of a federated user without MFA',
    'FAIL',
    [
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
    ['console-sign-in-without-mfa'],
  ],
  [
    'console sign-in without MFA: IAM Identity Center',
    'PASS',
    [signIn(DAY, { mfa: 'No', userIdentity: portalRole })],
    [],
  ],
]

describePeer('Elastic', onLogs, [...EVASION, ...CREDENTIAL_ACCESS, ...PERSISTENCE, ...ESCALATION])
