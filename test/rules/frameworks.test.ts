import { describe, expect, test } from 'vitest'
import { allRules } from '#shared/rules/index.ts'

// What frameworks ask for and under which number, written down once more and apart from the rules: a number that drifts on a rule is red
// here. Numbers of CIS are those of the published benchmarks as Prowler's compliance files carry them (cis_1.4_aws.json to cis_7.0_aws.json),
// controls those of https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html, cloudtrail-controls, cloudwatch-controls,
// account-controls and kms-controls; Config's rules those of https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html.
// Left out because no rule answers them: contact details and security questions (no evidence), 1.18 instance roles (needs EC2), and of 7.0
// 2.1.3, 2.1.4 and 2.21, which look at workloads, OUs and resource policies; IAM.20 is retired, IAM.23 is about tags of analyzers.

const VERSIONS = ['1.4.0', '1.5.0', '2.0.0', '3.0.0', '4.0.0', '5.0.0', '6.0.0', '7.0.0']
type CisRow = readonly [what: string, numbers: string, rules: readonly string[]]

/** One number for each version, `-` where it has none. */
const CIS: readonly CisRow[] = [
  ['no root access key', '1.4 1.4 1.4 1.4 1.4 1.3 2.3 2.4', ['root-access-key-present']],
  ['root has MFA', '1.5 1.5 1.5 1.5 1.5 1.4 2.4 2.5', ['root-mfa-missing']],
  ['root has hardware MFA', '1.6 1.6 1.6 1.6 1.6 1.5 2.5 2.6', ['root-mfa-virtual-only']],
  ['root is not used', '1.7 1.7 1.7 1.7 1.7 1.6 2.6 2.7', ['root-used', 'root-api-call', 'root-console-sign-in']],
  ['passwords of 14', '1.8 1.8 1.8 1.8 1.8 1.7 2.7 2.8', ['password-policy-too-short']],
  ['no password again', '1.9 1.9 1.9 1.9 1.9 1.8 2.8 2.9', ['password-policy-allows-reuse']],
  [
    'MFA for the console',
    '1.10 1.10 1.10 1.10 1.10 1.9 2.9 2.10',
    ['console-user-without-mfa', 'console-sign-in-without-mfa'],
  ],
  ['no key at user creation', '1.11 1.11 1.11 1.11 1.11 1.10 2.10 -', ['access-key-made-with-user']],
  [
    'nothing unused for 45 days',
    '1.12 1.12 1.12 1.12 1.12 1.11 2.11 2.11',
    ['access-key-unused', 'access-key-never-used', 'console-password-unused', 'console-password-never-used'],
  ],
  ['one active key', '1.13 1.13 1.13 1.13 1.13 1.12 2.12 -', ['two-active-access-keys']],
  ['keys rotated in 90 days', '1.14 1.14 1.14 1.14 1.14 1.13 2.13 2.12', ['access-key-not-rotated']],
  ['permissions through groups', '1.15 1.15 1.15 1.15 1.15 1.14 2.14 2.13', ['policy-attached-to-user']],
  [
    'no *:* attached',
    '1.16 1.16 1.16 1.16 1.16 1.15 2.15 2.14',
    ['policy-allows-everything', 'inline-policy-allows-everything', 'administrator-policy-attached'],
  ],
  ['a support role', '1.17 1.17 1.17 1.17 1.17 1.16 2.16 2.15', ['support-role-missing']],
  ['no expired server certificate', '1.19 1.19 1.19 1.19 1.19 1.18 2.18 2.17', ['server-certificate-expired']],
  ['Access Analyzer everywhere', '1.20 1.20 1.20 1.20 1.20 1.19 2.19 2.18', ['external-access-analyzer-missing']],
  ['users managed centrally', '1.21 1.21 1.21 1.21 1.21 1.20 2.20 2.19', ['iam-users-instead-of-federation']],
  ['no AWSCloudShellFullAccess', '- - 1.22 1.22 1.22 1.21 2.21 2.20', ['cloudshell-full-access-attached']],
  [
    'central root access',
    '- - - - - - - 2.1.1',
    ['central-root-management-off', 'root-sessions-off', 'member-root-credentials-present'],
  ],
  ['guardrails', '- - - - - - - 2.1.2', ['organization-guardrail-missing']],
  ['delegated administrator of policies', '- - - - - - - 2.1.5', ['delegated-administrator-unexpected']],
  ['delegated administrators of services', '- - - - - - - 2.1.6', ['delegated-administrator-unexpected']],
  ['a trail of all Regions', '3.1 3.1 3.1 3.1 3.1 3.1 4.1 4.1', ['trail-missing']],
  ['alarm: no MFA', '4.2 4.2 4.2 4.2 4.2 4.2 5.2 5.2', ['sign-in-without-mfa-alarm-missing']],
  ['alarm: root', '4.3 4.3 4.3 4.3 4.3 4.3 5.3 5.3', ['root-use-alarm-missing']],
  ['alarm: IAM policies', '4.4 4.4 4.4 4.4 4.4 4.4 5.4 5.4', ['iam-policy-change-alarm-missing']],
  ['alarm: failed sign-ins', '4.6 4.6 4.6 4.6 4.6 4.6 5.6 5.6', ['sign-in-failure-alarm-missing']],
]

const UNUSED = [
  'access-key-unused',
  'access-key-never-used',
  'console-password-unused',
  'console-password-never-used',
] as const
const CLASSES = ['uppercase', 'lowercase', 'symbols', 'numbers'].map((kind) => `password-policy-without-${kind}`)

const CONTROLS: Readonly<Record<string, readonly string[]>> = {
  'IAM.1': ['policy-allows-everything'],
  'IAM.2': ['policy-attached-to-user'],
  'IAM.3': ['access-key-not-rotated'],
  'IAM.4': ['root-access-key-present'],
  'IAM.5': ['console-user-without-mfa', 'console-sign-in-without-mfa'],
  'IAM.6': ['root-mfa-virtual-only'],
  // Length 8 and the four classes; reuse and age are ignored.
  'IAM.7': ['password-policy-too-short', ...CLASSES],
  'IAM.8': UNUSED,
  'IAM.9': ['root-mfa-missing'],
  // PCI DSS 3.2.1: length 7, reuse 4, age 90.
  'IAM.10': ['password-policy-too-short', 'password-policy-allows-reuse', 'password-policy-without-expiry'],
  'IAM.11': ['password-policy-without-uppercase'],
  'IAM.12': ['password-policy-without-lowercase'],
  'IAM.13': ['password-policy-without-symbols'],
  'IAM.14': ['password-policy-without-numbers'],
  'IAM.15': ['password-policy-too-short'],
  'IAM.16': ['password-policy-allows-reuse'],
  'IAM.17': ['password-policy-without-expiry'],
  'IAM.18': ['support-role-missing'],
  // All users, whether or not they have a password.
  'IAM.19': ['console-user-without-mfa', 'machine-user-without-mfa'],
  // `service:*`, and NotAction of it.
  'IAM.21': ['policy-allows-whole-service', 'policy-allows-by-not-action'],
  'IAM.22': UNUSED,
  'IAM.24': ['required-tag-missing'],
  'IAM.25': ['required-tag-missing'],
  'IAM.26': ['server-certificate-expired'],
  'IAM.27': ['cloudshell-full-access-attached'],
  'IAM.28': ['external-access-analyzer-missing'],
  'KMS.1': ['kms-decrypt-on-all-keys'],
  'KMS.2': ['kms-decrypt-on-all-keys'],
  'CloudTrail.1': ['trail-missing'],
  'CloudWatch.1': ['root-use-alarm-missing'],
  'CloudWatch.3': ['sign-in-without-mfa-alarm-missing'],
  'CloudWatch.4': ['iam-policy-change-alarm-missing'],
  'CloudWatch.6': ['sign-in-failure-alarm-missing'],
  'Account.2': ['account-without-organization'],
}

const MANAGED_RULES: Readonly<Record<string, readonly string[]>> = {
  'access-keys-rotated': ['access-key-not-rotated'],
  'account-part-of-organizations': ['account-without-organization'],
  'iam-customer-policy-blocked-kms-actions': ['kms-decrypt-on-all-keys'],
  'iam-external-access-analyzer-enabled': ['external-access-analyzer-missing'],
  'iam-group-has-users-check': ['group-empty'],
  'iam-inline-policy-blocked-kms-actions': ['kms-decrypt-on-all-keys'],
  'iam-no-inline-policy-check': ['inline-policy-in-use'],
  'iam-password-policy': [
    'password-policy-too-short',
    'password-policy-allows-reuse',
    'password-policy-without-expiry',
    ...CLASSES,
  ],
  'iam-policy-blacklisted-check': ['administrator-policy-attached', 'cloudshell-full-access-attached'],
  'iam-policy-in-use': ['support-role-missing'],
  'iam-policy-no-statements-with-admin-access': ['policy-allows-everything'],
  'iam-policy-no-statements-with-full-access': ['policy-allows-whole-service', 'policy-allows-by-not-action'],
  'iam-root-access-key-check': ['root-access-key-present'],
  'iam-server-certificate-expiration-check': ['server-certificate-expired'],
  'iam-user-group-membership-check': ['user-in-no-group'],
  'iam-user-mfa-enabled': ['console-user-without-mfa', 'machine-user-without-mfa'],
  'iam-user-no-policies-check': ['policy-attached-to-user'],
  'iam-user-unused-credentials-check': UNUSED,
  'mfa-enabled-for-iam-console-access': ['console-user-without-mfa', 'console-sign-in-without-mfa'],
  'multi-region-cloudtrail-enabled': ['trail-missing'],
  'root-account-hardware-mfa-enabled': ['root-mfa-virtual-only'],
  'root-account-mfa-enabled': ['root-mfa-missing'],
}

const cisReferences = ([, numbers, rules]: CisRow): readonly string[] =>
  numbers
    .split(' ')
    .flatMap((number, index) =>
      number === '-' ? [] : rules.map((rule) => `${rule}: CIS-AWS-${VERSIONS[index] ?? ''} ${number}`),
    )
const namedReferences = (prefix: string, table: Readonly<Record<string, readonly string[]>>): readonly string[] =>
  Object.entries(table).flatMap(([name, rules]) => rules.map((rule) => `${rule}: ${prefix} ${name}`))
const referencesOf = (prefix: string): readonly string[] =>
  allRules.flatMap(({ id, frameworks }) =>
    frameworks.filter((reference) => reference.startsWith(prefix)).map((reference) => `${id}: ${reference}`),
  )

describe('requirements of frameworks on rules are those of the published lists', () => {
  test('each row of CIS has a number or a dash for each version', () => {
    for (const [what, numbers] of CIS) expect(numbers.split(' '), what).toHaveLength(VERSIONS.length)
  })
  test('CIS AWS Foundations 1.4 to 7.0', () => {
    expect([...referencesOf('CIS-AWS')].sort()).toEqual(CIS.flatMap(cisReferences).sort())
  })
  test('Security Hub', () => {
    expect([...referencesOf('SecurityHub')].sort()).toEqual([...namedReferences('SecurityHub', CONTROLS)].sort())
  })
  test('AWS Config', () => {
    expect([...referencesOf('AWSConfig')].sort()).toEqual([...namedReferences('AWSConfig', MANAGED_RULES)].sort())
  })
})
