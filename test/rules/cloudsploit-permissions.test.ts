import type { EvidenceFile } from '#shared/evidence/evidence-file.ts'
import { file, ID, userDetail, userRow } from '#test/evidence/evidence-folder.ts'
import { describePeer } from '#test/support/describe-peer.ts'
import {
  allowing,
  analyzer,
  attached,
  byRules,
  daysAgo,
  details,
  groupDetail,
  inline,
  managedPolicy,
  NO_ORGANIZATION,
  policyDetail,
  policyOf,
  roleDetail,
  roleTrusting,
  rootOf,
  STRANGER,
  trusting,
} from '#test/support/judged-evidence.ts'
import { report } from '#test/support/judged-report.ts'

// CloudSploit's cases on permissions, roles and trusts; of where they come from see cloudsploit.test.ts.

const oneUser = (more: object, others: object = {}): readonly EvidenceFile[] =>
  details({ UserDetailList: [userDetail('cloudsploit', { CreateDate: daysAgo(600), ...more })], ...others })
const FULL = ['IAMFullAccess', 'AmazonS3FullAccess', 'AdministratorAccess'].map(
  (name) => `arn:aws:iam::aws:policy/${name}`,
)
const CLOUDSHELL = 'arn:aws:iam::aws:policy/AWSCloudShellFullAccess'
const READ_ONLY = 'arn:aws:iam::aws:policy/ReadOnlyAccess'
const SUPPORT = 'arn:aws:iam::aws:policy/AWSSupportAccess'

describePeer('noUserIamPolicies', byRules(['policy-attached-to-user']), [
  ['no policies', 'PASS', oneUser({}), []],
  [
    'attached and inline ones',
    'WARN',
    oneUser({
      AttachedManagedPolicies: attached(...FULL),
      UserPolicyList: inline('limited', allowing('s3:GetObject', '*')),
    }),
    ['policy-attached-to-user cloudsploit'],
  ],
  ['no users', 'PASS', details({}), []],
  ['not read', 'UNKNOWN', report(userRow('cloudsploit')), ['policy-attached-to-user ?']],
])

describePeer('iamUserWithoutPermissions', byRules(['user-without-permissions']), [
  ['attached policies', 'PASS', oneUser({ AttachedManagedPolicies: attached(...FULL) }), []],
  ['none, and no group', 'FAIL', oneUser({}), ['user-without-permissions cloudsploit']],
  ['not read', 'UNKNOWN', report(userRow('cloudsploit')), ['user-without-permissions ?']],
])

describePeer('emptyGroups', byRules(['group-empty']), [
  ['no members', 'WARN', details({ GroupDetailList: [groupDetail('test')] }), ['group-empty test']],
  ['a member', 'PASS', oneUser({ GroupList: ['test'] }, { GroupDetailList: [groupDetail('test')] }), []],
  ['no groups', 'PASS', details({}), []],
  ['not read', 'UNKNOWN', report(), ['group-empty ?']],
])

describePeer('groupInlinePolicies', byRules(['inline-policy-in-use']), [
  [
    'two',
    'FAIL',
    details({
      GroupDetailList: [groupDetail('test', { GroupPolicyList: inline('generated', allowing('s3:GetObject', '*')) })],
    }),
    ['inline-policy-in-use test'],
  ],
  ['none', 'PASS', details({ GroupDetailList: [groupDetail('test')] }), []],
])

describePeer('cloudShellFullAccess', byRules(['cloudshell-full-access-attached']), [
  ['another policy', 'PASS', oneUser({ AttachedManagedPolicies: attached(READ_ONLY) }), []],
  [
    'a user, a group and a role have it',
    'FAIL',
    oneUser(
      { AttachedManagedPolicies: attached(CLOUDSHELL) },
      {
        GroupDetailList: [groupDetail('developers', { AttachedManagedPolicies: attached(CLOUDSHELL) })],
        RoleDetailList: [roleDetail('app', { AttachedManagedPolicies: attached(CLOUDSHELL) })],
      },
    ),
    ['app', 'cloudsploit', 'developers'].map((name) => `cloudshell-full-access-attached ${name}`),
  ],
  ['not read', 'UNKNOWN', report(userRow('cloudsploit')), ['cloudshell-full-access-attached ?']],
])

describePeer('iamSupportPolicy', byRules(['support-role-missing']), [
  [
    'a role has it',
    'PASS',
    details({ RoleDetailList: [roleDetail('support', { AttachedManagedPolicies: attached(SUPPORT) })] }),
    [],
  ],
  [
    'a role has another',
    'FAIL',
    details({ RoleDetailList: [roleDetail('other', { AttachedManagedPolicies: attached(READ_ONLY) })] }),
    [`support-role-missing ${ID}`],
  ],
  [
    'no roles',
    'PASS',
    details({}),
    [`support-role-missing ${ID}`],
    "Without roles nobody can open a case, and AWS Config's iam-policy-in-use is NON_COMPLIANT.",
  ],
  ['not read', 'UNKNOWN', report(), ['support-role-missing ?']],
])

describePeer(
  'iamUserUnauthorizedToEdit',
  byRules(['principal-can-escalate', 'administrator-policy-attached', 'inline-policy-allows-everything']),
  [
    [
      'CreateGroup and CreateRole alone',
      'PASS',
      oneUser({ UserPolicyList: inline('limited', allowing(['iam:CreateGroup', 'iam:CreateRole'], '*')) }),
      [],
    ],
    [
      'iam:*',
      'FAIL',
      oneUser({ UserPolicyList: inline('full', allowing('iam:*', '*')) }),
      ['principal-can-escalate cloudsploit'],
    ],
    [
      'AdministratorAccess',
      'FAIL',
      oneUser(
        { AttachedManagedPolicies: attached('arn:aws:iam::aws:policy/AdministratorAccess') },
        {
          Policies: [
            policyDetail('AdministratorAccess', allowing('*', '*'), {
              Arn: 'arn:aws:iam::aws:policy/AdministratorAccess',
            }),
          ],
        },
      ),
      ['administrator-policy-attached cloudsploit'],
    ],
    ['no users', 'PASS', details({}), []],
  ],
)

const oneRole = (more: object, others: object = {}): readonly EvidenceFile[] =>
  details({ RoleDetailList: [roleDetail('test', more)], ...others })
const inlineOfRole = (document: object): readonly EvidenceFile[] => oneRole({ RolePolicyList: inline('own', document) })

describePeer('iamRoleLastUsed', byRules(['role-unused']), [
  ['no use on record, made long ago', 'FAIL', oneRole({ RoleLastUsed: {} }), ['role-unused test']],
  ['used today', 'PASS', oneRole({ RoleLastUsed: { LastUsedDate: daysAgo(0.1), Region: 'us-east-1' } }), []],
  ['used 300 days ago', 'FAIL', oneRole({ RoleLastUsed: { LastUsedDate: daysAgo(300) } }), ['role-unused test']],
  [
    'used before it was made',
    'FAIL',
    oneRole({ RoleLastUsed: { LastUsedDate: daysAgo(700) } }),
    ['role-unused ?'],
    'Its case: a use before the role was made. That cannot be, and we say so instead of believing it.',
  ],
  [
    'no use on record, made last week',
    'FAIL',
    oneRole({ RoleLastUsed: {}, CreateDate: daysAgo(7) }),
    [],
    'IAM has had no time to see a use.',
  ],
  ['ListRoles without RoleLastUsed', 'UNKNOWN', oneRole({ RoleLastUsed: undefined }), ['role-unused ?']],
])

describePeer(
  'iamRolePolicies',
  byRules([
    'administrator-policy-attached',
    'inline-policy-allows-everything',
    'policy-allows-everything',
    'policy-allows-whole-service',
  ]),
  [
    [
      'two actions on log streams',
      'PASS',
      inlineOfRole(allowing('logs:PutLogEvents', `arn:aws:logs:us-east-1:${ID}:log-group:a:log-stream:b*`)),
      [],
    ],
    [
      'AdministratorAccess of AWS',
      'FAIL',
      oneRole({ AttachedManagedPolicies: attached('arn:aws:iam::aws:policy/AdministratorAccess') }),
      ['administrator-policy-attached test'],
    ],
    [
      'every action on everything',
      'FAIL',
      inlineOfRole(allowing(['*'], ['*'])),
      ['inline-policy-allows-everything test/own'],
    ],
    ['s3:* on everything', 'FAIL', inlineOfRole(allowing(['s3:*'], ['*'])), ['policy-allows-whole-service test/own']],
    [
      'every action on all of S3, which is s3:*',
      'FAIL',
      inlineOfRole(allowing(['*'], ['arn:aws:s3:::*'])),
      ['policy-allows-whole-service test/own'],
    ],
    [
      's3:* and ec2:* on one instance',
      'FAIL',
      [managedPolicy(allowing(['s3:*', 'ec2:*'], [`arn:aws:ec2:us-east-1:${ID}:instance/i-0ed34b9c39ebd03ba`]))],
      [],
      'Limited by its resource: what else a bucket or an instance can do is done to that one alone.',
    ],
    [
      's3:g* on everything',
      'FAIL',
      inlineOfRole(allowing(['s3:g*'], ['*'])),
      [],
      "A wildcard on a verb is what AWS Config's rule on full access advises.",
    ],
    ['no roles', 'PASS', details({}), []],
  ],
)

const MFA = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }
const EXTERNAL_ID = { StringEquals: { 'sts:ExternalId': '12345' } }
const trust = (...given: Parameters<typeof trusting>): readonly EvidenceFile[] => [
  roleTrusting(trusting(...given)),
  NO_ORGANIZATION,
]
const FACEBOOK = trust(
  { Federated: 'graph.facebook.com' },
  { StringEquals: { 'graph.facebook.com:app_id': 'test-id' } },
  'sts:AssumeRoleWithWebIdentity',
)
const encoded = (document: object): readonly EvidenceFile[] => [
  roleTrusting(encodeURIComponent(JSON.stringify(document))),
  NO_ORGANIZATION,
]

describePeer('crossAccountAccess', byRules(['cross-account-trust-without-external-id']), [
  [
    'another account, an empty Condition',
    'FAIL',
    trust({ AWS: rootOf(STRANGER) }, {}),
    ['cross-account-trust-without-external-id app'],
  ],
  [
    'the same, encoded as ListRoles writes it',
    'FAIL',
    encoded(trusting({ AWS: rootOf(STRANGER) }, {})),
    ['cross-account-trust-without-external-id app'],
  ],
  ['another account with MFA', 'PASS', trust({ AWS: rootOf(STRANGER) }, MFA), []],
  ['another account with an external id', 'PASS', trust({ AWS: rootOf(STRANGER) }, EXTERNAL_ID), []],
  ['a service', 'PASS', trust({ Service: 'trustedadvisor.amazonaws.com' }), []],
  ['Facebook with an app id', 'PASS', FACEBOOK, []],
  ['no roles', 'PASS', details({}), []],
  ['not read', 'UNKNOWN', report(), ['cross-account-trust-without-external-id ?']],
])

describePeer('crossAccountMfaExtIdAccess', byRules(['cross-account-trust-without-external-id']), [
  [
    'the own account, an empty Condition',
    'FAIL',
    trust({ AWS: rootOf(ID) }, {}),
    [],
    'The account of the role itself is no other account.',
  ],
  ['the own account with MFA', 'PASS', trust({ AWS: rootOf(ID) }, MFA), []],
])

describePeer('trustedCrossAccountRoles', byRules(['trust-of-unknown-account'], { knownAccounts: ['123456654321'] }), [
  ['an account that nobody named', 'FAIL', trust({ AWS: rootOf(STRANGER) }, {}), ['trust-of-unknown-account app']],
  ['an account that is named', 'PASS', trust({ AWS: rootOf('123456654321') }, MFA), []],
  ['a service', 'PASS', trust({ Service: 'trustedadvisor.amazonaws.com' }), []],
  ['Facebook with an app id', 'PASS', FACEBOOK, []],
  ['not read', 'UNKNOWN', report(), ['trust-of-unknown-account ?']],
])

describePeer('iamMasterManagerRoles', byRules(['principal-can-escalate', 'principal-changes-permissions']), [
  [
    'writes user policies, is denied to make policies',
    'PASS',
    inlineOfRole(
      policyOf(
        { Effect: 'Allow', Action: ['iam:GetUser', 'iam:PutUserPolicy', 'iam:AttachGroupPolicy'], Resource: ['*'] },
        { Effect: 'Deny', Action: ['iam:CreatePolicy', 'iam:PutRolePolicy'], Resource: ['*'] },
      ),
    ),
    ['principal-changes-permissions test'],
    'The "manager" of CIS 1.0: may change policies of users and groups, and must not make any. It is an administrator by one step.',
  ],
])

/** As ListFindings answers, which knows external access only and so names no type. */
const finding = (id: string, status: string): object => ({
  id,
  status,
  action: ['kms:Decrypt'],
  isPublic: false,
  principal: { AWS: STRANGER },
  resource: `arn:aws:kms:us-east-1:${ID}:key/${id}`,
  resourceOwnerAccount: ID,
  resourceType: 'AWS::KMS::Key',
  updatedAt: daysAgo(30),
})
const analyzers = (...list: readonly object[]): readonly EvidenceFile[] => [
  file('access-analyzers.json', { analyzers: list }),
  NO_ORGANIZATION,
]
const findings = (...list: readonly object[]): readonly EvidenceFile[] => [
  file('access-analyzer-findings.json', { findings: list }),
]

describePeer('accessAnalyzerEnabled', byRules(['external-access-analyzer-missing']), [
  ['active', 'PASS', analyzers(analyzer()), []],
  ['disabled', 'FAIL', analyzers(analyzer({ status: 'DISABLED' })), [`external-access-analyzer-missing ${ID}`]],
  ['none', 'FAIL', analyzers(), [`external-access-analyzer-missing ${ID}`]],
  ['not read', 'UNKNOWN', report(), ['external-access-analyzer-missing ?']],
])

describePeer('accessAnalyzerActiveFindings', byRules(['analyzer-finding-open']), [
  [
    'one is active, one archived, one resolved',
    'FAIL',
    findings(finding('a', 'ACTIVE'), finding('b', 'ARCHIVED'), finding('c', 'RESOLVED')),
    [`analyzer-finding-open arn:aws:kms:us-east-1:${ID}:key/a`],
  ],
  ['archived and resolved ones', 'PASS', findings(finding('b', 'ARCHIVED'), finding('c', 'RESOLVED')), []],
  ['none', 'PASS', findings(), []],
  ['not read', 'UNKNOWN', report(), ['analyzer-finding-open ?']],
])
