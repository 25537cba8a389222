import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { matchesGlob } from '#shared/facts/glob.ts'
import { isJsonObject, type JsonObject, type JsonValue, ownProperty } from '#shared/facts/json.ts'
import { event, roleIdentity, rootIdentity, userIdentity } from '#test/support/activity.ts'
import { parseTemplate } from './cloudformation.ts'

const patternsIn = (file: string): readonly JsonObject[] => {
  const text = readFileSync(new URL(`../../infra/${file}`, import.meta.url), 'utf8')
  return Object.values(parseTemplate(text).Resources).flatMap(({ Properties }) => {
    const properties: JsonValue = JSON.parse(JSON.stringify(Properties))
    const pattern = isJsonObject(properties) ? properties['EventPattern'] : undefined
    return isJsonObject(pattern) ? [pattern] : []
  })
}

/** One value of an event against one entry of a pattern (Amazon EventBridge user guide, "Comparison operators"). */
const fits = (rule: JsonValue, value: JsonValue | undefined): boolean => {
  if (!isJsonObject(rule)) return rule === value
  if (Array.isArray(rule['anything-but'])) return value !== undefined && !rule['anything-but'].includes(value)
  if (typeof value !== 'string') return false
  const { prefix, suffix, wildcard } = rule
  if (isJsonObject(prefix)) return value.toLowerCase().startsWith(textOf(prefix['equals-ignore-case']))
  if (typeof prefix === 'string') return value.startsWith(prefix)
  if (typeof suffix === 'string') return value.endsWith(suffix)
  return typeof wildcard === 'string' && matchesGlob(wildcard, value)
}

const matches = (pattern: JsonObject, value: JsonValue | undefined): boolean =>
  Object.entries(pattern).every(([name, rule]) => {
    if (name === '$or') return Array.isArray(rule) && rule.some((one) => isJsonObject(one) && matches(one, value))
    const own = isJsonObject(value) ? ownProperty(value, name) : undefined
    return Array.isArray(rule) ? rule.some((one) => fits(one, own)) : isJsonObject(rule) && matches(rule, own)
  })

const textOf = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '')

/** As EventBridge hands CloudTrail's records on. */
const enveloped = (detail: JsonObject): JsonObject => ({
  source: `aws.${textOf(detail['eventSource']).replace('.amazonaws.com', '')}`,
  'detail-type': `AWS ${detail['eventType'] === 'AwsConsoleSignIn' ? 'Console Sign In' : 'API Call'} via CloudTrail`,
  detail,
})

const call = (source: string, eventName: string, more: JsonObject = {}): JsonObject =>
  event('2026-03-31', {
    eventSource: `${source}.amazonaws.com`,
    eventName,
    userIdentity: roleIdentity('app'),
    readOnly: false,
    ...more,
  })
const from = (userAgent: string): JsonObject => call('sts', 'GetCallerIdentity', { userAgent, readOnly: true })

const TOLD: readonly JsonObject[] = [
  call('signin', 'ConsoleLogin', { eventType: 'AwsConsoleSignIn' }),
  call('signin', 'GetSigninToken'),
  call('sts', 'AssumeRoot'),
  call('sts', 'GetFederationToken', { readOnly: true }),
  call('iam', 'CreateAccessKey'),
  call('iam', 'DeleteAccountPasswordPolicy'),
  call('sso', 'AttachManagedPolicyToPermissionSet'),
  call('sso-directory', 'ImportExternalIdPCertificate'),
  call('rolesanywhere', 'CreateTrustAnchor'),
  call('rolesanywhere', 'DeleteCrl'),
  call('cloudtrail', 'StopLogging'),
  call('s3', 'ListBuckets', { userIdentity: rootIdentity, readOnly: true }),
  call('s3', 'ListBuckets', { userIdentity: userIdentity('canary-1'), readOnly: true }),
  call('s3', 'ListBuckets', { userIdentity: roleIdentity('break-glass'), readOnly: true }),
  from('TruffleHog'),
  from('aws-cli/2.23.6 os/linux#6.12.13+kali-amd64 md/distrib#kali.2025'),
]
const NOT_TOLD: readonly JsonObject[] = [
  call('iam', 'ListUsers', { readOnly: true }),
  call('s3', 'PutBucketPolicy'),
  call('sts', 'AssumeRole', { readOnly: true }),
  call('rolesanywhere', 'CreateSession', { readOnly: true }),
  from('aws-cli/2.23.6'),
]

const named = (details: readonly JsonObject[]) =>
  details.map((detail) => ({ name: `${textOf(detail['eventSource'])} ${textOf(detail['eventName'])}`, detail }))

describe.each(['watch.yml', 'watch-forward.yml'])('%s', (file) => {
  const patterns = patternsIn(file)

  // Amazon EventBridge user guide, "Amazon EventBridge quotas": at most 2,048 characters unless AWS grants more.
  test('EventBridge takes its patterns', () => {
    expect(patterns.length).toBeGreaterThan(0)
    for (const pattern of patterns) expect(JSON.stringify(pattern).length).toBeLessThanOrEqual(2_048)
  })
  test.each(named(TOLD))('hands on: $name', ({ detail }) => {
    expect(patterns.every((pattern) => matches(pattern, enveloped(detail)))).toBe(true)
  })
  test.each(named(NOT_TOLD))('leaves: $name', ({ detail }) => {
    expect(patterns.some((pattern) => matches(pattern, enveloped(detail)))).toBe(false)
  })
})
