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

// Controls of IAM that the other tables do not hold, with the verdict of whoever has them: the newer controls of Powerpipe's compliance mod
// (turbot/steampipe-mod-aws-compliance, conformance_pack/iam.pp, Apache-2.0), the account checks of Trivy (aquasecurity/trivy-checks,
// checks/cloud/aws/iam, Apache-2.0), Electric Eye's auditor of IAM (jonrau1/ElectricEye, Apache-2.0), Datadog's published default rules, and
// the managed rules of AWS Config in AWS's words.

const user = (more: Row): readonly EvidenceFile[] => [
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
const KEY_2: Row = {
  access_key_2_active: 'true',
  access_key_2_last_rotated: daysAgo(20),
  access_key_2_last_used_date: daysAgo(1),
}
const details = (more: object): EvidenceFile => detailsFile(more)
const MANAGED = (name: string): string => `arn:aws:iam::aws:policy/${name}`
const ADMIN = attached(MANAGED('AdministratorAccess'))
const role = (more: object): EvidenceFile => details({ RoleDetailList: [roleDetail('app', more)] })

const POWERPIPE: Readonly<Record<string, PeerCheck>> = {
  iam_policy_inline_no_blocked_kms_actions: {
    rules: ['kms-decrypt-on-all-keys'],
    cases: [
      [
        'kms:Decrypt on * inline',
        'alarm',
        [role({ RolePolicyList: inline('own', allowing('kms:Decrypt', '*')) })],
        ['kms-decrypt-on-all-keys app/own'],
      ],
    ],
  },
  iam_policy_no_full_access_to_kms: {
    rules: ['policy-allows-whole-service', 'kms-decrypt-on-all-keys'],
    cases: [
      [
        'kms:* on *',
        'alarm',
        [managedPolicy(allowing('kms:*', '*'))],
        ['kms-decrypt-on-all-keys app', 'policy-allows-whole-service app'],
      ],
    ],
  },
  iam_inline_policy_no_administrative_privileges: {
    rules: ['inline-policy-allows-everything'],
    cases: [
      [
        '* on * inline',
        'alarm',
        [details({ UserDetailList: [userDetail('alice', { UserPolicyList: inline('own', allowing('*', '*')) })] })],
        ['inline-policy-allows-everything alice/own'],
      ],
    ],
  },
  iam_role_no_administrator_access_policy_attached: {
    rules: ['administrator-policy-attached'],
    cases: [
      [
        'AdministratorAccess',
        'alarm',
        [role({ AttachedManagedPolicies: ADMIN })],
        ['administrator-policy-attached app'],
      ],
      // Nobody but AWS and IAM Identity Center attaches anything there.
      [
        'a role of IAM Identity Center',
        'alarm',
        [
          details({
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
      ],
    ],
  },
  iam_security_audit_role: {
    rules: ['security-audit-role-missing'],
    cases: [
      ['a role has SecurityAudit', 'ok', [role({ AttachedManagedPolicies: attached(MANAGED('SecurityAudit')) })], []],
      ['none has', 'alarm', [role({})], [`security-audit-role-missing ${ID}`]],
    ],
  },
  iam_role_cross_account_write_access_policy: {
    rules: ['trust-of-unknown-account'],
    cases: [
      // It looks for the names of AWS's policies; who is trusted is what we ask first.
      [
        'another account with AdministratorAccess',
        'alarm',
        [
          role({ AssumeRolePolicyDocument: trusting({ AWS: rootOf(STRANGER) }), AttachedManagedPolicies: ADMIN }),
          NO_ORGANIZATION,
        ],
        ['trust-of-unknown-account app'],
      ],
    ],
  },
  iam_user_access_key_age_365: {
    rules: ['access-key-not-rotated'],
    configuration: configured('access-key-not-rotated', { maxAgeDays: 365 }),
    cases: [
      ['a key of 100 days', 'ok', user({ ...KEY, access_key_1_last_rotated: daysAgo(100) }), []],
      [
        'a key of 400 days',
        'alarm',
        user({ ...KEY, access_key_1_last_rotated: daysAgo(400) }),
        ['access-key-not-rotated alice'],
      ],
    ],
  },
  iam_access_analyzer_enabled_without_findings: {
    rules: ['analyzer-finding-open'],
    cases: [['no analyzer was read', 'alarm', [NO_ORGANIZATION], ['analyzer-finding-open ?']]],
  },
}

const TRIVY: Readonly<Record<string, PeerCheck>> = {
  'AWS-0166 unused for 45 days': {
    rules: ['console-password-unused', 'access-key-unused', 'console-password-never-used'],
    cases: [
      ['signed in today', 'pass', user(PASSWORD), []],
      // It takes never for not worth telling.
      [
        'never signed in since a password was set long ago',
        'pass',
        user({ ...PASSWORD, password_last_used: 'no_information', password_last_changed: daysAgo(300) }),
        ['console-password-never-used alice'],
      ],
      [
        'signed in 100 days ago, with a password of 300 days',
        'fail',
        user({ ...PASSWORD, password_last_used: daysAgo(100), password_last_changed: daysAgo(300) }),
        ['console-password-unused alice'],
      ],
      [
        'a key of 100 days without use',
        'fail',
        user({ ...KEY, access_key_1_last_rotated: daysAgo(200), access_key_1_last_used_date: daysAgo(100) }),
        ['access-key-unused alice'],
      ],
      [
        'an inactive key of 100 days without use',
        'pass',
        user({ ...KEY, access_key_1_active: 'false', access_key_1_last_used_date: daysAgo(100) }),
        [],
      ],
    ],
  },
  'AWS-0167 one active key': {
    rules: ['two-active-access-keys'],
    cases: [
      ['one', 'pass', user(KEY), []],
      ['two, one inactive', 'pass', user({ ...KEY, ...KEY_2, access_key_2_active: 'false' }), []],
      ['two', 'fail', user({ ...KEY, ...KEY_2 }), ['two-active-access-keys alice']],
    ],
  },
  'AWS-0145 MFA of users': {
    rules: ['console-user-without-mfa', 'machine-user-without-mfa'],
    cases: [
      ['signed in without', 'fail', user({ ...PASSWORD, mfa_active: 'false' }), ['console-user-without-mfa alice']],
      // A password that works is enough.
      [
        'a password, never used, without',
        'pass',
        user({ ...PASSWORD, mfa_active: 'false', password_last_used: 'no_information' }),
        ['console-user-without-mfa alice'],
      ],
      ['signed in with', 'pass', user(PASSWORD), []],
    ],
  },
  'AWS-0140 use of root': {
    rules: ['root-used'],
    cases: [
      ['never', 'pass', [reportFile(rootRow({ password_last_used: 'no_information' }))], []],
      ['today', 'fail', [reportFile(rootRow({ password_last_used: daysAgo(0.5) }))], ['root-used <root_account>']],
      // Longer than the 24 hours that it looks back.
      ['a week ago', 'pass', [reportFile(rootRow({ password_last_used: daysAgo(7) }))], ['root-used <root_account>']],
    ],
  },
  'AWS-0168 expired certificates': {
    rules: ['server-certificate-expired', 'server-certificate-expires-soon'],
    cases: [
      [
        'ten days ago',
        'fail',
        [
          file('server-certificates.json', {
            ServerCertificateMetadataList: [
              {
                Path: '/',
                ServerCertificateName: 'web',
                ServerCertificateId: 'ASCAWEB',
                Arn: `arn:aws:iam::${ID}:server-certificate/web`,
                UploadDate: daysAgo(300),
                Expiration: daysAgo(10),
              },
            ],
          }),
        ],
        ['server-certificate-expired web'],
      ],
      [
        'in ten days',
        'pass',
        [
          file('server-certificates.json', {
            ServerCertificateMetadataList: [
              {
                Path: '/',
                ServerCertificateName: 'web',
                ServerCertificateId: 'ASCAWEB',
                Arn: `arn:aws:iam::${ID}:server-certificate/web`,
                UploadDate: daysAgo(300),
                Expiration: daysAgo(-10),
              },
            ],
          }),
        ],
        ['server-certificate-expires-soon web'],
      ],
    ],
  },
}

const DATADOG: Readonly<Record<string, PeerCheck>> = {
  'iam-roles-with-cross-account-trust': {
    rules: ['trust-of-unknown-account', 'administrator-policy-attached'],
    cases: [
      [
        'an administrator that an account outside of the organization may be',
        'fail',
        [
          role({ AssumeRolePolicyDocument: trusting({ AWS: rootOf(STRANGER) }), AttachedManagedPolicies: ADMIN }),
          ...IN_ORGANIZATION,
        ],
        ['administrator-policy-attached app', 'trust-of-unknown-account app'],
      ],
      [
        'an administrator that the own account may be',
        'pass',
        [
          role({ AssumeRolePolicyDocument: trusting({ AWS: rootOf(ID) }), AttachedManagedPolicies: ADMIN }),
          ...IN_ORGANIZATION,
        ],
        ['administrator-policy-attached app'],
      ],
    ],
  },
  'def-000-121': {
    rules: ['trust-open-to-anyone'],
    cases: [
      [
        'anybody may be a role that reads data',
        'fail',
        [
          role({
            AssumeRolePolicyDocument: trusting({ AWS: '*' }),
            RolePolicyList: inline('own', allowing('s3:GetObject', '*')),
          }),
          NO_ORGANIZATION,
        ],
        ['trust-open-to-anyone app'],
      ],
    ],
  },
  'def-000-rf2': {
    rules: ['console-password-unused', 'access-key-unused'],
    cases: [
      [
        'an administrator whom nobody has seen for long',
        'fail',
        [
          ...user({
            ...PASSWORD,
            ...KEY,
            password_last_used: daysAgo(120),
            password_last_changed: daysAgo(300),
            access_key_1_last_used_date: daysAgo(120),
            access_key_1_last_rotated: daysAgo(200),
          }),
          details({
            UserDetailList: [userDetail('alice', { CreateDate: daysAgo(600), AttachedManagedPolicies: ADMIN })],
          }),
        ],
        ['access-key-unused alice', 'console-password-unused alice'],
      ],
    ],
  },
}

const ELECTRIC_EYE: Readonly<Record<string, PeerCheck>> = {
  'IAM.1 keys of 90 days': {
    rules: ['access-key-not-rotated'],
    cases: [
      ['of 90 days', 'pass', user({ ...KEY, access_key_1_last_rotated: daysAgo(90) }), []],
      [
        'of 91 days',
        'fail',
        user({ ...KEY, access_key_1_last_rotated: daysAgo(91) }),
        ['access-key-not-rotated alice'],
      ],
      [
        'inactive',
        'no row',
        user({ ...KEY, access_key_1_active: 'false', access_key_1_last_rotated: daysAgo(400) }),
        [],
      ],
    ],
  },
  'IAM.2 boundaries of users': {
    rules: ['principal-without-boundary'],
    cases: [
      // A boundary bounds what somebody could give to oneself; who cannot needs none.
      [
        'a user who reads',
        'fail',
        [
          details({
            UserDetailList: [
              userDetail('alice', { UserPolicyList: inline('own', allowing('s3:GetObject', 'arn:aws:s3:::b/*')) }),
            ],
          }),
        ],
        [],
      ],
      [
        'a user who writes policies of roles',
        'fail',
        [
          details({
            UserDetailList: [
              userDetail('alice', { UserPolicyList: inline('own', allowing('iam:PutRolePolicy', '*')) }),
            ],
          }),
        ],
        ['principal-without-boundary alice'],
      ],
    ],
  },
}

const CONFIG: Readonly<Record<string, PeerCheck>> = {
  'iam-policy-no-statements-with-admin-access': {
    rules: ['policy-allows-everything'],
    cases: [
      ['service:* on *', 'COMPLIANT', [managedPolicy(allowing('service:*', '*'))], []],
      // With excludePermissionBoundaryPolicy it is left out, and it gives nothing by itself.
      [
        'a boundary',
        'NON_COMPLIANT',
        [managedPolicy(allowing('*', '*'), { AttachmentCount: 0, PermissionsBoundaryUsageCount: 1 })],
        [],
      ],
      [
        'a policy that bounds one user and is attached to another',
        'NON_COMPLIANT',
        [managedPolicy(allowing('*', '*'), { AttachmentCount: 1, PermissionsBoundaryUsageCount: 1 })],
        ['policy-allows-everything app'],
      ],
    ],
  },
}

describePeer({ ...POWERPIPE, ...TRIVY, ...DATADOG, ...ELECTRIC_EYE, ...CONFIG })
