import { gzipSync } from 'node:zlib'
import { IAMClient } from '@aws-sdk/client-iam'
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { DAY_MS } from '#shared/facts/instant.ts'
import type { AuditDocument } from '#shared/reports/audit-document.ts'
import { fillAccount } from './fill-account.ts'
import { buildFunctions, invokeBundle } from './invoke-bundle.ts'
import { type Emulator, emulatorVariables, startMoto } from '#infra/emulator/start-moto.ts'

const ACCOUNT = '123456789012'
const BUCKET = 'credaudit-evidence'
const TRAIL = 'trail-of-the-account'
const PROFILE = `activity/${ACCOUNT}/profile.json`
let moto: Emulator
let variables: Readonly<Record<string, string>>
let s3: S3Client

const auditedDocument = async (): Promise<AuditDocument> => {
  const { answer, error } = await invokeBundle('audit-account', { notify: false }, variables)
  expect(error).toBeUndefined()
  const { audited } = answer as { audited: { report: string }[] }
  const key = (audited[0]?.report ?? '').replace(`s3://${BUCKET}/`, '')
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }))
  return JSON.parse((await Body?.transformToString()) ?? '{}') as AuditDocument
}
const reasonsOf = ({ notAssessed }: AuditDocument, ruleId: string): readonly string[] =>
  notAssessed.filter((gap) => gap.ruleId === ruleId).map(({ reason }) => reason)

/** Root deleted a bucket, an hour ago. */
const logFile = (now: Date) => {
  const at = new Date(now.getTime() - DAY_MS / 24)
  const [day, stamp] = [at.toISOString().slice(0, 10), at.toISOString().replaceAll(/[-:]|\.\d+/g, '')]
  const record = {
    eventVersion: '1.10',
    userIdentity: { type: 'Root', principalId: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:root`, accountId: ACCOUNT },
    eventTime: at.toISOString().replace(/\.\d+/, ''),
    eventSource: 's3.amazonaws.com',
    eventName: 'DeleteBucket',
    awsRegion: 'us-east-1',
    sourceIPAddress: '192.0.2.10',
    userAgent: 'console',
    eventID: '00000000-0000-4000-8000-000000000001',
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    eventCategory: 'Management',
  }
  return {
    Key: `AWSLogs/${ACCOUNT}/CloudTrail/us-east-1/${day.replaceAll('-', '/')}/${ACCOUNT}_CloudTrail_us-east-1_${stamp.slice(0, 13)}Z_AbCdEfGhIjKlMnOp.json.gz`,
    Body: gzipSync(JSON.stringify({ Records: [record] })),
  }
}

beforeAll(async () => {
  const [emulator] = await Promise.all([startMoto(), buildFunctions()])
  moto = emulator
  for (const [name, value] of Object.entries(emulatorVariables(moto.endpoint))) vi.stubEnv(name, value)
  s3 = new S3Client({ forcePathStyle: true })
  await fillAccount(new IAMClient({}))
  for (const Bucket of [BUCKET, TRAIL]) await s3.send(new CreateBucketCommand({ Bucket }))
  const { TopicArn = '' } = await new SNSClient({}).send(new CreateTopicCommand({ Name: 'credaudit' }))
  variables = {
    ...emulatorVariables(moto.endpoint),
    EVIDENCE_BUCKET: BUCKET,
    TOPIC_ARN: TopicArn,
    REGIONS: 'us-east-1',
    TRAIL_BUCKET: TRAIL,
  }
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await moto.stop()
})

test('without folded activity, what stands on the log is not assessed, and the report says where it looked', async () => {
  const document = await auditedDocument()
  expect(document.evidence.activity).toBeNull()
  expect(reasonsOf(document, 'root-api-call')).toEqual([
    `no activity of account ${ACCOUNT} has been folded: s3://${BUCKET}/${PROFILE} is not there`,
  ])
})
test('what fold-activity has folded, the audit judges: root use is found, with when and from where', async () => {
  await s3.send(new PutObjectCommand({ Bucket: TRAIL, ...logFile(new Date()) }))
  const sweep = await invokeBundle('fold-activity', { sweep: { days: 3 } }, variables)
  expect(sweep.answer).toMatchObject({ folded: 1, published: [ACCOUNT] })
  const document = await auditedDocument()
  expect(document.evidence.activity).toMatchObject({ records: 1 })
  const [found] = document.findings.filter(({ ruleId }) => ruleId === 'root-api-call')
  expect(found?.message).toMatch(/192\.0\.2\.10/)
  expect(reasonsOf(document, 'root-api-call')).toEqual([])
})
test('a damaged profile costs what stands on it, and not the audit', async () => {
  await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: PROFILE, Body: '{"format":"something else"}' }))
  const document = await auditedDocument()
  expect(document.findings.length).toBeGreaterThan(0)
  expect(reasonsOf(document, 'root-api-call')).toEqual([
    `the folded activity of account ${ACCOUNT} cannot be used: s3://${BUCKET}/${PROFILE} is no profile that this version can read`,
  ])
})
