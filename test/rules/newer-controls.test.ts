import type { EvidenceFile } from '#shared/evidence/evidence-file.ts'
import { detailsFile, ID, reportFile, rootRow, userDetail } from '#test/evidence/evidence-folder.ts'
import { describePeer } from '#test/support/describe-peer.ts'
import {
  allowing,
  attached,
  byRules,
  certificateUntil,
  configured,
  daysAgo,
  inline,
  IN_ORGANIZATION,
  managedPolicy,
  NO_ORGANIZATION,
  roleDetail,
  rootOf,
  STRANGER,
  trusting,
} from '#test/support/judged-evidence.ts'
import { alice, key, password } from '#test/support/judged-report.ts'

// Controls of IAM that the other tables do not hold, with the verdict of whoever has them: the newer controls of Powerpipe's compliance mod
// (turbot/steampipe-mod-aws-compliance, conformance_pack/iam.pp, Apache-2.0), the account checks of Trivy (aquasecurity/trivy-checks,
// checks/cloud/aws/iam, Apache-2.0), Electric Eye's auditor of IAM (jonrau1/ElectricEye, Apache-2.0), Datadog's published default rules, and
// the managed rules of AWS Config in AWS's words.

const PASSWORD = password(30, 1)
const KEY = key(1, 30, 1)
const KEY_2 = key(2, 20, 1)
const MANAGED = (name: string): string => `arn:aws:iam::aws:policy/${name}`
const ADMIN = attached(MANAGED('AdministratorAccess'))
const role = (more: object): EvidenceFile => detailsFile({ RoleDetailList: [roleDetail('app', more)] })

// Powerpipe.
describePeer('iam_policy_inline_no_blocked_kms_actions', byRules(['kms-decrypt-on-all-keys']), [
  [
    'kms:Decrypt on * inline',
    'FAIL',
    [role({ RolePolicyList: inline('own', allowing('kms:Decrypt', '*')) })],
    ['kms-decrypt-on-all-keys app/own'],
  ],
])

describePeer('iam_policy_no_full_access_to_kms', byRules(['policy-allows-whole-service', 'kms-decrypt-on-all-keys']), [
  [
    'kms:* on *',
    'FAIL',
    [managedPolicy(allowing('kms:*', '*'))],
    ['kms-decrypt-on-all-keys app', 'policy-allows-whole-service app'],
  ],
])

describePeer('iam_inline_policy_no_administrative_privileges', byRules(['inline-policy-allows-everything']), [
  [
    '* on * inline',
    'FAIL',
    [detailsFile({ UserDetailList: [userDetail('alice', { UserPolicyList: inline('own', allowing('*', '*')) })] })],
    ['inline-policy-allows-everything alice/own'],
  ],
])

describePeer('iam_role_no_administrator_access_policy_attached', byRules(['administrator-policy-attached']), [
  ['AdministratorAccess', 'FAIL', [role({ AttachedManagedPolicies: ADMIN })], ['administrator-policy-attached app']],
  [
    'a role of IAM Identity Center',
    'FAIL',
    [
      detailsFile({
        RoleDetailList: [
          roleDetail('AWSReservedSSO_Admin_1', {
            Path: '/aws-reserved/sso.amazonaws.com/',
            Arn: `arn:aws:iam::${ID}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_1`,
            AttachedManagedPolicies: ADMIN,
          }),
        ],
      }),
    ],
    [],
    'Nobody but AWS and IAM Identity Center attaches anything there.',
  ],
])

describePeer('iam_security_audit_role', byRules(['security-audit-role-missing']), [
  ['a role has SecurityAudit', 'PASS', [role({ AttachedManagedPolicies: attached(MANAGED('SecurityAudit')) })], []],
  ['none has', 'FAIL', [role({})], [`security-audit-role-missing ${ID}`]],
])

describePeer('iam_role_cross_account_write_access_policy', byRules(['trust-of-unknown-account']), [
  // It looks for the names of AWS's policies; who is trusted is what we ask first.
  [
    'another account with AdministratorAccess',
    'FAIL',
    [
      role({ AssumeRolePolicyDocument: trusting({ AWS: rootOf(STRANGER) }), AttachedManagedPolicies: ADMIN }),
      NO_ORGANIZATION,
    ],
    ['trust-of-unknown-account app'],
  ],
])

describePeer(
  'iam_user_access_key_age_365',
  byRules(['access-key-not-rotated'], configured('access-key-not-rotated', { maxAgeDays: 365 })),
  [
    ['a key of 100 days', 'PASS', alice({ ...KEY, access_key_1_last_rotated: daysAgo(100) }), []],
    [
      'a key of 400 days',
      'FAIL',
      alice({ ...KEY, access_key_1_last_rotated: daysAgo(400) }),
      ['access-key-not-rotated alice'],
    ],
  ],
)

describePeer('iam_access_analyzer_enabled_without_findings', byRules(['analyzer-finding-open']), [
  [
    'no analyzer was read',
    'FAIL',
    [NO_ORGANIZATION],
    ['analyzer-finding-open ?'],
    'Whether a finding is open cannot be said without the analyzers and what they found.',
  ],
])

// Trivy.
describePeer(
  'AWS-0166 unused for 45 days',
  byRules(['console-password-unused', 'access-key-unused', 'console-password-never-used']),
  [
    ['signed in today', 'PASS', alice(PASSWORD), []],
    [
      'never signed in since a password was set long ago',
      'PASS',
      alice({ ...PASSWORD, password_last_used: 'no_information', password_last_changed: daysAgo(300) }),
      ['console-password-never-used alice'],
      'It takes never for not worth telling; the password works all the same.',
    ],
    [
      'signed in 100 days ago, with a password of 300 days',
      'FAIL',
      alice({ ...PASSWORD, password_last_used: daysAgo(100), password_last_changed: daysAgo(300) }),
      ['console-password-unused alice'],
    ],
    [
      'a key of 100 days without use',
      'FAIL',
      alice({ ...KEY, access_key_1_last_rotated: daysAgo(200), access_key_1_last_used_date: daysAgo(100) }),
      ['access-key-unused alice'],
    ],
    [
      'an inactive key of 100 days without use',
      'PASS',
      alice({ ...KEY, access_key_1_active: 'false', access_key_1_last_used_date: daysAgo(100) }),
      [],
    ],
  ],
)

describePeer('AWS-0167 one active key', byRules(['two-active-access-keys']), [
  ['one', 'PASS', alice(KEY), []],
  ['two, one inactive', 'PASS', alice({ ...KEY, ...KEY_2, access_key_2_active: 'false' }), []],
  ['two', 'FAIL', alice({ ...KEY, ...KEY_2 }), ['two-active-access-keys alice']],
])

describePeer('AWS-0145 MFA of users', byRules(['console-user-without-mfa', 'machine-user-without-mfa']), [
  ['signed in without', 'FAIL', alice({ ...PASSWORD, mfa_active: 'false' }), ['console-user-without-mfa alice']],
  [
    'a password, never used, without',
    'PASS',
    alice({ ...PASSWORD, mfa_active: 'false', password_last_used: 'no_information' }),
    ['console-user-without-mfa alice'],
    'A password that works is enough to sign in without MFA.',
  ],
  ['signed in with', 'PASS', alice(PASSWORD), []],
])

describePeer('AWS-0140 use of root', byRules(['root-used']), [
  ['never', 'PASS', [reportFile(rootRow({ password_last_used: 'no_information' }))], []],
  ['today', 'FAIL', [reportFile(rootRow({ password_last_used: daysAgo(0.5) }))], ['root-used <root_account>']],
  [
    'a week ago',
    'PASS',
    [reportFile(rootRow({ password_last_used: daysAgo(7) }))],
    ['root-used <root_account>'],
    'Longer than the 24 hours that it looks back.',
  ],
])

describePeer(
  'AWS-0168 expired certificates',
  byRules(['server-certificate-expired', 'server-certificate-expires-soon']),
  [
    ['ten days ago', 'FAIL', certificateUntil(daysAgo(10)), ['server-certificate-expired site']],
    [
      'in ten days',
      'PASS',
      certificateUntil(daysAgo(-10)),
      ['server-certificate-expires-soon site'],
      'It asks about those that have expired; this one is to be replaced before.',
    ],
  ],
)

// Datadog.
describePeer(
  'iam-roles-with-cross-account-trust',
  byRules(['trust-of-unknown-account', 'administrator-policy-attached']),
  [
    [
      'an administrator that an account outside of the organization may be',
      'FAIL',
      [
        role({ AssumeRolePolicyDocument: trusting({ AWS: rootOf(STRANGER) }), AttachedManagedPolicies: ADMIN }),
        ...IN_ORGANIZATION,
      ],
      ['administrator-policy-attached app', 'trust-of-unknown-account app'],
    ],
    [
      'an administrator that the own account may be',
      'PASS',
      [
        role({ AssumeRolePolicyDocument: trusting({ AWS: rootOf(ID) }), AttachedManagedPolicies: ADMIN }),
        ...IN_ORGANIZATION,
      ],
      ['administrator-policy-attached app'],
      'It asks about trust of other accounts; the policy of an administrator is told of whoever may be the role.',
    ],
  ],
)

describePeer('def-000-121', byRules(['trust-open-to-anyone']), [
  [
    'anybody may be a role that reads data',
    'FAIL',
    [
      role({
        AssumeRolePolicyDocument: trusting({ AWS: '*' }),
        RolePolicyList: inline('own', allowing('s3:GetObject', '*')),
      }),
      NO_ORGANIZATION,
    ],
    ['trust-open-to-anyone app'],
  ],
])

describePeer('def-000-rf2', byRules(['console-password-unused', 'access-key-unused']), [
  [
    'an administrator whom nobody has seen for long',
    'FAIL',
    [
      ...alice({
        ...PASSWORD,
        ...KEY,
        password_last_used: daysAgo(120),
        password_last_changed: daysAgo(300),
        access_key_1_last_used_date: daysAgo(120),
        access_key_1_last_rotated: daysAgo(200),
      }),
      detailsFile({
        UserDetailList: [userDetail('alice', { CreateDate: daysAgo(600), AttachedManagedPolicies: ADMIN })],
      }),
    ],
    ['access-key-unused alice', 'console-password-unused alice'],
  ],
])

// Electric Eye.
describePeer('IAM.1 keys of 90 days', byRules(['access-key-not-rotated']), [
  ['of 90 days', 'PASS', alice({ ...KEY, access_key_1_last_rotated: daysAgo(90) }), []],
  ['of 91 days', 'FAIL', alice({ ...KEY, access_key_1_last_rotated: daysAgo(91) }), ['access-key-not-rotated alice']],
  ['inactive', 'none', alice({ ...KEY, access_key_1_active: 'false', access_key_1_last_rotated: daysAgo(400) }), []],
])

describePeer('IAM.2 boundaries of users', byRules(['principal-without-boundary']), [
  [
    'a user who reads',
    'FAIL',
    [
      detailsFile({
        UserDetailList: [
          userDetail('alice', { UserPolicyList: inline('own', allowing('s3:GetObject', 'arn:aws:s3:::b/*')) }),
        ],
      }),
    ],
    [],
    'A boundary bounds what somebody could give to oneself; who cannot needs none.',
  ],
  [
    'a user who writes policies of roles',
    'FAIL',
    [
      detailsFile({
        UserDetailList: [userDetail('alice', { UserPolicyList: inline('own', allowing('iam:PutRolePolicy', '*')) })],
      }),
    ],
    ['principal-without-boundary alice'],
  ],
])

// AWS Config.
describePeer('iam-policy-no-statements-with-admin-access', byRules(['policy-allows-everything']), [
  ['service:* on *', 'PASS', [managedPolicy(allowing('service:*', '*'))], []],
  [
    'a boundary',
    'FAIL',
    [managedPolicy(allowing('*', '*'), { AttachmentCount: 0, PermissionsBoundaryUsageCount: 1 })],
    [],
    'With excludePermissionBoundaryPolicy it is left out, and it gives nothing by itself.',
  ],
  [
    'a policy that bounds one user and is attached to another',
    'FAIL',
    [managedPolicy(allowing('*', '*'), { AttachmentCount: 1, PermissionsBoundaryUsageCount: 1 })],
    ['policy-allows-everything app'],
  ],
])
