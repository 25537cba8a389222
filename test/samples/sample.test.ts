import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { folderDifference } from '#samples/generator/folder-difference.ts'
import { sampleFiles } from '#samples/generator/sample-files.ts'
import { parseAccount } from '#shared/evidence/parse-account.ts'
import { knownOr } from '#shared/facts/known.ts'
import { allRules } from '#shared/rules/index.ts'
import { parseConfiguration } from '#shared/rules/parse-configuration.ts'

const SAMPLE = 'samples/account'
const now = new Date('2026-11-20T06:00:00Z')

interface LogRecord {
  readonly eventID?: string
  readonly eventTime?: string | number
  readonly eventName?: string | null
  readonly errorCode?: string
  readonly userIdentity?: { readonly type?: string; readonly accessKeyId?: string; readonly invokedBy?: string }
}

const committed = readdirSync(SAMPLE, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(SAMPLE.length + 1))
  .sort()
const bytesOf = (name: string): Buffer => readFileSync(join(SAMPLE, name))
const isLog = (name: string): boolean => name.startsWith('cloudtrail/')
const recordsOf = (name: string): readonly LogRecord[] => JSON.parse(gunzipSync(bytesOf(name)).toString()).Records

const facts = parseAccount(
  committed.filter((name) => !isLog(name)).map((name) => ({ name, bytes: bytesOf(name) })),
  { now },
)
const users = knownOr(facts.users, [])
const roles = knownOr(facts.roles, [])
const policies = knownOr(facts.policies, [])

describe('the committed sample', () => {
  test('is what its tables say', () => {
    expect(folderDifference(SAMPLE, sampleFiles())).toEqual({ missing: [], changed: [], extra: [] })
  })
  test('comes out the same twice', () => {
    const hashes = () => sampleFiles().map(({ name, bytes }) => [name, Buffer.from(bytes).toString('base64')])
    expect(hashes()).toEqual(hashes())
  })
  test('is small', () => {
    const size = committed.reduce((sum, name) => sum + bytesOf(name).length, 0)
    expect(size).toBeLessThan(1_500_000)
  })
  test('is JSON throughout, and gzip under cloudtrail/', () => {
    for (const name of committed) {
      expect(name).toMatch(isLog(name) ? /\.json\.gz$/ : /^[a-z0-9-]+\.json$/)
      const read = (): unknown => (isLog(name) ? recordsOf(name) : JSON.parse(bytesOf(name).toString()))
      expect(read).not.toThrow()
    }
  })
})

describe('the account', () => {
  test('is read without a problem', () => {
    expect(facts.problems).toEqual([])
    expect(facts.id).toEqual({ state: 'known', value: '123456789012' })
    expect(knownOr(facts.reportGeneratedAt, undefined)).toEqual(new Date('2026-11-20T05:58:12Z'))
  })
  test('has the size that its story says', () => {
    expect([users.length, roles.length, knownOr(facts.groups, []).length]).toEqual([44, 61, 12])
    expect(policies.filter(({ managedBy }) => managedBy === 'customer')).toHaveLength(30)
    expect(policies.filter(({ managedBy, attachmentCount }) => managedBy === 'aws' && attachmentCount === 0)).toEqual(
      [],
    )
  })
  test('does not hide what could not be collected', () => {
    const failed = [...facts.sources].filter(([, source]) => source.state === 'failed').map(([name]) => name)
    expect(failed.sort()).toEqual(['access-analyzer-findings', 'organizations-features'])
  })
  test('has the names that bite', () => {
    const names = new Set(users.map(({ name }) => name))
    for (const name of ['=cmd', '@sum', '__proto__', 'meyer,hannah', 'slack-export']) expect(names).toContain(name)
    expect(users.find(({ name }) => name === 'slack-export')?.path).toBe('/<!channel>/')
  })
  test('has ids in the form of IAM, each only once', () => {
    const keys = users.flatMap(({ accessKeys }) => knownOr(accessKeys, [])).map(({ accessKeyId = '' }) => accessKeyId)
    const ids = [...users, ...roles, ...policies].map((one) =>
      one.kind === 'managed-policy' ? one.policyId : (one.uniqueId ?? ''),
    )
    for (const key of keys) expect(key).toMatch(/^AKIA[A-Z2-7]{16}$/)
    for (const id of ids) expect(id).toMatch(/^(AIDA|AROA|ANPA)[A-Z2-7]{17}$/)
    expect(new Set([...keys, ...ids]).size).toBe(keys.length + ids.length)
  })
  test('knows the last use of every key that CloudTrail saw, to the quarter of an hour', () => {
    const lastSeen = new Map<string, number>()
    for (const { userIdentity, eventTime } of committed.filter(isLog).flatMap(recordsOf)) {
      const id = userIdentity?.accessKeyId
      if (id?.startsWith('AKIA')) lastSeen.set(id, Math.max(lastSeen.get(id) ?? 0, Date.parse(String(eventTime))))
    }
    expect(lastSeen.size).toBe(14)
    for (const key of users.flatMap(({ accessKeys }) => knownOr(accessKeys, []))) {
      const seen = lastSeen.get(key.accessKeyId ?? '')
      if (seen === undefined) continue
      expect(key.lastUsed).toMatchObject({ state: 'used', at: new Date(Math.floor(seen / 900_000) * 900_000) })
    }
  })
})

describe('the activity', () => {
  const logs = committed.filter((name) => name.startsWith('cloudtrail/AWSLogs/123456789012/CloudTrail/'))
  const records = logs.flatMap(recordsOf)
  const called = (name: string) => records.filter(({ eventName }) => eventName === name)

  test('is a few thousand events of 90 days, delivered where AWS delivers them', () => {
    expect(records.length).toBeGreaterThan(3000)
    for (const name of logs)
      expect(name).toMatch(
        /\/(eu-central-1|us-east-1|us-west-2)\/2026\/\d\d\/\d\d\/123456789012_CloudTrail_[a-z0-9-]+_2026\d{4}T\d{4}Z_\w{16}\.json\.gz$/,
      )
  })
  test('has duplicates, one poison record and nothing after the collection', () => {
    const ids = records.flatMap(({ eventID }) => eventID ?? [])
    expect(ids.length - new Set(ids).size).toBe(12)
    expect(records.filter(({ eventTime }) => typeof eventTime !== 'string')).toHaveLength(1)
    expect(records.filter(({ eventTime }) => typeof eventTime === 'string' && new Date(eventTime) > now)).toEqual([])
  })
  test('has no event while the trail was off', () => {
    const off = records.filter(
      ({ eventTime }) => String(eventTime) > '2026-09-16T08:12:40Z' && String(eventTime) < '2026-09-16T08:33:03Z',
    )
    expect(off).toEqual([])
    expect([called('StopLogging').length, called('StartLogging').length]).toEqual([1, 1])
  })
  test('has root as a person, as a service and as a privileged task', () => {
    const root = records.filter(({ userIdentity }) => userIdentity?.type === 'Root')
    const byService = root.filter(({ userIdentity }) => userIdentity?.invokedBy === 'autoscaling.amazonaws.com')
    expect(byService).toHaveLength(13)
    expect(called('AssumeRoot')).toHaveLength(1)
    expect(root.length - byService.length).toBe(5)
  })
  test('has a key that is only ever denied', () => {
    const monitor = users.find(({ name }) => name === 'svc-monitor')
    const [key] = monitor ? knownOr(monitor.accessKeys, []) : []
    const used = records.filter(({ userIdentity }) => userIdentity?.accessKeyId === key?.accessKeyId)
    expect(used.length).toBeGreaterThan(80)
    expect(used.filter(({ errorCode }) => errorCode === undefined)).toEqual([])
  })
})

test('the example configuration is accepted', () => {
  const text = readFileSync('samples/credaudit.yaml', 'utf8')
  const configuration = parseConfiguration(text, 'samples/credaudit.yaml', allRules)
  expect(configuration.identityClasses.map(({ name }) => name)).toEqual([
    'break-glass',
    'canary',
    'machine',
    'contractor',
  ])
})
