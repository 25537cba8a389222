import { CreateUserCommand, IAMClient } from '@aws-sdk/client-iam'
import { CreateBucketCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Emulator, emulatorVariables, startMoto } from '#infra/emulator/start-moto.ts'
import type { AuditDocument } from '#shared/reports/audit-document.ts'
import { type FakeAws, queryAnswer, startFakeAws } from './fake-aws.ts'
import { buildFunctions, invokeBundle } from './invoke-bundle.ts'

// moto does not make these reports: a server before it does.
const BUCKET = 'credaudit-evidence'
const REPORT =
  '<JobStatus>COMPLETED</JobStatus><JobType>ACTION_LEVEL</JobType><JobCreationDate>2026-11-20T00:00:00Z</JobCreationDate>' +
  '<JobCompletionDate>2026-11-20T00:00:05Z</JobCompletionDate><ServicesLastAccessed><member><ServiceName>Amazon S3</ServiceName>' +
  '<ServiceNamespace>s3</ServiceNamespace></member></ServicesLastAccessed><IsTruncated>false</IsTruncated>'
const GENERATE = 'iam:GenerateServiceLastAccessedDetails'
let moto: Emulator
let aws: FakeAws
let variables: Readonly<Record<string, string>>

const audited = async (more: Readonly<Record<string, string>>): Promise<AuditDocument> => {
  const { answer, error } = await invokeBundle('audit-account', { notify: false }, { ...variables, ...more })
  expect(error).toBeUndefined()
  const { audited: accounts } = answer as { audited: { report: string }[] }
  const Key = (accounts[0]?.report ?? '').replace(`s3://${BUCKET}/`, '')
  const { Body } = await new S3Client({}).send(new GetObjectCommand({ Bucket: BUCKET, Key }))
  return JSON.parse((await Body?.transformToString()) ?? '{}') as AuditDocument
}
const reasonsIn = ({ notAssessed }: AuditDocument): readonly string[] =>
  notAssessed.filter(({ ruleId }) => ruleId === 'granted-services-unused').map(({ reason }) => reason)

beforeAll(async () => {
  const [emulator] = await Promise.all([startMoto(), buildFunctions()])
  moto = emulator
  aws = await startFakeAws(
    new Map([
      [
        GENERATE,
        () => queryAnswer('GenerateServiceLastAccessedDetails', '<JobId>job-of-thirty-six-characters-0000001</JobId>'),
      ],
      ['iam:GetServiceLastAccessedDetails', () => queryAnswer('GetServiceLastAccessedDetails', REPORT)],
    ]),
    moto.endpoint,
  )
  for (const [name, value] of Object.entries(emulatorVariables(aws.endpoint))) vi.stubEnv(name, value)
  await new IAMClient({}).send(new CreateUserCommand({ UserName: 'paula' }))
  await new S3Client({}).send(new CreateBucketCommand({ Bucket: BUCKET }))
  const { TopicArn = '' } = await new SNSClient({}).send(new CreateTopicCommand({ Name: 'credaudit' }))
  variables = {
    ...emulatorVariables(aws.endpoint),
    EVIDENCE_BUCKET: BUCKET,
    TOPIC_ARN: TopicArn,
    REGIONS: 'us-east-1',
  }
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await aws.stop()
  await moto.stop()
})

test('off by default: IAM is not asked, and the report says so', async () => {
  const document = await audited({})
  expect(aws.answered).not.toContain(GENERATE)
  expect(reasonsIn(document)).toEqual([expect.stringMatching(/^IAM was not asked/)])
})

test('on: each user and role is asked about, the reports are kept and judged', async () => {
  const document = await audited({ LAST_ACCESSED: 'on' })
  expect(aws.answered).toContain(GENERATE)
  expect(document.evidence.files.map(({ file }) => file)).toContain('service-last-accessed/user-paula.json')
  expect(reasonsIn(document)).toEqual([])
})
