import { MetricUnit } from '@aws-lambda-powertools/metrics'
import { S3Client } from '@aws-sdk/client-s3'
import type { Context, SQSBatchResponse } from 'aws-lambda'
import { readTrailEnvironment } from '#functions/_lambda/trail-environment.ts'
import { lambda, logger, metrics } from '#functions/_lambda/lambda.ts'
import { catalogueVersion } from '#shared/catalogue/actions.ts'
import { requestsOf } from '#shared/catalogue/requests-of.ts'
import { systemClock } from '#shared/clients/clock.ts'
import { readObject } from '#shared/clients/evidence-bucket.ts'
import { profileBucket } from '#shared/clients/profile-bucket.ts'
import type { FoldTools } from '#shared/jobs/fold-activity.ts'
import { publishProfile } from '#shared/jobs/publish-profile.ts'
import { foldMessages } from './fold-messages.ts'
import { parseFoldRequest, type QueuedMessage, type Sweep } from './request.ts'
import { type SweepReport, sweepTrail } from './sweep-trail.ts'

const environment = readTrailEnvironment()
const s3 = new S3Client({})
const store = profileBucket(s3, environment.bucket)

/** No log file is begun with less time left: what was folded has to be written, and another run goes on. */
const RESERVED_MS = 30_000
/** CloudTrail's files have at most 50 MB. */
const LARGEST_LOG = 128 * 1024 * 1024
const PAUSE_MS = 250
/** Days of which the published profile is made: a quarter and what belongs to its edges. */
const WINDOW_DAYS = 120

export interface SweepAnswer extends SweepReport {
  readonly published: readonly string[]
}

const toolsFor = (context: Context): FoldTools => ({
  store,
  requestsOf,
  catalogue: catalogueVersion(),
  readLog: async ({ bucket, key }) => {
    const found = await readObject(s3, { bucket, key }, LARGEST_LOG)
    return found.state === 'absent' ? undefined : found.bytes
  },
  hasTime: () => context.getRemainingTimeInMillis() > RESERVED_MS,
  pause: () => systemClock.sleep(PAUSE_MS),
})

const count = (folded: number, unreadable: number, failed: number): void => {
  metrics.addMetric('LogFilesFolded', MetricUnit.Count, folded)
  metrics.addMetric('LogFilesUnreadable', MetricUnit.Count, unreadable)
  metrics.addMetric('LogFilesFailed', MetricUnit.Count, failed)
}

const answerMessages = async (tools: FoldTools, messages: readonly QueuedMessage[]): Promise<SQSBatchResponse> => {
  const { folded, unreadable, failed } = await foldMessages(tools, messages, environment.trailBucket)
  for (const { messageId, reason } of failed) logger.warn('A message could not be done.', { messageId, reason })
  count(folded, unreadable, failed.length)
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) }
}

const answerSweep = async (tools: FoldTools, sweep: Sweep): Promise<SweepAnswer> => {
  const now = systemClock.now()
  const report = await sweepTrail(
    tools,
    { s3, bucket: environment.trailBucket, prefix: environment.trailPrefix, now },
    sweep,
  )
  for (const { object, reason } of report.failed) logger.warn('A log file could not be folded.', { object, reason })
  count(report.folded, report.unreadable, report.failed.length)
  const published: string[] = []
  let more = report.more
  for (const account of await store.accounts()) {
    if (!tools.hasTime()) {
      more = true
      break
    }
    if ((await publishProfile(store, account, { now, windowDays: WINDOW_DAYS })) === 'published')
      published.push(account)
  }
  return { ...report, more, published }
}

const work = (event: unknown, context: Context): Promise<SQSBatchResponse | SweepAnswer> => {
  const request = parseFoldRequest(event)
  const tools = toolsFor(context)
  return request.kind === 'messages' ? answerMessages(tools, request.messages) : answerSweep(tools, request.sweep)
}

export const handler = lambda(work)
