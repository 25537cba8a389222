import type { EvidenceFile } from '#shared/evidence/evidence-file.ts'
import { detailsFile, ID, userDetail } from '#test/evidence/evidence-folder.ts'
import { describePeer, type PeerCheck } from '#test/support/describe-peer.ts'
import {
  allowing,
  attached,
  daysAgo,
  groupDetail,
  inline,
  managedPolicy,
  NO_ORGANIZATION,
  policyDetail,
  policyOf,
  roleDetail,
  rootOf,
  roleTrusting,
  STRANGER,
  trusting,
} from '#test/support/judged-evidence.ts'

// ScoutSuite's cases on policies and trusts; of where they come from see scoutsuite.test.ts.

const details = (more: object): readonly EvidenceFile[] => [detailsFile(more)]
const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess'
const SUPPORT = 'arn:aws:iam::aws:policy/AWSSupportAccess'
const EVERYTHING = allowing(['*'], ['*'])

const PERMISSIONS: Readonly<Record<string, PeerCheck>> = {
  'admin-policy-attached': {
    rules: ['administrator-policy-attached', 'policy-allows-everything', 'policy-invalid'],
    cases: [
      // It leaves the policy of AWS to another rule. Who has it is worth knowing.
      [
        'AdministratorAccess, of a role and a user',
        'calm',
        details({
          RoleDetailList: [roleDetail('Admin', { AttachedManagedPolicies: attached(ADMINISTRATOR) })],
          UserDetailList: [userDetail('admin', { AttachedManagedPolicies: attached(ADMINISTRATOR) })],
          Policies: [policyDetail('AdministratorAccess', EVERYTHING, { Arn: ADMINISTRATOR })],
        }),
        ['administrator-policy-attached Admin', 'administrator-policy-attached admin'],
      ],
      [
        'a policy of the customer that says the same',
        'flagged',
        [managedPolicy(EVERYTHING)],
        ['policy-allows-everything app'],
      ],
      [
        'the same, hidden in the second statement among others',
        'flagged',
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
      // Nobody can read a document without a statement, so nobody can say that it gives little.
      [
        'an empty document, attached to nobody',
        'calm',
        [managedPolicy({}, { AttachmentCount: 0 })],
        ['policy-allows-everything ?', 'policy-invalid app'],
      ],
      // `arn:aws:s3::foo` has a colon too few and matches nothing.
      [
        'everything on an ARN with a colon too few',
        'calm',
        [managedPolicy(allowing(['*'], ['arn:aws:s3::foo']))],
        ['policy-invalid app'],
      ],
      [
        'an action without a service',
        'calm',
        [managedPolicy(allowing(['Get*'], ['arn:aws:s3:::foo']))],
        ['policy-invalid app'],
      ],
      [
        'a Deny of everything',
        'calm',
        [managedPolicy(policyOf({ Effect: 'Deny', Action: ['*'], Resource: ['*'] }))],
        [],
      ],
    ],
  },
  'no-support-role': {
    rules: ['support-role-missing'],
    cases: [
      [
        'a role has it',
        'calm',
        details({ RoleDetailList: [roleDetail('support', { AttachedManagedPolicies: attached(SUPPORT) })] }),
        [],
      ],
      // Security Hub's IAM.18 asks AWS Config's iam-policy-in-use with usage ANY: who can open a case can open one. That a user holds
      // it directly is a finding of its own (policy-attached-to-user).
      [
        'a user has it',
        'flagged',
        details({ UserDetailList: [userDetail('alice', { AttachedManagedPolicies: attached(SUPPORT) })] }),
        [],
      ],
      ['nobody has it', 'flagged', details({}), [`support-role-missing ${ID}`]],
    ],
  },
  'lightspin-user-action-denied-for-group': {
    rules: ['policy-invalid'],
    cases: [
      [
        'a Deny of actions on users, on the ARN of a group',
        'flagged',
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
      // It does deny what is done to the group itself.
      [
        'a Deny of everything on the ARN of a group',
        'flagged',
        [managedPolicy(policyOf({ Effect: 'Deny', Action: '*', Resource: [`arn:aws:iam::${ID}:group/admins`] }))],
        [],
      ],
    ],
  },
  'inline-policy-allows-NotActions': {
    rules: ['policy-allows-by-not-action', 'inline-policy-allows-everything'],
    cases: [
      [
        'everything but IAM',
        'flagged',
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
        'flagged',
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
  },
  'group-with-no-users': {
    rules: ['group-empty'],
    cases: [
      ['a group that nobody is in', 'flagged', details({ GroupDetailList: [groupDetail('old')] }), ['group-empty old']],
      // Made this week; whoever goes in has not been put in yet.
      ['a new one', 'flagged', details({ GroupDetailList: [groupDetail('new', { CreateDate: daysAgo(6) })] }), []],
    ],
  },
  'managed-policy-no-attachments': {
    rules: ['policy-unused'],
    cases: [
      [
        'attached to nothing',
        'flagged',
        [managedPolicy(allowing('s3:GetObject', '*'), { AttachmentCount: 0 })],
        ['policy-unused app'],
      ],
      // A permissions boundary is a use.
      [
        'somebody’s permissions boundary',
        'flagged',
        [managedPolicy(allowing('s3:GetObject', '*'), { AttachmentCount: 0, PermissionsBoundaryUsageCount: 1 })],
        [],
      ],
    ],
  },
}

const trust = (...given: Parameters<typeof trusting>): readonly EvidenceFile[] => [
  roleTrusting(trusting(...given)),
  NO_ORGANIZATION,
]
const OTHER = { AWS: rootOf(STRANGER) }
const TRUSTS: Readonly<Record<string, PeerCheck>> = {
  'assume-role-lacks-external-id-and-mfa': {
    rules: ['cross-account-trust-without-external-id'],
    cases: [
      ['no Condition', 'flagged', trust(OTHER), ['cross-account-trust-without-external-id app']],
      ['MFA', 'calm', trust(OTHER, { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }), []],
      ['MFA, as true without quotes', 'calm', trust(OTHER, { Bool: { 'aws:MultiFactorAuthPresent': true } }), []],
      ['MFA, in capitals', 'calm', trust(OTHER, { Bool: { 'AWS:MultiFactorAuthPresent': 'True' } }), []],
      // IfExists lets a long-lived access key in, which sends no such key (IAM user guide, aws:MultiFactorAuthPresent).
      [
        'MFA, if the key is sent',
        'calm',
        trust(OTHER, { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } }),
        ['cross-account-trust-without-external-id app'],
      ],
      [
        'no MFA',
        'flagged',
        trust(OTHER, { Bool: { 'aws:MultiFactorAuthPresent': 'false' } }),
        ['cross-account-trust-without-external-id app'],
      ],
      // The age of the MFA is sent only where there was one.
      ['MFA within the hour', 'flagged', trust(OTHER, { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } }), []],
      ['an external id', 'calm', trust(OTHER, { StringEquals: { 'sts:ExternalId': '12345' } }), []],
      // Only StringEquals counts for it; a pattern with something in it asks for an id as well.
      ['an external id that begins so', 'flagged', trust(OTHER, { StringLike: { 'sts:ExternalId': 'tenant-*' } }), []],
      [
        'any external id',
        'flagged',
        trust(OTHER, { StringLike: { 'sts:ExternalId': '*' } }),
        ['cross-account-trust-without-external-id app'],
      ],
      [
        'every sts action',
        'flagged',
        trust(OTHER, undefined, ['sts:*']),
        ['cross-account-trust-without-external-id app'],
      ],
      [
        'an account by its number, beside a service',
        'flagged',
        trust({ AWS: STRANGER, Service: 'ec2.amazonaws.com' }),
        ['cross-account-trust-without-external-id app'],
      ],
      [
        'a session of another account',
        'flagged',
        trust({ AWS: `arn:aws:sts::${STRANGER}:assumed-role/x/y` }),
        ['cross-account-trust-without-external-id app'],
      ],
      ['the own account', 'calm', trust({ AWS: rootOf(ID) }), []],
    ],
  },
  'assume-role-policy-allows-all': {
    rules: ['trust-open-to-anyone'],
    cases: [
      ['AWS: *', 'flagged', trust({ AWS: '*' }), ['trust-open-to-anyone app']],
      ['*', 'flagged', trust('*'), ['trust-open-to-anyone app']],
      ['* in a list', 'flagged', trust({ AWS: [rootOf(ID), '*'] }), ['trust-open-to-anyone app']],
      [
        '*, by Federated',
        'flagged',
        trust({ Federated: '*' }, undefined, 'sts:AssumeRoleWithWebIdentity'),
        ['trust-open-to-anyone app'],
      ],
      // A Deny opens nothing.
      [
        'a Deny for *',
        'calm',
        [roleTrusting(policyOf({ Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole' })), NO_ORGANIZATION],
        [],
      ],
      ['a tag for *', 'calm', trust('*', undefined, 'sts:TagSession'), []],
    ],
  },
}

describePeer({ ...PERMISSIONS, ...TRUSTS })
