import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isJsonObject, type JsonValue, ownProperty } from '#shared/facts/json.ts'
import { unknownFact } from '#shared/facts/known.ts'
import type { Event } from '#test/support/activity.ts'
import { account } from '#test/support/facts.ts'
import { raisedBy } from '#test/support/judged-logs.ts'

// Logs that others have published, whole: what our rules say of them.

const DATA = '../shared/data'
const facts = account({ id: unknownFact('no account.json'), root: unknownFact('no report') })

const eventsIn = (file: string): readonly Event[] => {
  const value = JSON.parse(readFileSync(`${DATA}/${file}`, 'utf8')) as JsonValue
  const list = isJsonObject(value) ? ownProperty(value, 'Records') : value
  return Array.isArray(list) ? (list as readonly JsonValue[]).filter(isJsonObject) : []
}

const saidOf = (file: string): readonly string[] => {
  const events = eventsIn(file)
  const latest = Math.max(...events.map(({ eventTime }) => Date.parse(typeof eventTime === 'string' ? eventTime : '')))
  return [...raisedBy(events, new Date(latest + 3_600_000).toISOString(), facts)].sort()
}

/** Detonations of Stratus Red Team (DataDog/stratus-red-team; Apache-2.0) that are about credentials, identity or the log. */
describe.skipIf(!existsSync(`${DATA}/stratus-red-team`))('Stratus Red Team', () => {
  test.each<[technique: string, rules: readonly string[]]>([
    ['defense-evasion.cloudtrail-delete', ['trail-stopped-or-narrowed']],
    ['defense-evasion.cloudtrail-event-selectors', ['trail-stopped-or-narrowed']],
    ['defense-evasion.cloudtrail-stop', ['trail-stopped-or-narrowed']],
    ['initial-access.console-login-without-mfa', ['console-sign-in-without-mfa']],
    ['persistence.iam-backdoor-role', ['role-opened-to-outside']],
    ['persistence.iam-backdoor-user', ['credential-made', 'credential-made-for-someone-else']],
    [
      'persistence.iam-create-admin-user',
      ['administrator-policy-attached-in-log', 'credential-made', 'credential-made-for-someone-else'],
    ],
    ['persistence.iam-create-backdoor-role', ['administrator-policy-attached-in-log', 'role-opened-to-outside']],
    [
      'persistence.iam-create-user-login-profile',
      ['credential-made', 'credential-made-for-someone-else', 'login-profile-changed'],
    ],
    ['persistence.rolesanywhere-create-trust-anchor', ['way-to-sign-in-changed']],
    ['persistence.sts-federation-token', ['federation-session-of-user']],
    ['privilege-escalation.iam-update-user-login-profile', ['login-profile-changed']],
    // Of instances, functions, secrets and shared resources, not of credentials.
    ['credential-access.ec2-get-password-data', []],
    ['credential-access.secretsmanager-retrieve-secrets', []],
    ['discovery.ec2-download-user-data', []],
    ['execution.ec2-user-data', []],
    ['exfiltration.ec2-share-ami', []],
    ['persistence.lambda-backdoor-function', []],
    ['persistence.lambda-overwrite-code', []],
    // A credential taken from an instance: its calls look like the instance's own but for their address, which GuardDuty knows.
    ['credential-access.ec2-steal-instance-credentials', []],
  ])('%s', (technique, rules) => {
    expect(saidOf(`stratus-red-team/aws.${technique}.json`)).toEqual(rules)
  })
})

/** cloudtrail-sentry (MIT): events that must fire, and such as must not. */
const SENTRY = 'cloudtrail-sentry/tests/fixtures'
describe.skipIf(!existsSync(`${DATA}/${SENTRY}`))('cloudtrail-sentry', () => {
  test.each<[file: string, rules: readonly string[]]>([
    ['events/cloudtrail_logging_disabled', ['trail-stopped-or-narrowed']],
    ['events/console_login_brute_force', ['failed-sign-in-burst']],
    ['events/console_login_without_mfa', ['console-sign-in-without-mfa']],
    ['events/iam_access_key_created', ['credential-made', 'credential-made-for-someone-else']],
    ['events/iam_admin_policy_attached', ['administrator-policy-attached-in-log']],
    ['events/iam_role_trust_policy_modified', ['role-opened-to-outside']],
    ['events/root_account_used', ['root-console-sign-in']],
    ['events/unauthorized_api_calls', ['access-key-only-denied']],
    // A user without a credential.
    ['events/iam_user_created', []],
    ['negatives/console_login_saml_no_mfa', []],
    ['negatives/console_login_with_mfa', []],
    ['negatives/readonly_describe', []],
    ['negatives/service_linked_role', []],
    ['clean_baseline', []],
  ])('%s', (file, rules) => {
    expect(saidOf(`${SENTRY}/${file}.json`)).toEqual(rules)
  })
})
