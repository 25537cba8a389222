import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns'
import { CreateQueueCommand, GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { DeleteUserCommand, CreateUserCommand, CreateAccessKeyCommand, IAMClient } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { AuditDocument } from '#shared/reports/audit-document.ts'
import { fillAccount } from './fill-account.ts'
import type { Invocation } from '#infra/emulator/invoke-handler.ts'
import { documentOfPage } from '#test/support/document-of-page.ts'
import { buildFunctions, invokeBundle } from './invoke-bundle.ts'
import { type Emulator, emulatorVariables, startMoto } from '#infra/emulator/start-moto.ts'

// moto answers everything here; it has no <root_account> row in its report, so root stays not assessed.
const BUCKET = 'credaudit-evidence'
let moto: Emulator
let variables: Readonly<Record<string, string>>
let queueUrl = ''

const invoke = (payload: unknown, more: Readonly<Record<string, string>> = {}): Promise<Invocation> =>
  invokeBundle('audit-account', payload, { ...variables, ...more })

const receive = async () => {
  const { Messages = [] } = await new SQSClient({}).send(
    new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      WaitTimeSeconds: 1,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 600,
    }),
  )
  return Messages.map(
    ({ Body }) => JSON.parse(Body ?? '{}') as { Subject: string; Message: string; MessageAttributes: object },
  )
}

beforeAll(async () => {
  const [emulator] = await Promise.all([startMoto(), buildFunctions()])
  moto = emulator
  for (const [name, value] of Object.entries(emulatorVariables(moto.endpoint))) vi.stubEnv(name, value)
  await fillAccount(new IAMClient({}))
  await new S3Client({}).send(new CreateBucketCommand({ Bucket: BUCKET }))
  const sns = new SNSClient({})
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: 'credaudit' }))
  const sqs = new SQSClient({})
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'credaudit' }))
  queueUrl = QueueUrl
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }))
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: Attributes?.['QueueArn'] }))
  variables = {
    ...emulatorVariables(moto.endpoint),
    EVIDENCE_BUCKET: BUCKET,
    TOPIC_ARN: TopicArn,
    REGIONS: 'us-east-1',
  }
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await moto.stop()
})

test('the built bundle audits, keeps evidence and report, and the digest arrives at a queue; again it is silent; then only news', async () => {
  const first = await invoke({ notify: true })
  expect(first.error).toBeUndefined()
  const { audited } = first.answer as {
    audited: { account: string; report: string; summary: AuditDocument['summary'] }[]
  }
  expect(audited).toHaveLength(1)
  expect(audited[0]?.summary.findings.high ?? 0).toBeGreaterThan(0)

  const s3 = new S3Client({})
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: BUCKET }))
  const keys = Contents.map(({ Key = '' }) => Key)
  expect(keys.some((key) => /^evidence\/\d{12}\/\w+\/account-authorization-details\.json$/.test(key))).toBe(true)
  expect(keys.some((key) => /^state\/\d{12}\.json$/.test(key))).toBe(true)
  const [bucket, ...path] = (audited[0]?.report ?? '').replace('s3://', '').split('/')
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: path.join('/') }))
  const report = JSON.parse((await Body?.transformToString()) ?? '{}') as AuditDocument
  expect(report.summary).toEqual(audited[0]?.summary)
  expect(report.history?.map(({ findings }) => findings)).toEqual([report.summary.findings])

  const page = path.join('/').replace(/json$/, 'html')
  const { Body: pageBody, ContentType } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: page }))
  expect(ContentType).toBe('text/html; charset=utf-8')
  expect(documentOfPage((await pageBody?.transformToString()) ?? '')).toEqual(report)
  expect(keys.filter((key) => /^reports\/\d{12}\/latest\.(html|json)$/.test(key))).toHaveLength(2)

  const [digest, ...others] = await receive()
  expect(others).toEqual([])
  expect(digest?.Subject).toMatch(/^First audit of /)
  expect((JSON.parse(digest?.Message ?? '{}') as { reportUrl: string }).reportUrl).toMatch(
    new RegExp(`^https://console\\.aws\\.amazon\\.com/s3/object/.*prefix=${encodeURIComponent(page)}$`),
  )
  const body = JSON.parse(digest?.Message ?? '{}') as { new: { message: string }[]; leftOut: { new: number } }
  expect(body.new.length + body.leftOut.new).toBe(report.findings.length)

  expect((await invoke({ notify: true })).error).toBeUndefined()
  expect(await receive()).toEqual([])

  const iam = new IAMClient({})
  await iam.send(new CreateUserCommand({ UserName: 'made-since' }))
  expect((await invoke({ notify: true })).error).toBeUndefined()
  const [news] = await receive()
  const told = JSON.parse(news?.Message ?? '{}') as { new: { subject: { name: string } }[]; resolved: unknown[] }
  expect(new Set(told.new.map(({ subject }) => subject.name))).toEqual(new Set(['made-since']))
  expect(told.resolved).toEqual([])

  await iam.send(new DeleteUserCommand({ UserName: 'made-since' }))
  expect((await invoke({ notify: true })).error).toBeUndefined()
  const [gone] = await receive()
  expect(
    (JSON.parse(gone?.Message ?? '{}') as { resolved: { subject: { name: string } }[] }).resolved.map(
      ({ subject }) => subject.name,
    ),
  ).toContain('made-since')
})

test('a partial audit is answered and written, and neither remembered nor announced', async () => {
  await invoke({ notify: true })
  await receive()
  await new IAMClient({}).send(new CreateUserCommand({ UserName: 'partial' }))
  await new IAMClient({}).send(new CreateAccessKeyCommand({ UserName: 'partial' }))
  const { answer } = await invoke({ rules: ['user-in-no-group'], notify: true })
  expect(answer).toMatchObject({ audited: [{ summary: { rules: { run: 1 } } }], notAudited: [] })
  expect(await receive()).toEqual([])
})

describe('row 74: a payload that is not meant so is refused in words', () => {
  test.each([
    ['an unknown option', { acounts: ['123456789012'] }, /acounts/],
    ['a wildcard', { accounts: ['*'] }, /12 digits/],
    ['a 13-digit id', { accounts: ['1234567890123'] }, /12 digits/],
    ['a list', ['123456789012'], /The payload/],
    ['an empty list', { accounts: [] }, /accounts/],
  ])('%s', async (_name, payload, message) => {
    expect((await invoke(payload)).error).toMatch(message)
  })
})

test('another account without a member role is told as not audited', async () => {
  const { error } = await invoke({ accounts: ['999999999999'] })
  expect(error).toMatch(/No member role is configured/)
})
test('a stack without a bucket fails at its first start with the name of the variable', async () => {
  await expect(invoke({}, { EVIDENCE_BUCKET: '' })).rejects.toThrow(/EVIDENCE_BUCKET/)
})
test('row 50: neither log nor report nor message holds a secret', async () => {
  const { output } = await invoke({ notify: false })
  expect(output).not.toContain(variables['AWS_SECRET_ACCESS_KEY'])
  expect(output).not.toMatch(/SecretAccessKey|aws_session_token/i)
})
