import type { EvidenceFile } from '#shared/evidence/evidence-file.ts'
import { ID, userDetail } from '#test/evidence/evidence-folder.ts'
import { describePeer } from '#test/support/describe-peer.ts'
import {
  allowing,
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

// ScoutSuite's cases on policies and trusts; of where they come from see scoutsuite.test.ts.

const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess'
const SUPPORT = 'arn:aws:iam::aws:policy/AWSSupportAccess'
const EVERYTHING = allowing(['*'], ['*'])

describePeer(
  'admin-policy-attached',
  byRules(['administrator-policy-attached', 'policy-allows-everything', 'policy-invalid']),
  [
    [
      'AdministratorAccess, of a role and a user',
      'PASS',
      details({
        RoleDetailList: [roleDetail('Admin', { AttachedManagedPolicies: attached(ADMINISTRATOR) })],
        UserDetailList: [userDetail('admin', { AttachedManagedPolicies: attached(ADMINISTRATOR) })],
        Policies: [policyDetail('AdministratorAccess', EVERYTHING, { Arn: ADMINISTRATOR })],
      }),
      ['administrator-policy-attached Admin', 'administrator-policy-attached admin'],
      'It leaves the policy of AWS to another rule. Who has it is worth knowing.',
    ],
    [
      'a policy of the customer that says the same',
      'FAIL',
      [managedPolicy(EVERYTHING)],
      ['policy-allows-everything app'],
    ],
    [
      'the same, hidden in the second statement among others',
      'FAIL',
      [
        managedPolicy(
          policyOf(
            { Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::foo/bar'], Sid: 'First' },
            {
              Effect: 'Allow',
              Action: ['s3:PutObject', '*', 's3:GetObjectVersion'],
              Resource: ['arn:aws:s3:::foo/*', '*', 'arn:aws:s3:::foo/bar'],
              Sid: 'Second',
            },
          ),
        ),
      ],
      ['policy-allows-everything app'],
    ],
    [
      'an empty document, attached to nobody',
      'PASS',
      [managedPolicy({}, { AttachmentCount: 0 })],
      ['policy-allows-everything ?', 'policy-invalid app'],
      'Nobody can read a document without a statement, so nobody can say that it gives little.',
    ],
    [
      'everything on an ARN with a colon too few',
      'PASS',
      [managedPolicy(allowing(['*'], ['arn:aws:s3::foo']))],
      ['policy-invalid app'],
      '`arn:aws:s3::foo` has a colon too few and matches nothing.',
    ],
    [
      'an action without a service',
      'PASS',
      [managedPolicy(allowing(['Get*'], ['arn:aws:s3:::foo']))],
      ['policy-invalid app'],
      'IAM has no action without its service.',
    ],
    ['a Deny of everything', 'PASS', [managedPolicy(policyOf({ Effect: 'Deny', Action: ['*'], Resource: ['*'] }))], []],
  ],
)

describePeer('no-support-role', byRules(['support-role-missing']), [
  [
    'a role has it',
    'PASS',
    details({ RoleDetailList: [roleDetail('support', { AttachedManagedPolicies: attached(SUPPORT) })] }),
    [],
  ],
  [
    'a user has it',
    'FAIL',
    details({ UserDetailList: [userDetail('alice', { AttachedManagedPolicies: attached(SUPPORT) })] }),
    [],
    "Security Hub's IAM.18 asks AWS Config's iam-policy-in-use with usage ANY: who can open a case can open one. That a user holds it directly is a finding of its own (policy-attached-to-user).",
  ],
  ['nobody has it', 'FAIL', details({}), [`support-role-missing ${ID}`]],
])

describePeer('lightspin-user-action-denied-for-group', byRules(['policy-invalid']), [
  [
    'a Deny of actions on users, on the ARN of a group',
    'FAIL',
    [
      managedPolicy(
        policyOf({
          Effect: 'Deny',
          Action: ['iam:CreateAccessKey', 'iam:DeleteUser'],
          Resource: [`arn:aws:iam::${ID}:group/admins`],
        }),
      ),
    ],
    ['policy-invalid app'],
  ],
  [
    'a Deny of everything on the ARN of a group',
    'FAIL',
    [managedPolicy(policyOf({ Effect: 'Deny', Action: '*', Resource: [`arn:aws:iam::${ID}:group/admins`] }))],
    [],
    'It does deny what is done to the group itself.',
  ],
])

describePeer(
  'inline-policy-allows-NotActions',
  byRules(['policy-allows-by-not-action', 'inline-policy-allows-everything']),
  [
    [
      'everything but IAM',
      'FAIL',
      details({
        UserDetailList: [
          userDetail('alice', {
            UserPolicyList: inline('own', policyOf({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' })),
          }),
        ],
      }),
      ['policy-allows-by-not-action alice/own'],
    ],
    // Whoever has IAM has everything: told once, as the graver.
    [
      'everything but one service',
      'FAIL',
      details({
        UserDetailList: [
          userDetail('alice', {
            UserPolicyList: inline('own', policyOf({ Effect: 'Allow', NotAction: 's3:*', Resource: '*' })),
          }),
        ],
      }),
      ['inline-policy-allows-everything alice/own'],
    ],
  ],
)

describePeer('group-with-no-users', byRules(['group-empty']), [
  ['a group that nobody is in', 'FAIL', details({ GroupDetailList: [groupDetail('old')] }), ['group-empty old']],
  [
    'a new one',
    'FAIL',
    details({ GroupDetailList: [groupDetail('new', { CreateDate: daysAgo(6) })] }),
    [],
    'Made this week; whoever goes in has not been put in yet.',
  ],
])

describePeer('managed-policy-no-attachments', byRules(['policy-unused']), [
  [
    'attached to nothing',
    'FAIL',
    [managedPolicy(allowing('s3:GetObject', '*'), { AttachmentCount: 0 })],
    ['policy-unused app'],
  ],
  [
    'somebody’s permissions boundary',
    'FAIL',
    [managedPolicy(allowing('s3:GetObject', '*'), { AttachmentCount: 0, PermissionsBoundaryUsageCount: 1 })],
    [],
    'A permissions boundary is a use.',
  ],
])

const trust = (...given: Parameters<typeof trusting>): readonly EvidenceFile[] => [
  roleTrusting(trusting(...given)),
  NO_ORGANIZATION,
]
const OTHER = { AWS: rootOf(STRANGER) }

describePeer('assume-role-lacks-external-id-and-mfa', byRules(['cross-account-trust-without-external-id']), [
  ['no Condition', 'FAIL', trust(OTHER), ['cross-account-trust-without-external-id app']],
  ['MFA', 'PASS', trust(OTHER, { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }), []],
  ['MFA, as true without quotes', 'PASS', trust(OTHER, { Bool: { 'aws:MultiFactorAuthPresent': true } }), []],
  ['MFA, in capitals', 'PASS', trust(OTHER, { Bool: { 'AWS:MultiFactorAuthPresent': 'True' } }), []],
  [
    'MFA, if the key is sent',
    'PASS',
    trust(OTHER, { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } }),
    ['cross-account-trust-without-external-id app'],
    'IfExists lets a long-lived access key in, which sends no such key (IAM user guide, aws:MultiFactorAuthPresent).',
  ],
  [
    'no MFA',
    'FAIL',
    trust(OTHER, { Bool: { 'aws:MultiFactorAuthPresent': 'false' } }),
    ['cross-account-trust-without-external-id app'],
  ],
  [
    'MFA within the hour',
    'FAIL',
    trust(OTHER, { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } }),
    [],
    'The age of the MFA is sent only where there was one.',
  ],
  ['an external id', 'PASS', trust(OTHER, { StringEquals: { 'sts:ExternalId': '12345' } }), []],
  [
    'an external id that begins so',
    'FAIL',
    trust(OTHER, { StringLike: { 'sts:ExternalId': 'tenant-*' } }),
    [],
    'Only StringEquals counts for it; a pattern with something in it asks for an id as well.',
  ],
  [
    'any external id',
    'FAIL',
    trust(OTHER, { StringLike: { 'sts:ExternalId': '*' } }),
    ['cross-account-trust-without-external-id app'],
  ],
  ['every sts action', 'FAIL', trust(OTHER, undefined, ['sts:*']), ['cross-account-trust-without-external-id app']],
  [
    'an account by its number, beside a service',
    'FAIL',
    trust({ AWS: STRANGER, Service: 'ec2.amazonaws.com' }),
    ['cross-account-trust-without-external-id app'],
  ],
  [
    'a session of another account',
    'FAIL',
    trust({ AWS: `arn:aws:sts::${STRANGER}:assumed-role/x/y` }),
    ['cross-account-trust-without-external-id app'],
  ],
  ['the own account', 'PASS', trust({ AWS: rootOf(ID) }), []],
])

describePeer('assume-role-policy-allows-all', byRules(['trust-open-to-anyone']), [
  ['AWS: *', 'FAIL', trust({ AWS: '*' }), ['trust-open-to-anyone app']],
  ['*', 'FAIL', trust('*'), ['trust-open-to-anyone app']],
  ['* in a list', 'FAIL', trust({ AWS: [rootOf(ID), '*'] }), ['trust-open-to-anyone app']],
  [
    '*, by Federated',
    'FAIL',
    trust({ Federated: '*' }, undefined, 'sts:AssumeRoleWithWebIdentity'),
    ['trust-open-to-anyone app'],
  ],
  // A Deny opens nothing.
  [
    'a Deny for *',
    'PASS',
    [roleTrusting(policyOf({ Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole' })), NO_ORGANIZATION],
    [],
  ],
  ['a tag for *', 'PASS', trust('*', undefined, 'sts:TagSession'), []],
])
