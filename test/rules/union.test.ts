import { describe, expect, test } from 'vitest'
import { allRules } from '#shared/rules/index.ts'

// What nine peers check of identities between them (Prowler, Security Hub, CIS, AWS Config, Access Analyzer, ScoutSuite, Cloud Custodian,
// the Steampipe mod, Cloudsplaining), one row each, and what answers it here. A rule that is renamed or lost makes its row red.
// Where no rule answers, a text says what does, or which evidence it would take.

type Answer = readonly string[] | string
type Table = Readonly<Record<string, Answer>>

const POLICY_CLASSES = ['uppercase', 'lowercase', 'numbers', 'symbols'].map((kind) => `password-policy-without-${kind}`)

const ROOT: Table = {
  'root access key present': ['root-access-key-present'],
  'root MFA missing': ['root-mfa-missing'],
  'root MFA is virtual only': ['root-mfa-virtual-only', 'root-mfa-not-phishing-resistant'],
  'root used inside N days': ['root-used', 'root-console-sign-in', 'root-api-call'],
  'root X.509 signing certificate': ['root-signing-certificate-present'],
  'root password or keys still present in a member account': ['member-root-credentials-present'],
  'central root credential management on': ['central-root-management-off'],
  'alarm on root use': ['root-use-alarm-missing'],
  'alarm on console sign-in without MFA': ['sign-in-without-mfa-alarm-missing'],
  'alarm on IAM policy change, on failed console sign-in': [
    'iam-policy-change-alarm-missing',
    'sign-in-failure-alarm-missing',
  ],
}

const ACCESS_KEYS: Table = {
  'active key older than 90 days': ['access-key-not-rotated'],
  'active key once used, now idle': ['access-key-unused'],
  'active key never used, after a grace period': ['access-key-never-used'],
  'key made together with the user': ['access-key-made-with-user'],
  'two active keys': ['two-active-access-keys', 'more-than-two-access-keys'],
  'old inactive key never deleted': ['inactive-access-key-not-deleted'],
  'password and key on the same user': ['password-and-access-key'],
  'long-lived key used by a workload': ['workload-uses-long-lived-key', 'access-key-where-role-belongs'],
}

const PASSWORDS_AND_MFA: Table = {
  'console user without MFA': ['console-user-without-mfa'],
  'any IAM user without MFA': ['console-user-without-mfa', 'machine-user-without-mfa'],
  'user MFA is not hardware or FIDO': ['user-mfa-not-phishing-resistant'],
  'password idle': ['console-password-unused'],
  'password set but never used': ['console-password-never-used'],
  'administrator without MFA': ['administrator-without-mfa'],
  'service user with a password': ['machine-user-with-password'],
  'password policy: length': ['password-policy-too-short'],
  'password policy: reuse 24': ['password-policy-allows-reuse'],
  'password policy: character classes': POLICY_CLASSES,
  'password policy: expiry': ['password-policy-without-expiry'],
}

const OTHER_CREDENTIALS: Table = {
  'expired IAM server certificate': ['server-certificate-expired', 'server-certificate-expires-soon'],
  'Bedrock long-term API key': ['bedrock-long-term-api-key', 'service-credential-never-expires'],
  'Bedrock key on an over-privileged user': ['bedrock-api-key-over-privileged-user'],
  'other service-specific credentials': ['service-specific-credential-in-force', 'service-credential-not-rotated'],
  'SSH public keys old': ['ssh-public-key-not-rotated'],
  'user X.509 signing certificates': ['signing-certificate-active'],
}

const USERS_AND_GROUPS: Table = {
  'policy attached straight to a user': ['policy-attached-to-user'],
  'user in no group': ['user-in-no-group'],
  'empty group': ['group-empty'],
  'inline policies in use': ['inline-policy-in-use'],
  'IAM users instead of federation': ['iam-users-instead-of-federation'],
  'users and roles untagged (no owner)': ['owner-tag-missing', 'required-tag-missing'],
  'AWSCloudShellFullAccess attached': ['cloudshell-full-access-attached'],
}

const POLICIES: Table = {
  'customer policy *:*': ['policy-allows-everything'],
  'AWS admin policy on user, group or role': ['administrator-policy-attached'],
  'inline *:*': ['inline-policy-allows-everything'],
  'unattached admin policy': ['policy-allows-everything'],
  'service:* grants': ['policy-allows-whole-service'],
  'Allow with NotAction': ['policy-allows-by-not-action'],
  'privilege-escalation combinations': ['principal-can-escalate'],
  'iam:PassRole on all resources': ['pass-role-on-all-roles'],
  'sts:AssumeRole on all resources': ['assume-role-on-all-roles'],
  'KMS decrypt on all keys': ['kms-decrypt-on-all-keys'],
  'full control of CloudTrail': ['policy-controls-cloudtrail'],
  'data exfiltration, resource or credential exposure': [
    'policy-exposes-data',
    'policy-exposes-resources',
    'policy-exposes-credentials',
  ],
  'Marketplace subscribe on all resources': ['marketplace-subscribe-on-all-products'],
  'unused customer policy': ['policy-unused'],
  'unused permissions (service, action)': ['granted-services-unused'],
}

const ROLES_AND_TRUST: Table = {
  'role unused': ['role-unused'],
  'trust open to anyone': ['trust-open-to-anyone'],
  'cross-account trust': ['trust-of-unknown-account', 'cross-account-trust-without-external-id'],
  'cross-account trust without ExternalId or MFA': ['cross-account-trust-without-external-id'],
  'service trust without SourceAccount or SourceArn': ['service-trust-without-source'],
  'OIDC trust without tenancy claim': ['oidc-trust-without-tenant', 'oidc-trust-too-wide'],
  'Roles Anywhere profile unscoped and an admin role':
    'needs the API of IAM Roles Anywhere, which is not in the evidence',
  'replacement policy proposed': 'credaudit suggest: policies[] with their proof',
}

const ACCOUNT_AND_ORGANIZATION: Table = {
  'external access analyzer on': ['external-access-analyzer-missing'],
  'Access Analyzer findings open': ['analyzer-finding-open'],
  'support role exists': ['support-role-missing'],
  'security-audit role exists': ['security-audit-role-missing'],
  'instances use roles': 'needs the API of EC2; keys that the log sees at work there: access-key-where-role-belongs',
  'multi-Region trail with management events': ['trail-missing'],
  'security contact set': 'needs the API of Account Management, which is not in the evidence',
  'account in an organization': ['account-without-organization'],
  'delegated administrators known': ['delegated-administrator-unexpected'],
  'CloudTrail behaviour scoring': [
    'access-key-tried-by-scanner',
    'access-key-only-denied',
    'policy-attached-to-self',
    'administrator-policy-attached-in-log',
    'password-spraying',
    'failed-sign-in-burst',
  ],
}

const SECTIONS: Readonly<Record<string, Table>> = {
  root: ROOT,
  'access keys': ACCESS_KEYS,
  'passwords and MFA': PASSWORDS_AND_MFA,
  'other credentials': OTHER_CREDENTIALS,
  'users and groups': USERS_AND_GROUPS,
  policies: POLICIES,
  'roles and trust': ROLES_AND_TRUST,
  'account and organization': ACCOUNT_AND_ORGANIZATION,
}

/** What none of the nine has, of what this evidence can answer. */
const NOBODY: Table = {
  '1 key-quarantine policy attached': ['user-in-key-quarantine', 'quarantine-policy-attached'],
  '2 service API key without expiry, expired, or old': [
    'service-credential-never-expires',
    'service-credential-left-over',
    'service-credential-not-rotated',
  ],
  '3 BedrockAPIKey user with more than its key': ['bedrock-api-key-user-with-more'],
  '4 root with one MFA device, or none that withstands phishing': [
    'root-mfa-single-device',
    'root-mfa-not-phishing-resistant',
  ],
  '5 RootSessions off; sessions of root listed': ['root-sessions-off', 'root-privileged-task', 'assume-root-called'],
  '6 leftover root credentials in members': ['member-root-credentials-present'],
  '7 not assessed is told': ['credential-report-not-current', 'evidence-not-collected', 'evidence-implausible'],
  '8 key used from a new place': ['access-key-used-from-new-place'],
  '9 dormant key wakes up': ['dormant-access-key-woke-up'],
  '10 rotation never finished': ['access-key-rotation-not-finished', 'both-access-keys-at-work'],
  '11 key with denied calls only': ['access-key-only-denied'],
  '12 where to move each key': ['workload-uses-long-lived-key', 'access-key-where-role-belongs'],
  '13 powerful user whose key needs no MFA': ['powerful-key-without-mfa'],
  '14 password past its date, first reset never done': ['password-past-rotation-date', 'first-password-never-changed'],
  '15 unassigned virtual and SMS devices': ['virtual-mfa-device-unassigned', 'sms-mfa-device'],
  '16 FIDO certification below a minimum': ['fido-certification-below-minimum'],
  '17 owner has left': ['owner-has-left'],
  '18 user without credential or permission': ['user-without-credentials', 'user-without-permissions'],
  '19 one risk rank per credential': 'every finding carries risk and its reasons: test/findings/risk.test.ts',
  '20 SAML metadata near expiry, providers trusted by no role': ['saml-metadata-expiring', 'identity-provider-unused'],
  '21 OIDC trust by wildcard, mutable name, pull request': ['oidc-trust-too-wide', 'oidc-trust-by-mutable-name'],
  '22 deleted principal, unknown account': [
    'trust-of-deleted-principal',
    'policy-names-missing-principal',
    'trust-of-unknown-account',
  ],
  '23 outbound federation, delegation requests': ['outbound-federation-enabled', 'delegation-request-open'],
  '24 guardrails on credentials missing': ['organization-guardrail-missing'],
  '25 exemption expired, unused, set by a tag': [
    'exception-expired',
    'exception-ends-soon',
    'exception-unused',
    'opt-out-tag-set',
  ],
  '26 privileged role with long sessions, IAM without a boundary': [
    'privileged-role-long-session',
    'principal-without-boundary',
  ],
  '27 credential made for someone else, by root, outside deployment': [
    'credential-made-for-someone-else',
    'credential-made-by-root',
    'credential-made-outside-deployment',
  ],
  '28 Identity Center': 'needs the APIs of IAM Identity Center, which are not in the evidence',
  '29 key of a canary was used': ['canary-key-used', 'canary-key-in-log'],
  '30 key used where its owner never works, beside age and power': ['access-key-used-from-new-place'],
}

const ids = new Set(allRules.map(({ id }) => id))
const rows = Object.values(SECTIONS).flatMap((table) => Object.keys(table))

test('the union has its 75 rows, and nobody’s 30', () => {
  expect(rows).toHaveLength(75)
  expect(new Set(rows).size).toBe(75)
  expect(Object.keys(NOBODY).map((row) => Number.parseInt(row, 10))).toEqual(
    Array.from({ length: 30 }, (_, index) => index + 1),
  )
})

describe.each(Object.entries({ ...SECTIONS, 'what nobody has': NOBODY }))('%s', (_section, table) => {
  test.each(Object.entries(table))('%s', (_row, answer) => {
    if (typeof answer === 'string') expect(answer.length).toBeGreaterThan(20)
    else {
      expect(answer.length).toBeGreaterThan(0)
      for (const id of answer) expect(ids, id).toContain(id)
    }
  })
})
