import { gzipSync } from 'node:zlib'
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { catalogueVersion } from '#shared/catalogue/actions.ts'
import { requestsOf } from '#shared/catalogue/requests-of.ts'
import { foldActivity, type LogObjectToFold, nameOf } from '#shared/jobs/fold-activity.ts'
import type { BackfillItem } from '#shared/jobs/plan-backfill.ts'
import { type Emulator, emulatorVariables, startMoto } from '#infra/emulator/start-moto.ts'
import { event, userIdentity } from '#test/support/activity.ts'
import { engineDefinition, itemsOf, OBJECT_READER } from './engine-definition.ts'
import { type FakeAnswer, type FakeAnswerer, type FakeAws, jsonAnswer, startFakeAws } from './fake-aws.ts'
import { buildFunctions, invokeBundle } from './invoke-bundle.ts'
import { functionArn, functionError, functionOf, RUNTIME_EXITED } from './lambda-protocol.ts'
import { makeStateMachine, type StateMachine } from './state-machine.ts'

// infra/backfill.asl.json in moto's engine; its Lambda tasks run the built fold-activity, one process each, as Lambda would.
const HOME = '123456789012'
const ACCOUNTS = ['111111111111', '222222222222']
const BUCKET = 'credaudit-evidence'
const TRAIL = 'trail-of-the-organization'
const RUNS = ['backfill-1', 'backfill-2'] as const
const WINDOW = { from: '2026-10-01', to: '2026-10-21' }
/** The worker of the second week of the second account dies while it is at this day. */
const DIES = { account: '222222222222', from: '2026-10-08', at: '2026-10-11' }
/** That of this week has no time left when it is called first. */
const LATE = { account: '111111111111', from: '2026-10-15' }

const { definition } = engineDefinition('backfill.asl.json', {
  LambdaInvoke: 'arn:aws:states:::lambda:invoke',
  S3GetObject: 'arn:aws:states:::s3:getObject',
  S3PutObject: 'arn:aws:states:::s3:putObject',
  S3ReadObject: 'arn:aws:states:::aws-sdk:s3:getObject',
  Bucket: BUCKET,
  FoldActivity: functionArn(HOME, 'fold-activity'),
})

type Sweep = Extract<BackfillItem, { sweep: unknown }>['sweep']
interface Folded {
  readonly folded: number
  readonly known: number
}

interface Log {
  readonly object: LogObjectToFold
  readonly bytes: Uint8Array
}
/** Two files on every second day of each account; one event stands in both. */
const logs: readonly Log[] = ACCOUNTS.flatMap((account) =>
  Array.from({ length: 11 }, (_, index) => `2026-10-${String(1 + index * 2).padStart(2, '0')}`).flatMap((day) => {
    const twice = event(`${day}T10:00`, {
      recipientAccountId: account,
      eventName: 'ListUsers',
      eventSource: 'iam.amazonaws.com',
    })
    return ['A', 'B'].map((file) => {
      const own = event(`${day}T11:00`, { recipientAccountId: account, userIdentity: userIdentity(`user-${file}`) })
      const key = `AWSLogs/${account}/CloudTrail/us-east-1/${day.replaceAll('-', '/')}/${account}_CloudTrail_us-east-1_${day.replaceAll('-', '')}T1200Z_AbCdEfGhIjKlMn${file}.json.gz`
      return {
        object: { bucket: TRAIL, key, account, day },
        bytes: gzipSync(JSON.stringify({ Records: [twice, own] })),
      }
    })
  }),
)

let moto: Emulator
let front: FakeAws
let machine: StateMachine
let s3: S3Client
let variables: Readonly<Record<string, string>> = {}
let dies = true
let late = true
/** By share, as it ended last. */
const ended = new Map<string, Folded | 'failed'>()

const shareOf = ({ accounts, from }: Sweep): string => `${accounts[0]} ${from}`
const isShare = ({ accounts, from }: Sweep, share: { readonly account: string; readonly from: string }): boolean =>
  accounts[0] === share.account && from === share.from

const fold = async (sweep: Sweep): Promise<FakeAnswer> => {
  const crashes = dies && isShare(sweep, DIES)
  const isLate = late && isShare(sweep, LATE)
  if (isLate) late = false
  const given = crashes ? { ...sweep, to: DIES.at } : sweep
  const { answer, error } = await invokeBundle(
    'fold-activity',
    { sweep: given },
    isLate ? { ...variables, REMAINING_MS: '10000' } : variables,
  )
  const failed = crashes || error !== undefined
  ended.set(shareOf(sweep), failed ? 'failed' : (answer as Folded))
  if (crashes) return RUNTIME_EXITED
  return error === undefined ? jsonAnswer(answer as object) : functionError('Error', error)
}

/** The engine's ResultWriter names no child; on AWS the manifest names the files of those that failed. */
const manifest = (): FakeAnswer => {
  const FAILED = [...ended.values()].includes('failed') ? [{ Key: 'FAILED_0.json', Size: 1 }] : []
  const ResultFiles = { FAILED, PENDING: [], SUCCEEDED: [] }
  return jsonAnswer({ Body: JSON.stringify({ DestinationBucket: BUCKET, ResultFiles }) })
}

/** Lambda's Invoke. */
const invoke: FakeAnswerer = async (body, path) => {
  if (functionOf(path) === OBJECT_READER) return manifest()
  const payload = JSON.parse(body) as { readonly sweep?: Sweep }
  if (payload.sweep !== undefined) return fold(payload.sweep)
  const { answer, error } = await invokeBundle(functionOf(path), payload, variables)
  return error === undefined ? jsonAnswer(answer as object) : functionError('Error', error)
}

const bytesOf = async (Key: string): Promise<Uint8Array> => {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key }))
  return (await Body?.transformToByteArray()) ?? new Uint8Array()
}
const listOf = (key: string) => async (): Promise<FakeAnswer> =>
  jsonAnswer(itemsOf(new TextDecoder().decode(await bytesOf(key))))

/** What the engine's ItemReader reads as lines on AWS, it reads here as a list. */
const listAnswers = (run: string): readonly (readonly [string, FakeAnswerer])[] =>
  ['items', 'publications'].map((name) => {
    const key = `activity/backfill/${run}/${name}.jsonl`
    return [`s3:GET /${BUCKET}/${key}`, listOf(key)]
  })

const answers = new Map([['lambda:Invoke', invoke], ...RUNS.flatMap(listAnswers)])

beforeAll(async () => {
  front = await startFakeAws(answers, () => moto.endpoint)
  const [emulator] = await Promise.all([startMoto({ MOTO_PORT: new URL(front.endpoint).port }), buildFunctions()])
  moto = emulator
  for (const [name, value] of Object.entries(emulatorVariables(moto.endpoint))) vi.stubEnv(name, value)
  s3 = new S3Client({ forcePathStyle: true })
  for (const Bucket of [BUCKET, TRAIL]) await s3.send(new CreateBucketCommand({ Bucket }))
  for (const { object, bytes } of logs)
    await s3.send(new PutObjectCommand({ Bucket: TRAIL, Key: object.key, Body: bytes }))
  variables = { ...emulatorVariables(front.endpoint), EVIDENCE_BUCKET: BUCKET, TRAIL_BUCKET: TRAIL }
  machine = await makeStateMachine(moto.endpoint, definition)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await front.stop()
  await moto.stop()
})

const daysInBucket = async (): Promise<ReadonlyMap<string, string>> => {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: BUCKET, Prefix: 'activity/' }))
  const keys = Contents.map(({ Key = '' }) => Key).filter((key) => /^activity\/\d+\/days\//.test(key))
  return new Map(
    await Promise.all(keys.map(async (key) => [key, new TextDecoder().decode(await bytesOf(key))] as const)),
  )
}

/** One fold after the other, in this process. */
const foldedInSequence = async (): Promise<ReadonlyMap<string, string>> => {
  const days = new Map<string, string>()
  const bytesOfLog = new Map(logs.map(({ object, bytes }) => [nameOf(object), bytes]))
  const keyOf = (account: string, day: string): string => `activity/${account}/days/${day}.json`
  const store = {
    readDay: async (account: string, day: string) => {
      const text = days.get(keyOf(account, day))
      return text === undefined ? undefined : { bytes: new TextEncoder().encode(text), version: text }
    },
    writeDay: async (account: string, day: string, bytes: Uint8Array) => {
      days.set(keyOf(account, day), new TextDecoder().decode(bytes))
      return { state: 'written' as const }
    },
  }
  for (const { object } of logs) {
    const readLog = async (log: LogObjectToFold) => bytesOfLog.get(nameOf(log))
    const tools = {
      store,
      readLog,
      requestsOf,
      catalogue: catalogueVersion(),
      hasTime: () => true,
      pause: async () => {},
    }
    await foldActivity(tools, [object])
  }
  return days
}

test('a worker that dies costs its own days: the others are folded and published, and the execution says that some are not', async () => {
  const execution = await machine.execute(RUNS[0], WINDOW)
  expect(execution).toMatchObject({ status: 'FAILED', error: 'SomeDaysNotFolded' })
  expect(ended.size).toBe(6)
  expect([...ended].filter(([, end]) => end === 'failed')).toEqual([[`${DIES.account} ${DIES.from}`, 'failed']])
  const missing = logs.filter(
    ({ object: { account, day } }) => account === DIES.account && day > DIES.at && day <= '2026-10-14',
  )
  const [there, whole] = [await daysInBucket(), await foldedInSequence()]
  expect([...whole.keys()].filter((key) => !there.has(key))).toEqual([
    ...new Set(missing.map(({ object: { account, day } }) => `activity/${account}/days/${day}.json`)),
  ])
})

test('started again with the same it folds what is missing and nothing twice, and the days have the bytes of one fold after the other', async () => {
  dies = false
  ended.clear()
  expect(await machine.execute(RUNS[1], WINDOW)).toMatchObject({ status: 'SUCCEEDED' })
  const counts = [...ended.values()].map((end) => (end === 'failed' ? { folded: -1, known: -1 } : end))
  expect(counts.map(({ folded }) => folded).toSorted()).toEqual([0, 0, 0, 0, 0, 2])
  expect(counts.reduce((sum, { folded, known }) => sum + folded + known, 0)).toBe(logs.length)
  const [there, whole] = [await daysInBucket(), await foldedInSequence()]
  expect([...there].toSorted()).toEqual([...whole].toSorted())
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: BUCKET, Prefix: 'activity/' }))
  expect(Contents.map(({ Key }) => Key)).toEqual(
    expect.arrayContaining(ACCOUNTS.map((account) => `activity/${account}/profile.json`)),
  )
})
