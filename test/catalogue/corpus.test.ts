import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { matchesGlob } from '#shared/catalogue/glob.ts'
import { denialOf, isDenial } from '#shared/catalogue/needs/denial.ts'
import { requestsOf } from '#shared/catalogue/requests-of.ts'
import { templatesOfAction } from '#shared/catalogue/resources/action-templates.ts'
import { isJsonObject } from '#shared/facts/json.ts'
import type { JsonObject, JsonValue } from '#shared/facts/json.ts'
import type { TrailRecord } from '#shared/facts/trail-record.ts'

const root = '../shared/data'
// Recorded, if sanitised: names in the other sources are partly invented for detection tests.
const RECORDED = [
  'stratus-red-team',
  'grycap',
  'crowdsec-hub',
  'plaso',
  'cloudtrail-console-actions',
  'trailscraper',
  'aws-account-automation',
]

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.jsonl?$/u.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()

const parsed = (text: string): readonly JsonValue[] => {
  try {
    const whole: JsonValue = JSON.parse(text)
    return [whole]
  } catch {
    return text.split('\n').flatMap((line) => {
      try {
        const value: JsonValue = JSON.parse(line)
        return [value]
      } catch {
        return []
      }
    })
  }
}

const recordsIn = (value: JsonValue): readonly JsonObject[] => {
  if (Array.isArray(value)) return value.flatMap((item: JsonValue) => recordsIn(item))
  if (!isJsonObject(value)) return []
  // An S3 notification has Records, eventName and userIdentity too, and is no CloudTrail record.
  const source = value['eventSource']
  if ('eventName' in value && 'userIdentity' in value) {
    return typeof source === 'string' && source.endsWith('.amazonaws.com') ? [value] : []
  }
  const inner = value['CloudTrailEvent']
  if (typeof inner === 'string') return parsed(inner).flatMap((item) => recordsIn(item))
  return Object.values(value).flatMap((item) => recordsIn(item))
}

const asRecord = (object: JsonObject): TrailRecord => {
  const resources = Array.isArray(object['resources']) ? object['resources'] : []
  const known = resources.flatMap((item: JsonValue) =>
    isJsonObject(item) && typeof item['ARN'] === 'string' ? [{ arn: item['ARN'] }] : [],
  )
  const record: TrailRecord = JSON.parse(JSON.stringify({ ...object, resources: known }))
  return record
}

const load = (folders: readonly string[]): readonly TrailRecord[] =>
  folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => filesBelow(join(root, folder)))
    .flatMap((file) =>
      parsed(readFileSync(file, 'utf8'))
        .flatMap((value) => recordsIn(value))
        .map(asRecord),
    )

const mayUse = (record: TrailRecord): boolean => !isDenial(record.errorCode)

describe.skipIf(!existsSync(root))('public CloudTrail records', () => {
  const recorded = load(RECORDED)
  const all = load([...RECORDED, 'panther-analysis', 'trailalerts', 'cloudtrail-sentry', 'sneller', 'cloudgrappler'])

  it('resolves 99 % of the recorded pairs', () => {
    const pairs = new Map(recorded.map((record) => [`${record.eventSource} ${record.eventName}`, record]))
    const unmapped = [...pairs].filter(([, record]) => requestsOf(record).mappedBy === 'unmapped').map(([pair]) => pair)
    expect(pairs.size).toBeGreaterThan(90)
    expect(unmapped).toEqual([])
  })

  it('narrows nine resources in ten', () => {
    const capable = all.filter(mayUse).flatMap((record) => {
      const [own] = requestsOf(record).requests
      return own === undefined || templatesOfAction(own.action).length === 0 ? [] : [own]
    })
    const wide = capable.filter(({ resources }) => resources.includes('*'))
    expect(capable.length).toBeGreaterThan(500)
    expect(wide.length / capable.length).toBeLessThan(0.1)
  })

  it('fills the ARNs that denials print', () => {
    // The anonymiser of these records changed account numbers in messages and in identities independently.
    const withoutAccount = (arn: string): string => arn.replaceAll(/\d{12}/gu, 'ACCOUNT')
    const told = all.flatMap((record) => {
      const denial = denialOf(record)
      return denial?.resource?.startsWith('arn:') === true && !denial.action.endsWith(':Action')
        ? [{ record, ...denial }]
        : []
    })
    const wrong = told.filter(({ record, action, resource }) => {
      const { errorCode: _code, errorMessage: _message, ...call } = record
      const filled = requestsOf(call).requests.filter((request) => request.action === action)
      if (filled.length === 0) return false
      const arns = filled.flatMap(({ resources }) => resources.map(withoutAccount))
      const printed = withoutAccount(resource ?? '')
      return !arns.some((arn) => matchesGlob(arn, printed) || matchesGlob(printed, arn))
    })
    expect(told.length).toBeGreaterThan(40)
    expect(wrong.map(({ record, resource }) => `${record.eventName} ${resource}`)).toEqual([])
  })
})
