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
  groupDetail,
  IN_ORGANIZATION,
  inline,
  managedPolicy,
  NO_ORGANIZATION,
  passwordPolicyFile,
  policyDetail,
  policyOf,
  roleDetail,
  summaryFile,
} from '#test/support/judged-evidence.ts'

// What AWS documents of its own controls on IAM: Security Hub CSPM's IAM.1 to IAM.28 and KMS.1 and KMS.2 (AWS Security Hub user guide)
// and the managed rules of AWS Config behind them (AWS Config developer guide). The code of both is closed: the facts are those of which
// the texts decide. `C` is COMPLIANT, `N` NON_COMPLIANT, `–` not evaluated.

const report = (...rows: readonly Row[]): readonly EvidenceFile[] => [reportFile(rootRow(), ...rows)]
const alice = (more: Row): readonly EvidenceFile[] =>
  report(userRow('alice', { user_creation_time: daysAgo(600), ...more }))
const details = (more: object): readonly EvidenceFile[] => [detailsFile(more)]
const ofAlice = (more: object, others: object = {}): readonly EvidenceFile[] =>
  details({ UserDetailList: [userDetail('alice', more)], ...others })
const key = (slot: 1 | 2, rotated: number, used?: number, active = 'true'): Row => ({
  [`access_key_${slot}_active`]: active,
  [`access_key_${slot}_last_rotated`]: daysAgo(rotated),
  [`access_key_${slot}_last_used_date`]: used === undefined ? 'N/A' : daysAgo(used),
})
const password = (changed: number, used?: number, mfa = 'true'): Row => ({
  password_enabled: 'true',
  password_last_changed: daysAgo(changed),
  password_last_used: used === undefined ? 'no_information' : daysAgo(used),
  mfa_active: mfa,
})
const EVERYTHING = allowing('*', '*')
const READ = allowing('s3:GetObject', 'arn:aws:s3:::b/*')
const statement = (given: object): EvidenceFile => managedPolicy(policyOf({ Effect: 'Allow', Resource: '*', ...given }))

const POLICIES: Readonly<Record<string, PeerCheck>> = {
  'IAM.1 iam-policy-no-statements-with-admin-access': {
    rules: ['policy-allows-everything', 'inline-policy-allows-everything'],
    cases: [
      ['"Action": "*" on "*"', 'N', [managedPolicy(EVERYTHING)], ['policy-allows-everything app']],
      ['"Action": "service:*" on "*"', 'C', [managedPolicy(allowing('s3:*', '*'))], []],
      [
        'a permissions boundary',
        'C',
        [managedPolicy(EVERYTHING, { AttachmentCount: 0, PermissionsBoundaryUsageCount: 2 })],
        [],
      ],
      // Config reads managed policies of the customer alone. CIS 1.16 means every policy.
      [
        'an inline policy',
        '–',
        ofAlice({ UserPolicyList: inline('own', EVERYTHING) }),
        ['inline-policy-allows-everything alice/own'],
      ],
      [
        'a policy of AWS',
        '–',
        details({
          Policies: [
            policyDetail('AdministratorAccess', EVERYTHING, { Arn: 'arn:aws:iam::aws:policy/AdministratorAccess' }),
          ],
        }),
        [],
      ],
    ],
  },
  'IAM.2 iam-user-no-policies-check': {
    rules: ['policy-attached-to-user'],
    cases: [
      [
        'a managed one',
        'N',
        ofAlice({ AttachedManagedPolicies: attached('arn:aws:iam::aws:policy/ReadOnlyAccess') }),
        ['policy-attached-to-user alice'],
      ],
      ['an inline one', 'N', ofAlice({ UserPolicyList: inline('own', READ) }), ['policy-attached-to-user alice']],
      ['a group', 'C', ofAlice({ GroupList: ['all'] }, { GroupDetailList: [groupDetail('all')] }), []],
    ],
  },
  'IAM.21 iam-policy-no-statements-with-full-access': {
    rules: ['policy-allows-whole-service', 'policy-allows-by-not-action'],
    cases: [
      ['ec2:*', 'N', [statement({ Action: 'ec2:*' })], ['policy-allows-whole-service app']],
      ['ec2:Describe*', 'C', [statement({ Action: 'ec2:Describe*' })], []],
      [
        'EC2:*, in capitals and in a list',
        'N',
        [statement({ Action: ['s3:GetObject', 'EC2:*'] })],
        ['policy-allows-whole-service app'],
      ],
      ['NotAction "iam:*"', 'N', [statement({ NotAction: 'iam:*' })], ['policy-allows-by-not-action app']],
      ['a Deny of ec2:*', 'C', [managedPolicy(policyOf({ Effect: 'Deny', Action: 'ec2:*', Resource: '*' }))], []],
      // The texts speak of actions alone. A policy of one bucket is what least privilege looks like for who runs that bucket.
      ['s3:* on one bucket', 'N', [managedPolicy(allowing('s3:*', ['arn:aws:s3:::b', 'arn:aws:s3:::b/*']))], []],
    ],
  },
  'KMS.1 iam-customer-policy-blocked-kms-actions, KMS.2 inline': {
    rules: ['kms-decrypt-on-all-keys'],
    cases: [
      ['kms:Decrypt on all keys', 'N', [managedPolicy(allowing('kms:Decrypt', '*'))], ['kms-decrypt-on-all-keys app']],
      [
        'kms:ReEncryptFrom on all keys of the account',
        'N',
        [managedPolicy(allowing('kms:ReEncryptFrom', `arn:aws:kms:*:${ID}:key/*`))],
        ['kms-decrypt-on-all-keys app'],
      ],
      [
        'kms:Decrypt on one key',
        'C',
        [
          managedPolicy(
            allowing('kms:Decrypt', `arn:aws:kms:us-east-1:${ID}:key/1234abcd-12ab-34cd-56ef-1234567890ab`),
          ),
        ],
        [],
      ],
      [
        'attached to nobody',
        'N',
        [managedPolicy(allowing('kms:Decrypt', '*'), { AttachmentCount: 0 })],
        ['kms-decrypt-on-all-keys app'],
      ],
      [
        'an inline policy of a group',
        'N',
        details({
          GroupDetailList: [groupDetail('all', { GroupPolicyList: inline('own', allowing('kms:Decrypt', '*')) })],
        }),
        ['kms-decrypt-on-all-keys all/own'],
      ],
    ],
  },
  'IAM.27 iam-policy-blacklisted-check': {
    rules: ['cloudshell-full-access-attached'],
    cases: [
      [
        'a role has it',
        'N',
        details({
          RoleDetailList: [
            roleDetail('app', { AttachedManagedPolicies: attached('arn:aws:iam::aws:policy/AWSCloudShellFullAccess') }),
          ],
        }),
        ['cloudshell-full-access-attached app'],
      ],
      [
        'in another partition',
        'N',
        details({
          RoleDetailList: [
            roleDetail('app', {
              AttachedManagedPolicies: attached('arn:aws-us-gov:iam::aws:policy/AWSCloudShellFullAccess'),
            }),
          ],
        }),
        ['cloudshell-full-access-attached app'],
      ],
    ],
  },
  'iam-no-inline-policy-check': {
    rules: ['inline-policy-in-use'],
    cases: [
      [
        'a role has one',
        'N',
        details({ RoleDetailList: [roleDetail('app', { RolePolicyList: inline('own', READ) })] }),
        ['inline-policy-in-use app'],
      ],
    ],
  },
  'iam-group-has-users-check': {
    rules: ['group-empty'],
    cases: [
      ['no users', 'N', details({ GroupDetailList: [groupDetail('old')] }), ['group-empty old']],
      ['made a week ago', 'N', details({ GroupDetailList: [groupDetail('new', { CreateDate: daysAgo(7) })] }), []],
    ],
  },
  'iam-user-group-membership-check': {
    rules: ['user-in-no-group'],
    cases: [
      ['in no group', 'N', ofAlice({}), ['user-in-no-group alice']],
      ['in one', 'C', ofAlice({ GroupList: ['all'] }, { GroupDetailList: [groupDetail('all')] }), []],
    ],
  },
}

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

const CREDENTIALS: Readonly<Record<string, PeerCheck>> = {
  'IAM.3 access-keys-rotated': {
    rules: ['access-key-not-rotated'],
    cases: [
      ['an active key of 90 days', 'C', alice(key(1, 90, 1)), []],
      ['an active key of 91 days', 'N', alice(key(1, 91, 1)), ['access-key-not-rotated alice']],
      ['an inactive key of 91 days', 'C', alice(key(1, 91, 1, 'false')), []],
      [
        'two of one second, which are two findings',
        'N',
        alice({ ...key(1, 91, 1), ...key(2, 91, 2) }),
        ['access-key-not-rotated alice', 'access-key-not-rotated alice'],
      ],
    ],
  },
  'IAM.4 iam-root-access-key-check': {
    rules: ['root-access-key-present'],
    cases: [
      ['none', 'C', report(), []],
      ['an active one', 'N', [reportFile(rootRow(key(1, 300, 200)))], ['root-access-key-present <root_account>']],
      // It exists, and can be switched on again.
      [
        'an inactive one',
        'N',
        [reportFile(rootRow(key(2, 300, 200, 'false')))],
        ['root-access-key-present <root_account>'],
      ],
    ],
  },
  'IAM.5 mfa-enabled-for-iam-console-access': {
    rules: ['console-user-without-mfa'],
    cases: [
      ['a password without MFA', 'N', alice(password(30, 1, 'false')), ['console-user-without-mfa alice']],
      [
        'in capitals',
        'N',
        alice({ ...password(30, 1), password_enabled: 'TRUE', mfa_active: 'FALSE' }),
        ['console-user-without-mfa alice'],
      ],
      ['no password', 'C', alice({}), []],
      ['MFA not told', '–', alice(password(30, 1, '')), ['console-user-without-mfa ?']],
    ],
  },
  'IAM.6 root-account-hardware-mfa-enabled': {
    rules: ['root-mfa-missing', 'root-mfa-virtual-only'],
    cases: [
      // A new member account's root has no credentials at all.
      [
        'root without credentials',
        'C',
        [
          reportFile(rootRow({ password_enabled: 'false', password_last_used: 'N/A', mfa_active: 'false' })),
          summaryFile({ AccountMFAEnabled: 0, AccountPasswordPresent: 0, AccountAccessKeysPresent: 0 }),
        ],
        [],
      ],
      [
        'root with a password and without MFA',
        'N',
        [reportFile(rootRow()), summaryFile({ AccountMFAEnabled: 0, AccountPasswordPresent: 1 })],
        ['root-mfa-missing <root_account>'],
      ],
      [
        'a report that says otherwise gives way to the fresher summary',
        'N',
        [reportFile(rootRow({ mfa_active: 'true' })), summaryFile({ AccountMFAEnabled: 0 })],
        ['root-mfa-missing <root_account>'],
      ],
    ],
  },
  'IAM.8, IAM.22 iam-user-unused-credentials-check': {
    rules: UNUSED,
    configuration: limits(90),
    cases: [
      ['a password used 90 days ago', 'C', alice(password(200, 90)), []],
      ['a password used 91 days ago', 'N', alice(password(200, 91)), ['console-password-unused alice']],
      ['a password of 91 days, never used', 'N', alice(password(91)), ['console-password-never-used alice']],
      ['the second key, used 91 days ago', 'N', alice(key(2, 200, 91)), ['access-key-unused alice']],
      ['an inactive key, used 91 days ago', 'C', alice(key(2, 200, 91, 'false')), []],
      ['no credentials', 'C', alice({}), []],
      [
        'N/A beside a password that is set, which IAM does not write',
        '–',
        alice({ ...password(200), password_last_used: 'N/A' }),
        ['console-password-never-used ?', 'console-password-unused ?'],
      ],
    ],
  },
  'IAM.19 iam-user-mfa-enabled': {
    rules: ['console-user-without-mfa', 'machine-user-without-mfa'],
    cases: [
      ['a key and no MFA', 'N', alice(key(1, 30, 1)), ['machine-user-without-mfa alice']],
      // MFA would protect nothing: nobody can act as this user.
      ['no credential and no MFA', 'N', alice({}), []],
    ],
  },
}

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
const PASSWORD_RULES = [
  'password-policy-allows-reuse',
  'password-policy-too-short',
  'password-policy-without-lowercase',
  'password-policy-without-numbers',
  'password-policy-without-symbols',
  'password-policy-without-uppercase',
]
const weaker = (more: object): readonly EvidenceFile[] => [passwordPolicyFile({ ...STRONG, ...more })]

const PASSWORD_POLICY: Readonly<Record<string, PeerCheck>> = {
  'IAM.7, IAM.10 to IAM.16 iam-password-policy': {
    rules: PASSWORD_RULES,
    cases: [
      ['all of it', 'C', weaker({}), []],
      ['length 13', 'N', weaker({ MinimumPasswordLength: 13 }), [`password-policy-too-short ${ID}`]],
      ['23 remembered', 'N', weaker({ PasswordReusePrevention: 23 }), [`password-policy-allows-reuse ${ID}`]],
      ['no uppercase', 'N', weaker({ RequireUppercaseCharacters: false }), [`password-policy-without-uppercase ${ID}`]],
      ['no lowercase', 'N', weaker({ RequireLowercaseCharacters: false }), [`password-policy-without-lowercase ${ID}`]],
      ['no symbol', 'N', weaker({ RequireSymbols: false }), [`password-policy-without-symbols ${ID}`]],
      [
        'no number, which is left out',
        'N',
        weaker({ RequireNumbers: undefined }),
        [`password-policy-without-numbers ${ID}`],
      ],
      ['no policy', 'N', [passwordPolicyFile(null)], PASSWORD_RULES.map((id) => `${id} ${ID}`)],
    ],
  },
  'IAM.17 iam-password-policy, MaxPasswordAge 90': {
    rules: ['password-policy-without-expiry'],
    configuration: configured('password-policy-without-expiry', { maxAgeDays: 90 }),
    cases: [
      ['90 days', 'C', weaker({}), []],
      ['91 days', 'N', weaker({ MaxPasswordAge: 91 }), [`password-policy-without-expiry ${ID}`]],
      [
        'none',
        'N',
        weaker({ MaxPasswordAge: undefined, ExpirePasswords: false }),
        [`password-policy-without-expiry ${ID}`],
      ],
    ],
  },
}

const SUPPORT = attached('arn:aws:iam::aws:policy/AWSSupportAccess')
const analyzers = (...list: readonly object[]): EvidenceFile => file('access-analyzers.json', { analyzers: list })
const analyzer = (more: object = {}): object => ({
  arn: `arn:aws:access-analyzer:us-east-1:${ID}:analyzer/a`,
  name: 'a',
  status: 'ACTIVE',
  type: 'ACCOUNT',
  ...more,
})
const MISSING = `external-access-analyzer-missing ${ID}`

const ACCOUNT: Readonly<Record<string, PeerCheck>> = {
  'IAM.18 iam-policy-in-use, usage ANY': {
    rules: ['support-role-missing'],
    cases: [
      ['a role', 'C', details({ RoleDetailList: [roleDetail('support', { AttachedManagedPolicies: SUPPORT })] }), []],
      [
        'a group',
        'C',
        details({ GroupDetailList: [groupDetail('support', { AttachedManagedPolicies: SUPPORT })] }),
        [],
      ],
      ['a user', 'C', ofAlice({ AttachedManagedPolicies: SUPPORT }), []],
      ['nobody', 'N', ofAlice({}), [`support-role-missing ${ID}`]],
    ],
  },
  'IAM.24, IAM.25 tags': {
    rules: ['required-tag-missing'],
    configuration: configured('required-tag-missing', { tagKeys: ['team'] }),
    cases: [
      [
        'a role and a user with the key',
        'C',
        ofAlice(
          { Tags: [{ Key: 'team', Value: '' }] },
          { RoleDetailList: [roleDetail('app', { Tags: [{ Key: 'team', Value: 'x' }] })] },
        ),
        [],
      ],
      [
        'without it',
        'N',
        ofAlice({}, { RoleDetailList: [roleDetail('app')] }),
        ['required-tag-missing alice', 'required-tag-missing app'],
      ],
      // Keys are compared in their letters.
      ['in other letters', 'N', ofAlice({ Tags: [{ Key: 'Team', Value: 'x' }] }), []],
    ],
  },
  'IAM.28 iam-external-access-analyzer-enabled': {
    rules: ['external-access-analyzer-missing'],
    cases: [
      ['of the account, active', 'C', [analyzers(analyzer()), NO_ORGANIZATION], []],
      ['of the organization', 'C', [analyzers(analyzer({ type: 'ORGANIZATION' })), NO_ORGANIZATION], []],
      [
        'for unused access only',
        'N',
        [analyzers(analyzer({ type: 'ACCOUNT_UNUSED_ACCESS' })), NO_ORGANIZATION],
        [MISSING],
      ],
      ['still being made', 'N', [analyzers(analyzer({ status: 'CREATING' })), NO_ORGANIZATION], [MISSING]],
      // It cannot see the organization's analyzer in another account, and fails every member. We say that we cannot see it.
      ['none in a member', 'N', [analyzers(), ...IN_ORGANIZATION], ['external-access-analyzer-missing ?']],
    ],
  },
}

describePeer({ ...POLICIES, ...CREDENTIALS, ...PASSWORD_POLICY, ...ACCOUNT })
