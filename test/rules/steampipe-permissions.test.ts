import { detailsFile, file, ID, userDetail } from '#test/evidence/evidence-folder.ts'
import { describePeer } from '#test/support/describe-peer.ts'
import {
  allowing,
  analyzer,
  attached,
  byRules,
  collectedIn,
  configured,
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
import { alice, key, password } from '#test/support/judged-report.ts'

// What the queries of Steampipe's compliance mod say of policies, roles and trusts; of where they come from see steampipe.test.ts.

const PASSWORD = password(30, 1)
const KEY = key(1, 30, 1)
/** A role that AWS links to its service. */
const linkedRole = (more: object): object =>
  roleDetail('AWSServiceRoleForX', {
    Path: '/aws-service-role/x.amazonaws.com/',
    Arn: `arn:aws:iam::${ID}:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX`,
    ...more,
  })
const READ = allowing('s3:GetObject', 'arn:aws:s3:::b/*')
const POLICY = `arn:aws:iam::${ID}:policy/app`
const READ_ONLY = 'arn:aws:iam::aws:policy/ReadOnlyAccess'
const SUPPORT = 'arn:aws:iam::aws:policy/AWSSupportAccess'

describePeer('iam_policy_no_star_star', byRules(['policy-allows-everything']), [
  ['* on *', 'FAIL', [managedPolicy(allowing('*', '*'))], ['policy-allows-everything app']],
  ['*:* on *', 'FAIL', [managedPolicy(allowing('*:*', '*'))], ['policy-allows-everything app']],
  [
    '** on every ARN',
    'PASS',
    [managedPolicy(allowing('**', 'arn:aws:*:*:*:*'))],
    ['policy-allows-everything app'],
    'Another spelling of the same.',
  ],
  [
    'NotAction of one service on *',
    'PASS',
    [managedPolicy(policyOf({ Effect: 'Allow', NotAction: 's3:*', Resource: '*' }))],
    ['policy-allows-everything app'],
    'What is left is everything but S3, IAM with it.',
  ],
  [
    'a boundary that allows everything',
    'FAIL',
    [managedPolicy(allowing('*', '*'), { AttachmentCount: 0, PermissionsBoundaryUsageCount: 1 })],
    [],
    'A boundary limits and gives nothing.',
  ],
])

describePeer('iam_custom_policy_unattached_no_star_star', byRules(['policy-allows-everything']), [
  [
    'attached to nobody',
    'FAIL',
    [managedPolicy(allowing('*', '*'), { AttachmentCount: 0 })],
    ['policy-allows-everything app'],
  ],
])

describePeer(
  'iam_all_policy_no_service_wild_card',
  byRules(['policy-allows-whole-service', 'policy-allows-everything']),
  [
    ['ec2:* on *', 'FAIL', [managedPolicy(allowing('ec2:*', '*'))], ['policy-allows-whole-service app']],
    [
      'ec2:*Tags on *',
      'FAIL',
      [managedPolicy(allowing('ec2:*Tags', '*'))],
      [],
      'Its pattern takes every wildcard that stands right after the colon.',
    ],
    ['ec2:Describe* on *', 'PASS', [managedPolicy(allowing('ec2:Describe*', '*'))], []],
    [
      's3:* on every bucket by its ARN',
      'PASS',
      [managedPolicy(allowing('s3:*', 'arn:aws:s3:::*'))],
      ['policy-allows-whole-service app'],
      'Every bucket by its ARN is every bucket.',
    ],
    ['s3:* on one bucket', 'PASS', [managedPolicy(allowing('s3:*', ['arn:aws:s3:::b', 'arn:aws:s3:::b/*']))], []],
  ],
)

describePeer('iam_policy_custom_no_blocked_kms_actions', byRules(['kms-decrypt-on-all-keys']), [
  ['kms:Decrypt on *', 'FAIL', [managedPolicy(allowing('kms:Decrypt', '*'))], ['kms-decrypt-on-all-keys app']],
  [
    'kms:Decrypt on one key',
    'FAIL',
    [managedPolicy(allowing('kms:Decrypt', `arn:aws:kms:us-east-1:${ID}:key/1234abcd-12ab-34cd-56ef-1234567890ab`))],
    [],
    'KMS.1 asks about "all KMS keys"; one key is what it advises.',
  ],
  [
    'kms:* on *, which decrypts',
    'PASS',
    [managedPolicy(allowing('kms:*', '*'))],
    ['kms-decrypt-on-all-keys app'],
    'Whoever may do everything with keys may decrypt.',
  ],
  [
    'kms:ReEncrypt* on all keys of the account',
    'PASS',
    [managedPolicy(allowing('kms:ReEncrypt*', `arn:aws:kms:*:${ID}:key/*`))],
    ['kms-decrypt-on-all-keys app'],
    'The wildcard holds kms:ReEncryptFrom, and these are all the keys there are.',
  ],
])

describePeer('iam_policy_custom_no_permissive_role_assumption', byRules(['assume-role-on-all-roles']), [
  ['sts:AssumeRole on *', 'FAIL', [managedPolicy(allowing('sts:AssumeRole', '*'))], ['assume-role-on-all-roles app']],
  ['sts:* on *', 'FAIL', [managedPolicy(allowing('sts:*', '*'))], ['assume-role-on-all-roles app']],
  [
    'sts:Assume* on every role',
    'PASS',
    [managedPolicy(allowing('sts:Assume*', 'arn:aws:iam::*:role/*'))],
    ['assume-role-on-all-roles app'],
    'The wildcard holds sts:AssumeRole, and every role by its ARN is every role.',
  ],
  ['sts:AssumeRole on one role', 'PASS', [managedPolicy(allowing('sts:AssumeRole', `arn:aws:iam::${ID}:role/x`))], []],
])

describePeer('iam_policy_no_full_access_to_cloudtrail', byRules(['policy-controls-cloudtrail']), [
  ['cloudtrail:* on *', 'FAIL', [managedPolicy(allowing('cloudtrail:*', '*'))], ['policy-controls-cloudtrail app']],
  [
    'cloudtrail:StopLogging on *',
    'PASS',
    [managedPolicy(allowing('cloudtrail:StopLogging', '*'))],
    ['policy-controls-cloudtrail app'],
    'Enough to be unseen.',
  ],
  ['cloudtrail:Get* on *', 'PASS', [managedPolicy(allowing('cloudtrail:Get*', '*'))], []],
])

describePeer('iam_policy_unused', byRules(['policy-unused', 'group-empty']), [
  // The group is the fault, and its finding names the policy.
  [
    'attached to a group that nobody is in',
    'FAIL',
    details({
      GroupDetailList: [groupDetail('old', { AttachedManagedPolicies: attached(POLICY) })],
      Policies: [policyDetail('app', READ)],
    }),
    ['group-empty old'],
  ],
  ['attached to nothing', 'FAIL', [managedPolicy(READ, { AttachmentCount: 0 })], ['policy-unused app']],
  [
    'attached to nothing, of last week',
    'FAIL',
    [managedPolicy(READ, { AttachmentCount: 0, CreateDate: daysAgo(7), UpdateDate: daysAgo(7) })],
    [],
    'Made last week; whoever it is for may not have it yet.',
  ],
])

describePeer('iam_user_no_inline_attached_policies', byRules(['policy-attached-to-user']), [
  [
    'an inline one',
    'FAIL',
    details({ UserDetailList: [userDetail('alice', { UserPolicyList: inline('own', READ) })] }),
    ['policy-attached-to-user alice'],
  ],
  [
    'through a group',
    'PASS',
    details({
      UserDetailList: [userDetail('alice', { GroupList: ['all'] })],
      GroupDetailList: [groupDetail('all', { AttachedManagedPolicies: attached(POLICY) })],
    }),
    [],
  ],
])

describePeer('iam_group_user_role_no_inline_policies', byRules(['inline-policy-in-use']), [
  [
    'a role made by a console, under /service-role/',
    'none',
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
    'The path tells who made the role; its policies are the account’s own.',
  ],
  [
    'a role that AWS links to its service',
    'FAIL',
    details({
      RoleDetailList: [linkedRole({ RolePolicyList: inline('own', READ) })],
    }),
    [],
    'AWS wrote the policy, and nobody else can change it.',
  ],
])

describePeer(
  'iam_user_with_administrator_access_mfa_enabled',
  byRules(['administrator-without-mfa', 'powerful-key-without-mfa']),
  [
    [
      'through a group, by a policy of the customer, with a password and no MFA',
      'none',
      [
        ...alice({ ...PASSWORD, mfa_active: 'false' }),
        detailsFile({
          UserDetailList: [userDetail('alice', { CreateDate: daysAgo(600), GroupList: ['ops'] })],
          GroupDetailList: [groupDetail('ops', { AttachedManagedPolicies: attached(POLICY) })],
          Policies: [policyDetail('app', allowing('*', '*'))],
        }),
      ],
      ['administrator-without-mfa alice'],
      'It knows AdministratorAccess by its name and on the user alone.',
    ],
    [
      'with MFA and a key that asks for none',
      'PASS',
      [
        ...alice({ ...PASSWORD, ...KEY }),
        detailsFile({
          UserDetailList: [
            userDetail('alice', { CreateDate: daysAgo(600), UserPolicyList: inline('own', allowing('*', '*')) }),
          ],
        }),
      ],
      ['powerful-key-without-mfa alice'],
      'MFA guards the console; the key works without it.',
    ],
  ],
)

describePeer('iam_support_role', byRules(['support-role-missing']), [
  [
    'a group has it',
    'FAIL',
    details({ GroupDetailList: [groupDetail('ops', { AttachedManagedPolicies: attached(SUPPORT) })] }),
    [],
    'Who is in the group can open a case.',
  ],
  [
    'a policy of the customer by that name',
    'PASS',
    details({
      RoleDetailList: [
        roleDetail('ops', { AttachedManagedPolicies: attached(`arn:aws:iam::${ID}:policy/AWSSupportAccess`) }),
      ],
    }),
    [`support-role-missing ${ID}`],
    'It goes by the name.',
  ],
])

describePeer('iam_role_unused_60', byRules(['role-unused'], configured('role-unused', { maxIdleDays: 60 })), [
  [
    '60 days ago',
    'FAIL',
    details({ RoleDetailList: [roleDetail('app', { RoleLastUsed: { LastUsedDate: daysAgo(60) } })] }),
    [],
    'At 60 days a role has had its 60 days.',
  ],
  [
    '61 days ago',
    'FAIL',
    details({ RoleDetailList: [roleDetail('app', { RoleLastUsed: { LastUsedDate: daysAgo(61) } })] }),
    ['role-unused app'],
  ],
  [
    'made yesterday, not used yet',
    'FAIL',
    details({ RoleDetailList: [roleDetail('app', { RoleLastUsed: {}, CreateDate: daysAgo(1) })] }),
    [],
    'It has had no time to be used.',
  ],
  // IAM tells of 400 days: "no use on record" is what is known, and enough.
  [
    'made years ago, no use within 400 days',
    'FAIL',
    details({ RoleDetailList: [roleDetail('app', { RoleLastUsed: {}, CreateDate: daysAgo(1500) })] }),
    ['role-unused app'],
  ],
  [
    'a role that AWS links to its service',
    'FAIL',
    details({
      RoleDetailList: [linkedRole({ RoleLastUsed: {} })],
    }),
    [],
    'AWS makes it, and only its service uses it.',
  ],
  [
    'a role for emergencies',
    'FAIL',
    details({
      RoleDetailList: [roleDetail('fire', { RoleLastUsed: {}, Tags: [{ Key: 'break-glass', Value: 'true' }] })],
    }),
    [],
    'It is there in order not to be used.',
  ],
])

describePeer(
  'iam_role_cross_account_read_only_access_policy',
  byRules(['trust-of-unknown-account', 'trust-open-to-anyone']),
  [
    [
      'another account, ReadOnlyAccess',
      'FAIL',
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
    [
      'another account, any policy',
      'none',
      [roleTrusting(trusting({ AWS: rootOf(STRANGER) })), NO_ORGANIZATION],
      ['trust-of-unknown-account app'],
      'Which policy the stranger gets is another question.',
    ],
    [
      'everybody of the own account',
      'FAIL',
      [roleTrusting(trusting('*', { StringEquals: { 'aws:PrincipalAccount': ID } })), NO_ORGANIZATION],
      [],
      'The condition lets nobody in from outside.',
    ],
  ],
)

describePeer('iam_access_analyzer_enabled', byRules(['external-access-analyzer-missing']), [
  ['one of the account', 'PASS', [file('access-analyzers.json', { analyzers: [analyzer()] }), NO_ORGANIZATION], []],
  [
    'one in one of two Regions that are looked at',
    'FAIL',
    [
      collectedIn('us-east-1', 'eu-west-1'),
      file('access-analyzers.json', { analyzers: [analyzer()] }),
      NO_ORGANIZATION,
    ],
    [`external-access-analyzer-missing ${ID}`],
  ],
  [
    'one in the only Region that is looked at',
    'PASS',
    [collectedIn('us-east-1'), file('access-analyzers.json', { analyzers: [analyzer()] }), NO_ORGANIZATION],
    [],
  ],
  [
    'one for unused access only',
    'PASS',
    [file('access-analyzers.json', { analyzers: [analyzer({ type: 'ACCOUNT_UNUSED_ACCESS' })] }), NO_ORGANIZATION],
    [`external-access-analyzer-missing ${ID}`],
    'It counts one that looks for unused access, and sees nothing from outside.',
  ],
])
