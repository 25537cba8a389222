import { readFileSync } from 'node:fs'
import type { AwsSecurityFinding } from '@aws-sdk/client-securityhub'
import { assert, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Finding } from '#shared/findings/finding.ts'
import { asffOf, formatAsff } from '#shared/reports/asff.ts'
import { auditDocumentOf, finding } from '#test/support/findings.ts'

const PLACE = { accountId: '111111111111', partition: 'aws', region: 'eu-central-1' }
// The SDK's own type is the published schema: a field of another name or type does not compile.
const made = (more: Partial<Finding> = {}, place = PLACE): AwsSecurityFinding & ReturnType<typeof asffOf> =>
  asffOf(finding(more), '2026-04-01T06:00:00.000Z', place)

/** Required fields and lengths as the SDK's model of the API states them. */
const published = (() => {
  const source = readFileSync(
    new URL('../../node_modules/@aws-sdk/client-securityhub/dist-types/models/models_2.d.ts', import.meta.url),
    'utf8',
  )
  const [, body = ''] = /export interface AwsSecurityFinding \{([\s\S]*?)\n\}/.exec(source) ?? []
  const fields = [...body.matchAll(/\/\*\*([\s\S]*?)\*\/\s+(\w+)(\?)?:/g)]
  return fields.map(([, text = '', name = '', optional]) => ({
    name,
    required: optional === undefined,
    longest: Number(/Maximum length of (\d+)/.exec(text)?.[1] ?? Number.POSITIVE_INFINITY),
  }))
})()

test('the published model was read', () => {
  expect(
    published
      .filter(({ required }) => required)
      .map(({ name }) => name)
      .sort(),
  ).toEqual([
    'AwsAccountId',
    'CreatedAt',
    'Description',
    'GeneratorId',
    'Id',
    'ProductArn',
    'Resources',
    'SchemaVersion',
    'Title',
    'UpdatedAt',
  ])
})

const problems = (one: AwsSecurityFinding): readonly string[] =>
  published.flatMap(({ name, required, longest }) => {
    const value: unknown = Reflect.get(one, name)
    if (required && (value === undefined || value === '')) return [`${name} is missing`]
    return typeof value === 'string' && (value.length > longest || value === '') ? [`${name} is too long or empty`] : []
  })

test('one finding, as Security Hub reads it', () => {
  const one = made()
  expect(problems(one)).toEqual([])
  expect(one).toEqual({
    SchemaVersion: '2018-10-08',
    Id: 'credaudit/111111111111/f0000000000000000000000000000001',
    ProductArn: 'arn:aws:securityhub:eu-central-1:111111111111:product/111111111111/default',
    ProductName: 'credaudit',
    GeneratorId: 'credaudit/access-key-not-rotated',
    AwsAccountId: '111111111111',
    CreatedAt: '2026-04-01T00:00:00.000Z',
    UpdatedAt: '2026-04-01T06:00:00.000Z',
    FirstObservedAt: '2026-04-01T00:00:00.000Z',
    LastObservedAt: '2026-04-01T06:00:00.000Z',
    Title: 'Active access key is older than the rotation limit',
    Description: 'Access key 1 of alice is 121 days old; the limit is 90 days.',
    FindingProviderFields: {
      Severity: { Label: 'MEDIUM', Original: 'medium' },
      Types: ['Software and Configuration Checks/AWS Security Best Practices'],
    },
    Remediation: { Recommendation: { Text: 'Rotate it.' } },
    ProductFields: {
      'credaudit/rule': 'access-key-not-rotated',
      'credaudit/risk': '45',
      'credaudit/status': 'new',
      'credaudit/subject': 'alice',
      'credaudit/commands': 'aws iam create-access-key --user-name alice',
    },
    Resources: [
      { Type: 'AwsIamUser', Id: 'arn:aws:iam::111111111111:user/alice', Partition: 'aws', Region: 'eu-central-1' },
    ],
    Compliance: { Status: 'FAILED', RelatedRequirements: ['CIS-AWS-3.0.0 1.14'] },
    RecordState: 'ACTIVE',
  })
})

describe('the end of a finding is the same id, archived', () => {
  test('resolved', () => {
    const one = made({ status: 'resolved', resolution: { how: 'gone', words: 'The key is no longer there.' } })
    expect(one).toMatchObject({ Id: made().Id, RecordState: 'ARCHIVED', Compliance: { Status: 'PASSED' } })
    expect(one.Description).toBe(
      'Access key 1 of alice is 121 days old; the limit is 90 days. Resolved: The key is no longer there.',
    )
  })
  test('excepted: archived, and still failed', () => {
    const exception = { origin: 'file', reason: 'r', owner: 'ops', endsAt: '2026-07-01T00:00:00.000Z' } as const
    const one = made({ status: 'excepted', exception })
    expect(one).toMatchObject({ RecordState: 'ARCHIVED', Compliance: { Status: 'FAILED' } })
    expect(one.Description).toContain(' Excepted by ops until 2026-07-01.')
  })
})

test('the fields that belong to the customer are never set', () => {
  expect(Object.keys(made())).not.toEqual(expect.arrayContaining(['Workflow']))
  for (const name of ['Note', 'UserDefinedFields', 'VerificationState', 'Workflow', 'Severity', 'Types'])
    expect(made()).not.toHaveProperty(name)
})

describe('resources', () => {
  test('a key with its id', () => {
    const subject = { ...finding().subject, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' }
    expect(made({ subject }).Resources[0]).toMatchObject({
      Type: 'AwsIamAccessKey',
      Id: 'AWS::IAM::AccessKey:AKIAIOSFODNN7EXAMPLE',
    })
  })
  test('root is the account', () => {
    const subject = { type: 'root', arn: 'arn:aws:iam::111111111111:root', name: '<root_account>' }
    expect(made({ subject }).Resources[0]).toMatchObject({ Type: 'AwsAccount', Id: 'AWS::::Account:111111111111' })
  })
  test('row 73: a partition that Security Hub does not list is left out, and its ARNs are its own', () => {
    const one = made(
      { subject: { type: 'role', arn: 'arn:aws-eusc:iam::1:role/a', name: 'a' } },
      { ...PLACE, partition: 'aws-eusc' },
    )
    expect(one.Resources[0]).not.toHaveProperty('Partition')
    expect(JSON.stringify(one)).not.toContain('arn:aws:')
  })
})

test('row 38: whatever is written into it, no field is longer than Security Hub takes, and no finding than 240 KB', () => {
  assert(
    property(string({ unit: 'binary', maxLength: 3000 }), (text) => {
      const long = text.repeat(50)
      const one = made({
        message: long,
        title: long,
        owner: long,
        subject: { type: 'user', arn: long, name: long },
        remediation: { text: long, commands: [long, long] },
        frameworks: Array.from({ length: 40 }, () => long),
        status: 'resolved',
        resolution: { how: 'gone', words: long },
      })
      expect(problems(one)).toEqual([])
      expect(new TextEncoder().encode(JSON.stringify(one)).byteLength).toBeLessThan(60_000)
      expect(one.Compliance.RelatedRequirements?.length).toBe(32)
      for (const value of Object.values(one.ProductFields)) expect(value.length).toBeLessThanOrEqual(2048)
      expect(JSON.stringify(one).isWellFormed()).toBe(true)
    }),
    { numRuns: 30 },
  )
})
test('the report is an array that BatchImportFindings takes', () => {
  expect(JSON.parse(formatAsff(auditDocumentOf(), PLACE))).toEqual([made()])
})
