import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { auditAccount } from '#shared/jobs/audit-account.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'

// Published accounts of others (source and licence in test/fixtures/evidence/README.md), audited whole. Every finding of medium or
// graver below was checked by hand against the files; what may follow from later rules is not listed, what must not is.
const auditOf = (folder: string, now: string) => {
  const place = path.resolve(import.meta.dirname, '../fixtures/evidence', folder)
  const names = readdirSync(place).filter((name) => name.endsWith('.json'))
  const files = names.map((name) => ({ name, bytes: new Uint8Array(readFileSync(path.join(place, name))) }))
  return auditAccount({ files, configuration: defaultConfiguration, now: new Date(now), version: '0' }).document
}
const grave = (folder: string, now: string) =>
  auditOf(folder, now)
    .findings.filter(({ severity }) => severity === 'critical' || severity === 'high' || severity === 'medium')
    .map(({ severity, ruleId, subject }) => `${severity} ${ruleId} ${subject.name}`)

test('cloudmapper: root with a key, a role open to anyone, an administrator by inline policy, a user without MFA', () => {
  expect(grave('cloudmapper', '2019-05-07T16:00:00Z')).toEqual([
    // access_key_1_active of <root_account> is true.
    'critical root-access-key-present <root_account>',
    // bad_role: Principal {"AWS": "*"}, no condition.
    'critical trust-open-to-anyone bad_role',
    // Last sign-in of root 2019-03-03, 65 days before.
    'high root-used <root_account>',
    // bad_role's inline policy dostuff: Allow * on *.
    'high inline-policy-allows-everything bad_role/dostuff',
    // user: password, mfa_active false.
    'high console-user-without-mfa user',
    // Key 2 of user, of 2018-05-07, last used that day.
    'medium access-key-not-rotated user',
    'medium access-key-unused user',
    // exfiller: s3:* on *.
    'medium policy-exposes-credentials exfiller/tmp',
    'medium policy-exposes-resources exfiller/tmp',
    'medium console-password-unused user',
    // Its ARNs name the account "aws".
    'medium evidence-implausible account-authorization-details.json',
    'medium iam-users-instead-of-federation 123456789012',
  ])
})

test('fixinventory: capitals for flags, rows with a foreign ARN, keys of Fix and matthias', () => {
  expect(grave('fixinventory', '2023-01-25T12:00:00Z')).toEqual([
    // Root signed in on 2022-11-30.
    'high root-used <root_account>',
    // Its only listed device is arn:aws:iam::test:mfa/root-account-mfa-device.
    'medium root-mfa-virtual-only <root_account>',
    // Keys of Fix: 2022-07-08 (last used 2022-08-02) and 2022-10-20; of matthias: 2022-05-06; ak_test2 of test_user: 2019-04-01.
    'medium access-key-not-rotated Fix',
    'medium access-key-unused Fix',
    'medium access-key-not-rotated Fix',
    'medium access-key-not-rotated matthias',
    'medium access-key-not-rotated test_user',
    'medium workload-uses-long-lived-key Fix',
    // Last sign-in 2022-12-08, 48 days before.
    'medium console-password-unused matthias',
    'medium assume-role-on-all-roles test_user/stsAssumeRole',
    'medium assume-role-on-all-roles test_group/stsAssumeRole',
    // Account "test" in every ARN; rows 5 and 6 carry the ARN of matthias.
    'medium evidence-implausible account-authorization-details.json',
    'medium evidence-implausible credential-report.json',
    'medium evidence-implausible test_user',
    'medium iam-users-instead-of-federation unknown',
    'medium policy-exposes-credentials ReadOnlyPolicy',
    'medium policy-exposes-resources ReadOnlyPolicy',
  ])
})

test('the example of the AWS CLI manual is cut short: what is there fails, nothing passes, and no absence is claimed', () => {
  const { findings, passed } = auditOf('aws-cli-examples', '2020-01-01T00:00:00Z')
  const said = findings.map(({ ruleId, subject }) => `${ruleId} ${subject.name}`)
  expect(said).toContain('administrator-policy-attached Admins')
  expect(said).toContain('policy-attached-to-user Bob')
  for (const absence of ['support-role-missing', 'security-audit-role-missing', 'group-empty']) {
    expect(findings.map(({ ruleId }) => ruleId)).not.toContain(absence)
  }
  expect(passed['administrator-policy-attached']).toBe(0)
})
