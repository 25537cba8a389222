import { gzipSync } from 'node:zlib'
import {
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import type { Context, SQSBatchResponse } from 'aws-lambda'
import { mockClient } from 'aws-sdk-client-mock'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { parseProfile } from '#shared/activity/parse-profile.ts'
import { event } from '#test/support/activity.ts'

const ACCOUNT = '111111111111'
const logKey = (name: string, day = '2026-11-20'): string =>
  `AWSLogs/${ACCOUNT}/CloudTrail/eu-central-1/${day.replaceAll('-', '/')}/${ACCOUNT}_CloudTrail_eu-central-1_${name}.json.gz`
const dayKey = (day: string): string => `activity/${ACCOUNT}/days/${day}.json`

/** Both buckets, with S3's conditional writes. */
const stored = new Map<string, { bytes: Uint8Array; etag: string }>()
let writes = 0
const s3 = mockClient(S3Client)
const put = (bucket: string, key: string, bytes: Uint8Array): void => {
  writes += 1
  stored.set(`${bucket} ${key}`, { bytes, etag: `"${writes}"` })
}
const answerS3 = (): void => {
  s3.on(GetObjectCommand).callsFake(async ({ Bucket, Key }: { Bucket: string; Key: string }) => {
    const found = stored.get(`${Bucket} ${Key}`)
    if (!found) throw new NoSuchKey({ message: 'no', $metadata: {} })
    return {
      Body: { transformToByteArray: async () => found.bytes },
      ETag: found.etag,
      ContentLength: found.bytes.length,
    }
  })
  s3.on(PutObjectCommand).callsFake(
    async ({
      Bucket,
      Key,
      Body,
      IfMatch,
      IfNoneMatch,
    }: Record<'Bucket' | 'Key' | 'IfMatch' | 'IfNoneMatch', string> & { Body: Uint8Array }) => {
      const etag = stored.get(`${Bucket} ${Key}`)?.etag
      if (IfNoneMatch === '*' ? etag !== undefined : etag !== IfMatch) {
        throw new S3ServiceException({
          name: 'PreconditionFailed',
          $fault: 'client',
          $metadata: { httpStatusCode: 412 },
        })
      }
      put(Bucket, Key, Body)
      return { ETag: stored.get(`${Bucket} ${Key}`)?.etag }
    },
  )
  s3.on(ListObjectsV2Command).callsFake(
    async ({ Bucket, Prefix, Delimiter }: { Bucket: string; Prefix: string; Delimiter?: string }) => {
      const below = [...stored]
        .map(([place, { etag }]) => ({ key: place.slice(Bucket.length + 1), place, etag }))
        .filter(({ place, key }) => place.startsWith(`${Bucket} `) && key.startsWith(Prefix))
      return Delimiter
        ? {
            CommonPrefixes: [
              ...new Set(below.map(({ key }) => `${Prefix}${key.slice(Prefix.length).split('/')[0]}/`)),
            ].map((one) => ({ Prefix: one })),
          }
        : { Contents: below.map(({ key, etag }) => ({ Key: key, ETag: etag, Size: 1 })) }
    },
  )
}

const context = (remaining: () => number = () => 600_000) =>
  ({ getRemainingTimeInMillis: remaining, functionName: 'fold', awsRequestId: 'r' }) as Context
const message = (name: string, key: string, bucket = 'logs') => ({
  messageId: name,
  body: JSON.stringify({
    Records: [{ eventName: 'ObjectCreated:Put', s3: { bucket: { name: bucket }, object: { key } } }],
  }),
})
const putLog = (name: string, day?: string): void =>
  put(
    'logs',
    logKey(name, day),
    gzipSync(JSON.stringify({ Records: [event('2026-11-20', { eventID: `${name}-${day}` })] })),
  )
const profileAt = (key: string) => {
  const found = stored.get(`evidence ${key}`)
  return found && parseProfile(new TextDecoder().decode(found.bytes))
}

type Answer = SQSBatchResponse & { folded: number; known: number; more: boolean; published: readonly string[] }
let handle: (event: unknown, context: Context) => Promise<Answer>
beforeAll(async () => {
  vi.stubEnv('EVIDENCE_BUCKET', 'evidence')
  vi.stubEnv('TRAIL_BUCKET', 'logs')
  vi.stubEnv('AWS_REGION', 'eu-central-1')
  vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'SILENT')
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'true')
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-21T06:00:00Z') })
  vi.spyOn(console, 'log').mockImplementation(() => {})
  const module = await import('#functions/fold-activity/handler.ts')
  handle = (event, given) => module.handler(event, given) as Promise<Answer>
})
afterAll(() => {
  vi.useRealTimers()
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})
beforeEach(() => {
  s3.reset()
  stored.clear()
  answerS3()
})

describe('messages', () => {
  test('each new log file is folded once, though announced twice', async () => {
    putLog('a')
    putLog('b')
    const messages = [message('1', logKey('a')), message('2', logKey('b')), message('3', logKey('a'))]
    expect(await handle({ Records: messages }, context())).toEqual({ batchItemFailures: [] })
    expect(await handle({ Records: messages }, context())).toEqual({ batchItemFailures: [] })
    expect(profileAt(dayKey('2026-11-20'))?.recordsRead).toBe(2)
  })

  test('a batch fails in part: only those come again', async () => {
    putLog('good')
    const answer = await handle(
      {
        Records: [
          message('good', logKey('good')),
          message('gone', logKey('gone')),
          message('foreign', logKey('good'), 'elsewhere'),
          { messageId: 'poison', body: '{' },
        ],
      },
      context(),
    )
    expect(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier).sort()).toEqual([
      'foreign',
      'gone',
      'poison',
    ])
    expect(profileAt(dayKey('2026-11-20'))?.recordsRead).toBe(1)
  })

  test('a log file that cannot be read is done: it is named, and not tried for ever', async () => {
    put('logs', logKey('bad'), Buffer.from('<html>'))
    expect(await handle({ Records: [message('1', logKey('bad'))] }, context())).toEqual({ batchItemFailures: [] })
    expect(profileAt(dayKey('2026-11-20'))?.unreadable.size).toBe(1)
  })

  test('row 72: with less than 30 seconds left nothing is begun, and the messages wait', async () => {
    putLog('a')
    const answer = await handle(
      { Records: [message('1', logKey('a'))] },
      context(() => 29_999),
    )
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] })
    expect(profileAt(dayKey('2026-11-20'))).toBeUndefined()
  })

  test('two at once lose nothing', async () => {
    for (const name of ['a', 'b', 'c']) putLog(name)
    const batches = [
      ['a', 'b'],
      ['b', 'c'],
    ].map((names) => handle({ Records: names.map((name) => message(name, logKey(name))) }, context()))
    expect((await Promise.all(batches)).flatMap(({ batchItemFailures }) => batchItemFailures)).toEqual([])
    expect(profileAt(dayKey('2026-11-20'))?.recordsRead).toBe(3)
  })
})

describe('the sweep', () => {
  test('finds what no message announced, and publishes the profile', async () => {
    putLog('announced')
    await handle({ Records: [message('1', logKey('announced'))] }, context())
    putLog('missed')
    putLog('missed', '2026-11-21')
    expect(await handle({ sweep: { days: 3 } }, context())).toEqual({
      folded: 2,
      known: 1,
      unreadable: 0,
      failed: [],
      more: false,
      published: [ACCOUNT],
    })
    expect(profileAt(`activity/${ACCOUNT}/profile.json`)?.recordsRead).toBe(3)
    expect(await handle({ sweep: { days: 3 } }, context())).toMatchObject({ folded: 0, known: 3, published: [] })
  })

  test('row 61: a file that came 26 hours late lies under its day of delivery, and is found there', async () => {
    putLog('late', '2026-11-21')
    await handle({ sweep: { days: 1 } }, context())
    expect(profileAt(dayKey('2026-11-21'))?.window.first).toBe(Date.parse('2026-11-20T10:00:00Z'))
  })

  test('days before are left alone, unless asked for', async () => {
    putLog('old', '2026-11-18')
    expect(await handle({ sweep: { days: 3 } }, context())).toMatchObject({ folded: 0 })
    expect(await handle({ sweep: { from: '2026-11-01', to: '2026-11-18' } }, context())).toMatchObject({ folded: 1 })
  })

  test('row 72: when the time is over it says that there is more, and the next goes on', async () => {
    for (let at = 0; at < 30; at += 1) putLog(`log-${at}`)
    let looks = 0
    const hurried = context(() => ((looks += 1) > 34 ? 1_000 : 600_000))
    const first = await handle({ sweep: { days: 3 } }, hurried)
    expect(first).toMatchObject({ more: true, published: [] })
    expect(first.folded).toBeGreaterThan(0)
    expect(first.folded).toBeLessThan(30)
    const second = await handle({ sweep: { days: 3 } }, context())
    expect(first.folded + second.folded).toBe(30)
    expect(second).toMatchObject({ more: false, published: [ACCOUNT] })
  })
})
