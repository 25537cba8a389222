import { CreateBucketCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { OrganizationDocument } from '#shared/reports/organization-report.ts'
import { batchesOf, engineDefinition } from './engine-definition.ts'
import {
  type FakeAnswer,
  type FakeAnswerer,
  type FakeAnswers,
  type FakeAws,
  jsonAnswer,
  startFakeAws,
} from './fake-aws.ts'
import { type FindingsTopic, makeFindingsTopic } from './findings-topic.ts'
import { functionArn, functionError, functionOf, RUNTIME_EXITED } from './lambda-protocol.ts'
import { buildFunctions, invokeBundle } from './invoke-bundle.ts'
import { HOME, makeOrganization } from './moto-organization.ts'
import { makeStateMachine, type StateMachine } from './state-machine.ts'
import { type Emulator, emulatorVariables, startMoto } from '#infra/emulator/start-moto.ts'

// infra/organization.asl.json in moto's engine; its Lambda tasks run the built bundles, one process each, as Lambda would.
const BUCKET = 'credaudit-evidence'
const RUN = 'nightly-1'
const LOST = 'nightly-2'
const { definition, batchingOf } = engineDefinition('organization.asl.json', {
  LambdaInvoke: 'arn:aws:states:::lambda:invoke',
  S3GetObject: 'arn:aws:states:::s3:getObject',
  S3PutObject: 'arn:aws:states:::s3:putObject',
  Bucket: BUCKET,
  ListAccounts: functionArn(HOME, 'list-accounts'),
  AuditAccount: functionArn(HOME, 'audit-account'),
  SummarizeOrganization: functionArn(HOME, 'summarize-organization'),
})

let moto: Emulator
let front: FakeAws
let machine: StateMachine
let topic: FindingsTopic
let variables: Readonly<Record<string, string>> = {}
let members: readonly string[] = []

interface Payload {
  readonly run: string
  readonly accounts?: readonly string[]
}
const invoked: { readonly name: string; readonly payload: Payload }[] = []
/** Accounts whose roles were assumed, in the order of the calls. */
const assumed: string[] = []
/** The worker of a batch that starts with this account ends after it, as one does that runs out of memory. */
let crashesAfter: string | undefined
/** That of a batch that starts with this account has no time left when it is called first. */
let isLateFor: string | undefined

const variablesFor = (accounts: readonly string[]): Readonly<Record<string, string>> => {
  if (isLateFor === undefined || accounts[0] !== isLateFor) return variables
  isLateFor = undefined
  return { ...variables, REMAINING_MS: '30000' }
}

/** Lambda's Invoke. */
const invoke = async (body: string, path: string): Promise<FakeAnswer> => {
  const name = functionOf(path)
  const payload = JSON.parse(body) as Payload
  invoked.push({ name, payload })
  const { accounts = [] } = payload
  const crashing = crashesAfter !== undefined && accounts[0] === crashesAfter
  const given = crashing ? { ...payload, accounts: accounts.slice(0, 1) } : payload
  const { answer, error } = await invokeBundle(name, given, variablesFor(accounts))
  if (crashing) return RUNTIME_EXITED
  return error === undefined ? jsonAnswer(answer as object) : functionError('Error', error)
}

const objectOf = async (key: string): Promise<string> => {
  const { Body } = await new S3Client({}).send(new GetObjectCommand({ Bucket: BUCKET, Key: key }))
  return (await Body?.transformToString()) ?? ''
}
const reportOf = async (run: string) =>
  JSON.parse(await objectOf(`reports/organization/${run}.json`)) as OrganizationDocument
const readerOf = (run: string) => async (): Promise<FakeAnswer> =>
  jsonAnswer(batchesOf(await objectOf(`organization/${run}/accounts.jsonl`), run, batchingOf('AuditAccounts')))
const noSuchKey: FakeAnswer = { status: 404, body: '<Error><Code>NoSuchKey</Code><Message>gone</Message></Error>' }

const noteRole = (body: string): undefined => {
  assumed.push(new URLSearchParams(body).get('RoleArn')?.split(':')[4] ?? 'no account')
}

const answers: FakeAnswers = new Map<string, FakeAnswerer>([
  ['lambda:Invoke', invoke],
  ['sts:AssumeRole', noteRole],
  [`s3:GET /${BUCKET}/organization/${RUN}/accounts.jsonl`, readerOf(RUN)],
  [`s3:GET /${BUCKET}/organization/${LOST}/accounts.jsonl`, () => noSuchKey],
])

beforeAll(async () => {
  front = await startFakeAws(answers, () => moto.endpoint)
  // The engine calls the services of its tasks at this port: the server in front, which passes on what it does not answer.
  const [emulator] = await Promise.all([startMoto({ MOTO_PORT: new URL(front.endpoint).port }), buildFunctions()])
  moto = emulator
  for (const [name, value] of Object.entries(emulatorVariables(moto.endpoint))) vi.stubEnv(name, value)
  const names = ['first', 'second', 'third', 'fourth', 'fifth', 'closed']
  members = (await makeOrganization(names, { closed: 'closed', filled: ['first', 'fifth'] })).slice(0, 5).toSorted()
  await new S3Client({ forcePathStyle: true }).send(new CreateBucketCommand({ Bucket: BUCKET }))
  topic = await makeFindingsTopic()
  variables = {
    ...emulatorVariables(front.endpoint),
    EVIDENCE_BUCKET: BUCKET,
    TOPIC_ARN: topic.topicArn,
    REGIONS: 'us-east-1',
    MEMBER_ROLE: 'credaudit/credaudit-member',
  }
  machine = await makeStateMachine(moto.endpoint, definition)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await front.stop()
  await moto.stop()
})

const standingsOf = ({ accounts }: OrganizationDocument) =>
  accounts.map(({ id, result }) => `${id} ${result}`).toSorted()
const callsOf = (name: string) => invoked.filter((call) => call.name === name).map(({ payload }) => payload)

test('a worker that ends in the middle costs its own accounts: the others are in the summary, each once, and one message is sent', async () => {
  const batch = [HOME, ...members].toSorted()
  crashesAfter = batch[0]
  isLateFor = batch[4]
  expect(await machine.execute(RUN, {})).toMatchObject({ status: 'SUCCEEDED' })
  expect(callsOf('list-accounts')).toEqual([{ run: RUN }])
  const batches = callsOf('audit-account').map(({ accounts = [] }) => accounts.join(' '))
  // One is tried again and fails again; the other handed its accounts back and got them once more.
  expect(batches.toSorted()).toEqual(
    [batch.slice(0, 4), batch.slice(0, 4), batch.slice(4), batch.slice(4)].map((ids) => ids.join(' ')).toSorted(),
  )
  expect(callsOf('summarize-organization')).toHaveLength(1)

  const report = await reportOf(RUN)
  const done = [batch[0], ...batch.slice(4)]
  expect(report.summary.accounts).toEqual({ listed: 7, audited: 3, notAudited: 3, closed: 1 })
  expect(report.accounts).toHaveLength(7)
  expect(standingsOf(report).filter((line) => line.endsWith(' audited'))).toEqual(done.map((id) => `${id} audited`))
  const messages = await topic.receive()
  expect(messages.map(({ body }) => [body.kind, body.accounts])).toEqual([
    ['organization-digest', report.summary.accounts],
  ])
})

test('resumed by the name of its run, it asks no account again that is done, and tells of the others once', async () => {
  const batch = [HOME, ...members].toSorted()
  crashesAfter = undefined
  const assumedBefore = assumed.length
  const listed = front.forwarded.filter((operation) => operation === 'organizations:ListAccounts').length
  expect(await machine.execute('morning', { run: RUN })).toMatchObject({ status: 'SUCCEEDED' })

  const undone = batch.slice(1, 4)
  expect(assumed.slice(assumedBefore).toSorted()).toEqual(undone.filter((id) => id !== HOME))
  const listedNow = front.forwarded.filter((operation) => operation === 'organizations:ListAccounts').length
  // Only the audit of the management account itself asks for the list once more, as evidence.
  expect(listedNow - listed).toBe(undone.includes(HOME) ? 1 : 0)
  const report = await reportOf(RUN)
  expect(report.summary.accounts).toEqual({ listed: 7, audited: 6, notAudited: 0, closed: 1 })
  expect(standingsOf(report).filter((line) => line.endsWith(' audited'))).toEqual(batch.map((id) => `${id} audited`))
  const [message, ...others] = await topic.receive()
  expect(others).toEqual([])
  expect(new Set(message?.body.inAccounts.new.map(({ account }) => account))).toEqual(new Set(undone))
})

test('when the Map itself fails, the summary still tells that nothing was audited, and the execution fails', async () => {
  expect(await machine.execute(LOST, {})).toMatchObject({ status: 'FAILED', error: 'TooManyAccountsNotAudited' })
  expect((await reportOf(LOST)).summary.accounts).toEqual({ listed: 7, audited: 0, notAudited: 6, closed: 1 })
  expect(await topic.receive()).toHaveLength(1)
})
