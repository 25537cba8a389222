import { MetricUnit } from '@aws-lambda-powertools/metrics'
import { S3Client } from '@aws-sdk/client-s3'
import type { Context, SQSBatchResponse } from 'aws-lambda'
import { readTrailEnvironment } from '#functions/_lambda/trail-environment.ts'
import { lambda, logger, metrics } from '#functions/_lambda/lambda.ts'
import type { QueriedDay } from '#shared/activity/trail-table/day-query.ts'
import { catalogueVersion } from '#shared/catalogue/actions.ts'
import { requestsOf } from '#shared/catalogue/requests-of.ts'
import { systemClock } from '#shared/clients/clock.ts'
import { readObject } from '#shared/clients/evidence-bucket.ts'
import { profileBucket } from '#shared/clients/profile-bucket.ts'
import type { FoldTools } from '#shared/jobs/fold-activity.ts'
import { publishProfile } from '#shared/jobs/publish-profile.ts'
import { foldMessages } from './fold-messages.ts'
import type { QueriedDayAnswer } from './query-day.ts'
import { type FoldRequest, parseFoldRequest, type Plan, type QueuedMessage, type Sweep } from './request.ts'
import { type SweepReport, type SweptTrail, sweepTrail } from './sweep-trail.ts'
import { type PlanAnswer, writePlan } from './write-plan.ts'

const environment = readTrailEnvironment()
const s3 = new S3Client({})
const store = profileBucket(s3, environment.bucket)

/** No log file is begun with less time left: what was folded has to be written, and another run goes on. */
const RESERVED_MS = 30_000
/** For the result of a query, and for what it did not show: a query has to end before. */
const RESERVED_FOR_RESULT_MS = 180_000
/** CloudTrail's files have at most 50 MB. */
const LARGEST_LOG = 128 * 1024 * 1024
const PAUSE_MS = 250
/** Days of which the published profile is made: a quarter and what belongs to its edges. */
const WINDOW_DAYS = 120

export interface PublishAnswer {
  readonly published: readonly string[]
  /** What to ask next when the time was over, as whatever is done is known; absent when all is done. */
  readonly next?: object
}

export interface SweepAnswer extends SweepReport, PublishAnswer {}

export interface AthenaAnswer extends SweepReport {
  readonly query: QueriedDayAnswer
  readonly next?: object
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

const trailAt = (now: Date): SweptTrail => ({
  s3,
  bucket: environment.trailBucket,
  prefix: environment.trailPrefix,
  now,
})

const sweepAndCount = async (tools: FoldTools, sweep: Sweep, now: Date): Promise<SweepReport> => {
  const report = await sweepTrail(tools, trailAt(now), sweep)
  for (const { object, reason } of report.failed) logger.warn('A log file could not be folded.', { object, reason })
  count(report.folded, report.unreadable, report.failed.length)
  return report
}

const answerSweep = async (tools: FoldTools, sweep: Sweep): Promise<SweepAnswer> => {
  const now = systemClock.now()
  const report = await sweepAndCount(tools, sweep, now)
  if (sweep.publish === false) return { ...report, published: [], ...(report.more ? { next: { sweep } } : {}) }
  const { published, next } = await answerPublish(tools, await store.accounts(), now)
  const more = report.more || next !== undefined
  return { ...report, more, published, ...(more ? { next: { sweep } } : {}) }
}

const answerPublish = async (
  tools: FoldTools,
  accounts: readonly string[],
  now = systemClock.now(),
): Promise<PublishAnswer> => {
  const published: string[] = []
  let done = 0
  for (const account of accounts) {
    if (!tools.hasTime()) break
    done += 1
    if ((await publishProfile(store, account, { now, windowDays: WINDOW_DAYS })) === 'published')
      published.push(account)
  }
  metrics.addMetric('ProfilesPublished', MetricUnit.Count, published.length)
  const left = accounts.slice(done)
  return { published, ...(left.length > 0 ? { next: { publish: { accounts: left } } } : {}) }
}

/** What the table did not show (a Region that it does not know, a file without records) is then folded from the files. */
const answerAthena = async (tools: FoldTools, asked: QueriedDay, context: Context): Promise<AthenaAnswer> => {
  if (environment.athena === undefined)
    throw new Error('The stack has no table for Athena; deploy it with --param="activitySource=athena".')
  const now = systemClock.now()
  const { queryDay } = await import('./query-day.ts')
  const query = await queryDay(
    tools,
    {
      ...environment.athena,
      s3,
      clock: systemClock,
      random: Math.random,
      end: new Date(now.getTime() + context.getRemainingTimeInMillis() - RESERVED_FOR_RESULT_MS),
      invocation: context.awsRequestId,
      paid: (scannedBytes, words) => {
        metrics.addMetric('AthenaBytesScanned', MetricUnit.Bytes, scannedBytes)
        logger.info(`Athena: ${words}.`, { day: asked.day, accounts: asked.accounts.length })
      },
    },
    asked,
  )
  const rest: Sweep = { from: asked.day, to: asked.day, accounts: asked.accounts, publish: false }
  const report = await sweepAndCount(tools, rest, now)
  return { ...report, query, ...(report.more ? { next: { sweep: rest } } : {}) }
}

const answerPlan = async (plan: Plan): Promise<PlanAnswer> => {
  const answer = await writePlan(environment.bucket, trailAt(systemClock.now()), plan)
  metrics.addMetric('BackfillSharesPlanned', MetricUnit.Count, answer.count)
  return answer
}

const answerTo = (request: Exclude<FoldRequest, { kind: 'messages' }>, context: Context): Promise<FoldAnswer> => {
  const tools = toolsFor(context)
  switch (request.kind) {
    case 'sweep':
      return answerSweep(tools, request.sweep)
    case 'athena':
      return answerAthena(tools, request.athena, context)
    case 'plan':
      return answerPlan(request.plan)
    case 'publish':
      return answerPublish(tools, request.publish.accounts)
  }
}

type FoldAnswer = SweepAnswer | AthenaAnswer | PlanAnswer | PublishAnswer

const work = (event: unknown, context: Context): Promise<SQSBatchResponse | FoldAnswer> => {
  const request = parseFoldRequest(event)
  return request.kind === 'messages' ? answerMessages(toolsFor(context), request.messages) : answerTo(request, context)
}

export const handler = lambda(work)
