import type { EvidenceFile } from '#shared/evidence/evidence-file.ts'
import {
  detailsFile,
  file,
  ID,
  reportFile,
  rootRow,
  type Row,
  userDetail,
  userRow,
} from '#test/evidence/evidence-folder.ts'
import { configured, describePeer, type PeerCheck } from '#test/support/describe-peer.ts'
import {
  allowing,
  attached,
  collectedIn,
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

// What the queries of Steampipe's compliance mod say of policies, roles and trusts; of where they come from see steampipe.test.ts.

const alice = (more: Row): readonly EvidenceFile[] => [
  reportFile(rootRow(), userRow('alice', { user_creation_time: daysAgo(600), ...more })),
]
const PASSWORD: Row = {
  password_enabled: 'true',
  password_last_changed: daysAgo(30),
  password_last_used: daysAgo(1),
  mfa_active: 'true',
}
const KEY: Row = {
  access_key_1_active: 'true',
  access_key_1_last_rotated: daysAgo(30),
  access_key_1_last_used_date: daysAgo(1),
}
const details = (more: object): readonly EvidenceFile[] => [detailsFile(more)]
const READ = allowing('s3:GetObject', 'arn:aws:s3:::b/*')
const POLICY = `arn:aws:iam::${ID}:policy/app`
const READ_ONLY = 'arn:aws:iam::aws:policy/ReadOnlyAccess'
const SUPPORT = 'arn:aws:iam::aws:policy/AWSSupportAccess'

const PERMISSIONS: Readonly<Record<string, PeerCheck>> = {
  iam_policy_no_star_star: {
    rules: ['policy-allows-everything'],
    cases: [
      ['* on *', 'alarm', [managedPolicy(allowing('*', '*'))], ['policy-allows-everything app']],
      ['*:* on *', 'alarm', [managedPolicy(allowing('*:*', '*'))], ['policy-allows-everything app']],
      // Another spelling of the same.
      ['** on every ARN', 'ok', [managedPolicy(allowing('**', 'arn:aws:*:*:*:*'))], ['policy-allows-everything app']],
      [
        'NotAction of one service on *',
        'ok',
        [managedPolicy(policyOf({ Effect: 'Allow', NotAction: 's3:*', Resource: '*' }))],
        ['policy-allows-everything app'],
      ],
      [
        'a boundary that allows everything',
        'alarm',
        [managedPolicy(allowing('*', '*'), { AttachmentCount: 0, PermissionsBoundaryUsageCount: 1 })],
        [],
      ],
    ],
  },
  iam_custom_policy_unattached_no_star_star: {
    rules: ['policy-allows-everything'],
    cases: [
      [
        'attached to nobody',
        'alarm',
        [managedPolicy(allowing('*', '*'), { AttachmentCount: 0 })],
        ['policy-allows-everything app'],
      ],
    ],
  },
  iam_all_policy_no_service_wild_card: {
    rules: ['policy-allows-whole-service', 'policy-allows-everything'],
    cases: [
      ['ec2:* on *', 'alarm', [managedPolicy(allowing('ec2:*', '*'))], ['policy-allows-whole-service app']],
      // Its pattern takes every wildcard that stands right after the colon.
      ['ec2:*Tags on *', 'alarm', [managedPolicy(allowing('ec2:*Tags', '*'))], []],
      ['ec2:Describe* on *', 'ok', [managedPolicy(allowing('ec2:Describe*', '*'))], []],
      [
        's3:* on every bucket by its ARN',
        'ok',
        [managedPolicy(allowing('s3:*', 'arn:aws:s3:::*'))],
        ['policy-allows-whole-service app'],
      ],
      ['s3:* on one bucket', 'ok', [managedPolicy(allowing('s3:*', ['arn:aws:s3:::b', 'arn:aws:s3:::b/*']))], []],
    ],
  },
  iam_policy_custom_no_blocked_kms_actions: {
    rules: ['kms-decrypt-on-all-keys'],
    cases: [
      ['kms:Decrypt on *', 'alarm', [managedPolicy(allowing('kms:Decrypt', '*'))], ['kms-decrypt-on-all-keys app']],
      // KMS.1 asks about "all KMS keys"; one key is what it advises.
      [
        'kms:Decrypt on one key',
        'alarm',
        [
          managedPolicy(
            allowing('kms:Decrypt', `arn:aws:kms:us-east-1:${ID}:key/1234abcd-12ab-34cd-56ef-1234567890ab`),
          ),
        ],
        [],
      ],
      ['kms:* on *, which decrypts', 'ok', [managedPolicy(allowing('kms:*', '*'))], ['kms-decrypt-on-all-keys app']],
      [
        'kms:ReEncrypt* on all keys of the account',
        'ok',
        [managedPolicy(allowing('kms:ReEncrypt*', `arn:aws:kms:*:${ID}:key/*`))],
        ['kms-decrypt-on-all-keys app'],
      ],
    ],
  },
  iam_policy_custom_no_permissive_role_assumption: {
    rules: ['assume-role-on-all-roles'],
    cases: [
      [
        'sts:AssumeRole on *',
        'alarm',
        [managedPolicy(allowing('sts:AssumeRole', '*'))],
        ['assume-role-on-all-roles app'],
      ],
      ['sts:* on *', 'alarm', [managedPolicy(allowing('sts:*', '*'))], ['assume-role-on-all-roles app']],
      [
        'sts:Assume* on every role',
        'ok',
        [managedPolicy(allowing('sts:Assume*', 'arn:aws:iam::*:role/*'))],
        ['assume-role-on-all-roles app'],
      ],
      [
        'sts:AssumeRole on one role',
        'ok',
        [managedPolicy(allowing('sts:AssumeRole', `arn:aws:iam::${ID}:role/x`))],
        [],
      ],
    ],
  },
  iam_policy_no_full_access_to_cloudtrail: {
    rules: ['policy-controls-cloudtrail'],
    cases: [
      [
        'cloudtrail:* on *',
        'alarm',
        [managedPolicy(allowing('cloudtrail:*', '*'))],
        ['policy-controls-cloudtrail app'],
      ],
      // Enough to be unseen.
      [
        'cloudtrail:StopLogging on *',
        'ok',
        [managedPolicy(allowing('cloudtrail:StopLogging', '*'))],
        ['policy-controls-cloudtrail app'],
      ],
      ['cloudtrail:Get* on *', 'ok', [managedPolicy(allowing('cloudtrail:Get*', '*'))], []],
    ],
  },
  iam_policy_unused: {
    rules: ['policy-unused', 'group-empty'],
    cases: [
      // The group is the fault, and its finding names the policy.
      [
        'attached to a group that nobody is in',
        'alarm',
        details({
          GroupDetailList: [groupDetail('old', { AttachedManagedPolicies: attached(POLICY) })],
          Policies: [policyDetail('app', READ)],
        }),
        ['group-empty old'],
      ],
      ['attached to nothing', 'alarm', [managedPolicy(READ, { AttachmentCount: 0 })], ['policy-unused app']],
      [
        'attached to nothing, of last week',
        'alarm',
        [managedPolicy(READ, { AttachmentCount: 0, CreateDate: daysAgo(7), UpdateDate: daysAgo(7) })],
        [],
      ],
    ],
  },
  iam_user_no_inline_attached_policies: {
    rules: ['policy-attached-to-user'],
    cases: [
      [
        'an inline one',
        'alarm',
        details({ UserDetailList: [userDetail('alice', { UserPolicyList: inline('own', READ) })] }),
        ['policy-attached-to-user alice'],
      ],
      [
        'through a group',
        'ok',
        details({
          UserDetailList: [userDetail('alice', { GroupList: ['all'] })],
          GroupDetailList: [groupDetail('all', { AttachedManagedPolicies: attached(POLICY) })],
        }),
        [],
      ],
    ],
  },
  iam_group_user_role_no_inline_policies: {
    rules: ['inline-policy-in-use'],
    cases: [
      [
        'a role made by a console, under /service-role/',
        'no row',
        details({
          RoleDetailList: [
            roleDetail('lambda', {
              Path: '/service-role/',
              Arn: `arn:aws:iam::${ID}:role/service-role/lambda`,
              RolePolicyList: inline('own', READ),
            }),
          ],
        }),
        ['inline-policy-in-use lambda'],
      ],
      [
        'a role that AWS links to its service',
        'alarm',
        details({
          RoleDetailList: [
            roleDetail('AWSServiceRoleForX', {
              Path: '/aws-service-role/x.amazonaws.com/',
              Arn: `arn:aws:iam::${ID}:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX`,
              RolePolicyList: inline('own', READ),
            }),
          ],
        }),
        [],
      ],
    ],
  },
  iam_user_with_administrator_access_mfa_enabled: {
    rules: ['administrator-without-mfa', 'powerful-key-without-mfa'],
    cases: [
      // It knows AdministratorAccess by its name and on the user alone.
      [
        'through a group, by a policy of the customer, with a password and no MFA',
        'skip',
        [
          ...alice({ ...PASSWORD, mfa_active: 'false' }),
          detailsFile({
            UserDetailList: [userDetail('alice', { CreateDate: daysAgo(600), GroupList: ['ops'] })],
            GroupDetailList: [groupDetail('ops', { AttachedManagedPolicies: attached(POLICY) })],
            Policies: [policyDetail('app', allowing('*', '*'))],
          }),
        ],
        ['administrator-without-mfa alice'],
      ],
      [
        'with MFA and a key that asks for none',
        'ok',
        [
          ...alice({ ...PASSWORD, ...KEY }),
          detailsFile({
            UserDetailList: [
              userDetail('alice', { CreateDate: daysAgo(600), UserPolicyList: inline('own', allowing('*', '*')) }),
            ],
          }),
        ],
        ['powerful-key-without-mfa alice'],
      ],
    ],
  },
  iam_support_role: {
    rules: ['support-role-missing'],
    cases: [
      [
        'a group has it',
        'alarm',
        details({ GroupDetailList: [groupDetail('ops', { AttachedManagedPolicies: attached(SUPPORT) })] }),
        [],
      ],
      [
        'a policy of the customer by that name',
        'ok',
        details({
          RoleDetailList: [
            roleDetail('ops', { AttachedManagedPolicies: attached(`arn:aws:iam::${ID}:policy/AWSSupportAccess`) }),
          ],
        }),
        [`support-role-missing ${ID}`],
      ],
    ],
  },
  iam_role_unused_60: {
    rules: ['role-unused'],
    configuration: configured('role-unused', { maxIdleDays: 60 }),
    cases: [
      [
        '60 days ago',
        'alarm',
        details({ RoleDetailList: [roleDetail('app', { RoleLastUsed: { LastUsedDate: daysAgo(60) } })] }),
        [],
      ],
      [
        '61 days ago',
        'alarm',
        details({ RoleDetailList: [roleDetail('app', { RoleLastUsed: { LastUsedDate: daysAgo(61) } })] }),
        ['role-unused app'],
      ],
      [
        'made yesterday, not used yet',
        'alarm',
        details({ RoleDetailList: [roleDetail('app', { RoleLastUsed: {}, CreateDate: daysAgo(1) })] }),
        [],
      ],
      // IAM tells of 400 days: "no use on record" is what is known, and enough.
      [
        'made years ago, no use within 400 days',
        'alarm',
        details({ RoleDetailList: [roleDetail('app', { RoleLastUsed: {}, CreateDate: daysAgo(1500) })] }),
        ['role-unused app'],
      ],
      [
        'a role that AWS links to its service',
        'alarm',
        details({
          RoleDetailList: [
            roleDetail('AWSServiceRoleForX', {
              Path: '/aws-service-role/x.amazonaws.com/',
              Arn: `arn:aws:iam::${ID}:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX`,
              RoleLastUsed: {},
            }),
          ],
        }),
        [],
      ],
      [
        'a role for emergencies',
        'alarm',
        details({
          RoleDetailList: [roleDetail('fire', { RoleLastUsed: {}, Tags: [{ Key: 'break-glass', Value: 'true' }] })],
        }),
        [],
      ],
    ],
  },
  iam_role_cross_account_read_only_access_policy: {
    rules: ['trust-of-unknown-account', 'trust-open-to-anyone'],
    cases: [
      [
        'another account, ReadOnlyAccess',
        'alarm',
        [
          detailsFile({
            RoleDetailList: [
              roleDetail('audit', {
                AssumeRolePolicyDocument: trusting({ AWS: rootOf(STRANGER) }),
                AttachedManagedPolicies: attached(READ_ONLY),
              }),
            ],
          }),
          NO_ORGANIZATION,
        ],
        ['trust-of-unknown-account audit'],
      ],
      // Which policy the stranger gets is another question.
      [
        'another account, any policy',
        'skip',
        [roleTrusting(trusting({ AWS: rootOf(STRANGER) })), NO_ORGANIZATION],
        ['trust-of-unknown-account app'],
      ],
      [
        'everybody of the own account',
        'alarm',
        [roleTrusting(trusting('*', { StringEquals: { 'aws:PrincipalAccount': ID } })), NO_ORGANIZATION],
        [],
      ],
    ],
  },
}

const analyzer = (type: string): object => ({
  arn: `arn:aws:access-analyzer:us-east-1:${ID}:analyzer/a`,
  name: 'a',
  status: 'ACTIVE',
  type,
})
const ANALYZERS: Readonly<Record<string, PeerCheck>> = {
  iam_access_analyzer_enabled: {
    rules: ['external-access-analyzer-missing'],
    cases: [
      [
        'one of the account',
        'ok',
        [file('access-analyzers.json', { analyzers: [analyzer('ACCOUNT')] }), NO_ORGANIZATION],
        [],
      ],
      [
        'one in one of two Regions that are looked at',
        'alarm',
        [
          collectedIn('us-east-1', 'eu-west-1'),
          file('access-analyzers.json', { analyzers: [analyzer('ACCOUNT')] }),
          NO_ORGANIZATION,
        ],
        [`external-access-analyzer-missing ${ID}`],
      ],
      [
        'one in the only Region that is looked at',
        'ok',
        [
          collectedIn('us-east-1'),
          file('access-analyzers.json', { analyzers: [analyzer('ACCOUNT')] }),
          NO_ORGANIZATION,
        ],
        [],
      ],
      // It counts one that looks for unused access, and sees nothing from outside.
      [
        'one for unused access only',
        'ok',
        [file('access-analyzers.json', { analyzers: [analyzer('ACCOUNT_UNUSED_ACCESS')] }), NO_ORGANIZATION],
        [`external-access-analyzer-missing ${ID}`],
      ],
    ],
  },
}

describePeer({ ...PERMISSIONS, ...ANALYZERS })
