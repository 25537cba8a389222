import type { EvidenceFile } from '#shared/evidence/evidence-file.ts'
import { file, ID, reportFile, rootRow, userDetail } from '#test/evidence/evidence-folder.ts'
import { describePeer } from '#test/support/describe-peer.ts'
import {
  allowing,
  analyzer,
  attached,
  byRules,
  configured,
  daysAgo,
  details,
  groupDetail,
  IN_ORGANIZATION,
  inline,
  managedPolicy,
  NO_ORGANIZATION,
  PASSWORD_RULES,
  passwordPolicyFile,
  policyDetail,
  policyOf,
  roleDetail,
  summaryFile,
} from '#test/support/judged-evidence.ts'
import { alice, key, password, report } from '#test/support/judged-report.ts'

// What AWS documents of its own controls on IAM: Security Hub CSPM's IAM.1 to IAM.28 and KMS.1 and KMS.2 (AWS Security Hub user guide)
// and the managed rules of AWS Config behind them (AWS Config developer guide). The code of both is closed: the facts are those of which
// the texts decide. COMPLIANT is PASS, NON_COMPLIANT FAIL, not evaluated none.

const ofAlice = (more: object, others: object = {}): readonly EvidenceFile[] =>
  details({ UserDetailList: [userDetail('alice', more)], ...others })
const EVERYTHING = allowing('*', '*')
const READ = allowing('s3:GetObject', 'arn:aws:s3:::b/*')
const statement = (given: object): EvidenceFile => managedPolicy(policyOf({ Effect: 'Allow', Resource: '*', ...given }))

describePeer(
  'IAM.1 iam-policy-no-statements-with-admin-access',
  byRules(['policy-allows-everything', 'inline-policy-allows-everything']),
  [
    ['"Action": "*" on "*"', 'FAIL', [managedPolicy(EVERYTHING)], ['policy-allows-everything app']],
    ['"Action": "service:*" on "*"', 'PASS', [managedPolicy(allowing('s3:*', '*'))], []],
    [
      'a permissions boundary',
      'PASS',
      [managedPolicy(EVERYTHING, { AttachmentCount: 0, PermissionsBoundaryUsageCount: 2 })],
      [],
    ],
    [
      'an inline policy',
      'none',
      ofAlice({ UserPolicyList: inline('own', EVERYTHING) }),
      ['inline-policy-allows-everything alice/own'],
      'Config reads managed policies of the customer alone. CIS 1.16 means every policy.',
    ],
    [
      'a policy of AWS',
      'none',
      details({
        Policies: [
          policyDetail('AdministratorAccess', EVERYTHING, { Arn: 'arn:aws:iam::aws:policy/AdministratorAccess' }),
        ],
      }),
      [],
    ],
  ],
)

describePeer('IAM.2 iam-user-no-policies-check', byRules(['policy-attached-to-user']), [
  [
    'a managed one',
    'FAIL',
    ofAlice({ AttachedManagedPolicies: attached('arn:aws:iam::aws:policy/ReadOnlyAccess') }),
    ['policy-attached-to-user alice'],
  ],
  ['an inline one', 'FAIL', ofAlice({ UserPolicyList: inline('own', READ) }), ['policy-attached-to-user alice']],
  ['a group', 'PASS', ofAlice({ GroupList: ['all'] }, { GroupDetailList: [groupDetail('all')] }), []],
])

describePeer(
  'IAM.21 iam-policy-no-statements-with-full-access',
  byRules(['policy-allows-whole-service', 'policy-allows-by-not-action']),
  [
    ['ec2:*', 'FAIL', [statement({ Action: 'ec2:*' })], ['policy-allows-whole-service app']],
    ['ec2:Describe*', 'PASS', [statement({ Action: 'ec2:Describe*' })], []],
    [
      'EC2:*, in capitals and in a list',
      'FAIL',
      [statement({ Action: ['s3:GetObject', 'EC2:*'] })],
      ['policy-allows-whole-service app'],
    ],
    ['NotAction "iam:*"', 'FAIL', [statement({ NotAction: 'iam:*' })], ['policy-allows-by-not-action app']],
    ['a Deny of ec2:*', 'PASS', [managedPolicy(policyOf({ Effect: 'Deny', Action: 'ec2:*', Resource: '*' }))], []],
    [
      's3:* on one bucket',
      'FAIL',
      [managedPolicy(allowing('s3:*', ['arn:aws:s3:::b', 'arn:aws:s3:::b/*']))],
      [],
      'The texts speak of actions alone. A policy of one bucket is what least privilege looks like for who runs that bucket.',
    ],
  ],
)

describePeer('KMS.1 iam-customer-policy-blocked-kms-actions, KMS.2 inline', byRules(['kms-decrypt-on-all-keys']), [
  ['kms:Decrypt on all keys', 'FAIL', [managedPolicy(allowing('kms:Decrypt', '*'))], ['kms-decrypt-on-all-keys app']],
  [
    'kms:ReEncryptFrom on all keys of the account',
    'FAIL',
    [managedPolicy(allowing('kms:ReEncryptFrom', `arn:aws:kms:*:${ID}:key/*`))],
    ['kms-decrypt-on-all-keys app'],
  ],
  [
    'kms:Decrypt on one key',
    'PASS',
    [managedPolicy(allowing('kms:Decrypt', `arn:aws:kms:us-east-1:${ID}:key/1234abcd-12ab-34cd-56ef-1234567890ab`))],
    [],
  ],
  [
    'attached to nobody',
    'FAIL',
    [managedPolicy(allowing('kms:Decrypt', '*'), { AttachmentCount: 0 })],
    ['kms-decrypt-on-all-keys app'],
  ],
  [
    'an inline policy of a group',
    'FAIL',
    details({
      GroupDetailList: [groupDetail('all', { GroupPolicyList: inline('own', allowing('kms:Decrypt', '*')) })],
    }),
    ['kms-decrypt-on-all-keys all/own'],
  ],
])

describePeer('IAM.27 iam-policy-blacklisted-check', byRules(['cloudshell-full-access-attached']), [
  [
    'a role has it',
    'FAIL',
    details({
      RoleDetailList: [
        roleDetail('app', { AttachedManagedPolicies: attached('arn:aws:iam::aws:policy/AWSCloudShellFullAccess') }),
      ],
    }),
    ['cloudshell-full-access-attached app'],
  ],
  [
    'in another partition',
    'FAIL',
    details({
      RoleDetailList: [
        roleDetail('app', {
          AttachedManagedPolicies: attached('arn:aws-us-gov:iam::aws:policy/AWSCloudShellFullAccess'),
        }),
      ],
    }),
    ['cloudshell-full-access-attached app'],
  ],
])

describePeer('iam-no-inline-policy-check', byRules(['inline-policy-in-use']), [
  [
    'a role has one',
    'FAIL',
    details({ RoleDetailList: [roleDetail('app', { RolePolicyList: inline('own', READ) })] }),
    ['inline-policy-in-use app'],
  ],
])

describePeer('iam-group-has-users-check', byRules(['group-empty']), [
  ['no users', 'FAIL', details({ GroupDetailList: [groupDetail('old')] }), ['group-empty old']],
  [
    'made a week ago',
    'FAIL',
    details({ GroupDetailList: [groupDetail('new', { CreateDate: daysAgo(7) })] }),
    [],
    'Whoever goes in has not been put in yet.',
  ],
])

describePeer('iam-user-group-membership-check', byRules(['user-in-no-group']), [
  ['in no group', 'FAIL', ofAlice({}), ['user-in-no-group alice']],
  ['in one', 'PASS', ofAlice({ GroupList: ['all'] }, { GroupDetailList: [groupDetail('all')] }), []],
])

const limits = (days: number) => ({
  rules: new Map(
    Object.entries({
      'access-key-unused': { maxIdleDays: days },
      'console-password-unused': { maxIdleDays: days },
      'access-key-never-used': { graceDays: days },
      'console-password-never-used': { graceDays: days },
    }).map(([id, parameters]) => [id, { parameters }]),
  ),
})
const UNUSED = ['access-key-never-used', 'access-key-unused', 'console-password-never-used', 'console-password-unused']

describePeer('IAM.3 access-keys-rotated', byRules(['access-key-not-rotated']), [
  ['an active key of 90 days', 'PASS', alice(key(1, 90, 1)), []],
  ['an active key of 91 days', 'FAIL', alice(key(1, 91, 1)), ['access-key-not-rotated alice']],
  ['an inactive key of 91 days', 'PASS', alice(key(1, 91, 1, 'false')), []],
  [
    'two of one second, which are two findings',
    'FAIL',
    alice({ ...key(1, 91, 1), ...key(2, 91, 2) }),
    ['access-key-not-rotated alice', 'access-key-not-rotated alice'],
  ],
])

describePeer('IAM.4 iam-root-access-key-check', byRules(['root-access-key-present']), [
  ['none', 'PASS', report(), []],
  ['an active one', 'FAIL', [reportFile(rootRow(key(1, 300, 200)))], ['root-access-key-present <root_account>']],
  // It exists, and can be switched on again.
  [
    'an inactive one',
    'FAIL',
    [reportFile(rootRow(key(2, 300, 200, 'false')))],
    ['root-access-key-present <root_account>'],
  ],
])

describePeer('IAM.5 mfa-enabled-for-iam-console-access', byRules(['console-user-without-mfa']), [
  ['a password without MFA', 'FAIL', alice(password(30, 1, 'false')), ['console-user-without-mfa alice']],
  [
    'in capitals',
    'FAIL',
    alice({ ...password(30, 1), password_enabled: 'TRUE', mfa_active: 'FALSE' }),
    ['console-user-without-mfa alice'],
  ],
  ['no password', 'PASS', alice({}), []],
  [
    'MFA not told',
    'none',
    alice(password(30, 1, '')),
    ['console-user-without-mfa ?'],
    'It is silent; what the report does not tell is not assessed.',
  ],
])

describePeer('IAM.6 root-account-hardware-mfa-enabled', byRules(['root-mfa-missing', 'root-mfa-virtual-only']), [
  // A new member account's root has no credentials at all.
  [
    'root without credentials',
    'PASS',
    [
      reportFile(rootRow({ password_enabled: 'false', password_last_used: 'N/A', mfa_active: 'false' })),
      summaryFile({ AccountMFAEnabled: 0, AccountPasswordPresent: 0, AccountAccessKeysPresent: 0 }),
    ],
    [],
  ],
  [
    'root with a password and without MFA',
    'FAIL',
    [reportFile(rootRow()), summaryFile({ AccountMFAEnabled: 0, AccountPasswordPresent: 1 })],
    ['root-mfa-missing <root_account>'],
  ],
  [
    'a report that says otherwise gives way to the fresher summary',
    'FAIL',
    [reportFile(rootRow({ mfa_active: 'true' })), summaryFile({ AccountMFAEnabled: 0 })],
    ['root-mfa-missing <root_account>'],
  ],
])

describePeer('IAM.8, IAM.22 iam-user-unused-credentials-check', byRules(UNUSED, limits(90)), [
  ['a password used 90 days ago', 'PASS', alice(password(200, 90)), []],
  ['a password used 91 days ago', 'FAIL', alice(password(200, 91)), ['console-password-unused alice']],
  ['a password of 91 days, never used', 'FAIL', alice(password(91)), ['console-password-never-used alice']],
  ['the second key, used 91 days ago', 'FAIL', alice(key(2, 200, 91)), ['access-key-unused alice']],
  ['an inactive key, used 91 days ago', 'PASS', alice(key(2, 200, 91, 'false')), []],
  ['no credentials', 'PASS', alice({}), []],
  [
    'N/A beside a password that is set, which IAM does not write',
    'none',
    alice({ ...password(200), password_last_used: 'N/A' }),
    ['console-password-never-used ?', 'console-password-unused ?'],
    'It is silent; what the report does not tell is not assessed.',
  ],
])

describePeer('IAM.19 iam-user-mfa-enabled', byRules(['console-user-without-mfa', 'machine-user-without-mfa']), [
  ['a key and no MFA', 'FAIL', alice(key(1, 30, 1)), ['machine-user-without-mfa alice']],
  ['no credential and no MFA', 'FAIL', alice({}), [], 'MFA would protect nothing: nobody can act as this user.'],
])

const STRONG = {
  MinimumPasswordLength: 14,
  RequireUppercaseCharacters: true,
  RequireLowercaseCharacters: true,
  RequireNumbers: true,
  RequireSymbols: true,
  PasswordReusePrevention: 24,
  MaxPasswordAge: 90,
  ExpirePasswords: true,
}
const weaker = (more: object): readonly EvidenceFile[] => [passwordPolicyFile({ ...STRONG, ...more })]

describePeer('IAM.7, IAM.10 to IAM.16 iam-password-policy', byRules(PASSWORD_RULES), [
  ['all of it', 'PASS', weaker({}), []],
  ['length 13', 'FAIL', weaker({ MinimumPasswordLength: 13 }), [`password-policy-too-short ${ID}`]],
  ['23 remembered', 'FAIL', weaker({ PasswordReusePrevention: 23 }), [`password-policy-allows-reuse ${ID}`]],
  ['no uppercase', 'FAIL', weaker({ RequireUppercaseCharacters: false }), [`password-policy-without-uppercase ${ID}`]],
  ['no lowercase', 'FAIL', weaker({ RequireLowercaseCharacters: false }), [`password-policy-without-lowercase ${ID}`]],
  ['no symbol', 'FAIL', weaker({ RequireSymbols: false }), [`password-policy-without-symbols ${ID}`]],
  [
    'no number, which is left out',
    'FAIL',
    weaker({ RequireNumbers: undefined }),
    [`password-policy-without-numbers ${ID}`],
  ],
  ['no policy', 'FAIL', [passwordPolicyFile(null)], PASSWORD_RULES.map((id) => `${id} ${ID}`)],
])

describePeer(
  'IAM.17 iam-password-policy, MaxPasswordAge 90',
  byRules(['password-policy-without-expiry'], configured('password-policy-without-expiry', { maxAgeDays: 90 })),
  [
    ['90 days', 'PASS', weaker({}), []],
    ['91 days', 'FAIL', weaker({ MaxPasswordAge: 91 }), [`password-policy-without-expiry ${ID}`]],
    [
      'none',
      'FAIL',
      weaker({ MaxPasswordAge: undefined, ExpirePasswords: false }),
      [`password-policy-without-expiry ${ID}`],
    ],
  ],
)

const SUPPORT = attached('arn:aws:iam::aws:policy/AWSSupportAccess')
const analyzers = (...list: readonly object[]): EvidenceFile => file('access-analyzers.json', { analyzers: list })
const MISSING = `external-access-analyzer-missing ${ID}`

describePeer('IAM.18 iam-policy-in-use, usage ANY', byRules(['support-role-missing']), [
  ['a role', 'PASS', details({ RoleDetailList: [roleDetail('support', { AttachedManagedPolicies: SUPPORT })] }), []],
  ['a group', 'PASS', details({ GroupDetailList: [groupDetail('support', { AttachedManagedPolicies: SUPPORT })] }), []],
  ['a user', 'PASS', ofAlice({ AttachedManagedPolicies: SUPPORT }), []],
  ['nobody', 'FAIL', ofAlice({}), [`support-role-missing ${ID}`]],
])

describePeer(
  'IAM.24, IAM.25 tags',
  byRules(['required-tag-missing'], configured('required-tag-missing', { tagKeys: ['team'] })),
  [
    [
      'a role and a user with the key',
      'PASS',
      ofAlice(
        { Tags: [{ Key: 'team', Value: '' }] },
        { RoleDetailList: [roleDetail('app', { Tags: [{ Key: 'team', Value: 'x' }] })] },
      ),
      [],
    ],
    [
      'without it',
      'FAIL',
      ofAlice({}, { RoleDetailList: [roleDetail('app')] }),
      ['required-tag-missing alice', 'required-tag-missing app'],
    ],
    [
      'in other letters',
      'FAIL',
      ofAlice({ Tags: [{ Key: 'Team', Value: 'x' }] }),
      [],
      'Keys are compared in their letters.',
    ],
  ],
)

describePeer('IAM.28 iam-external-access-analyzer-enabled', byRules(['external-access-analyzer-missing']), [
  ['of the account, active', 'PASS', [analyzers(analyzer()), NO_ORGANIZATION], []],
  ['of the organization', 'PASS', [analyzers(analyzer({ type: 'ORGANIZATION' })), NO_ORGANIZATION], []],
  [
    'for unused access only',
    'FAIL',
    [analyzers(analyzer({ type: 'ACCOUNT_UNUSED_ACCESS' })), NO_ORGANIZATION],
    [MISSING],
  ],
  ['still being made', 'FAIL', [analyzers(analyzer({ status: 'CREATING' })), NO_ORGANIZATION], [MISSING]],
  [
    'none in a member',
    'FAIL',
    [analyzers(), ...IN_ORGANIZATION],
    ['external-access-analyzer-missing ?'],
    "It cannot see the organization's analyzer in another account, and fails every member. We say that we cannot see it.",
  ],
])
