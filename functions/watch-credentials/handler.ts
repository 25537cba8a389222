import { MetricUnit } from '@aws-lambda-powertools/metrics'
import { S3Client } from '@aws-sdk/client-s3'
import { SNSClient } from '@aws-sdk/client-sns'
import type { Context } from 'aws-lambda'
import { readEnvironment } from '#functions/_lambda/environment.ts'
import { lambda, logger, metrics } from '#functions/_lambda/lambda.ts'
import { readConfiguration, readExceptions } from '#functions/_lambda/settings-from-bucket.ts'
import { publishingTo } from '#functions/_lambda/publishing-to.ts'
import { systemClock } from '#shared/clients/clock.ts'
import { stateBucket } from '#shared/clients/state-bucket.ts'
import type { JsonValue } from '#shared/facts/json.ts'
import { watchEvent, type Watched } from '#shared/jobs/alerts/watch.ts'

const environment = readEnvironment()
const s3 = new S3Client({})
const sns = new SNSClient({})

const partitionOfFunction = ({ invokedFunctionArn }: Context): string => invokedFunctionArn.split(':')[1] ?? 'aws'

/** One event of EventBridge; a failure is Lambda's to repeat, and the daily audit sees what was lost all the same. */
const work = async (event: unknown, context: Context): Promise<Watched> => {
  const now = systemClock.now()
  const watched = await watchEvent(
    // EventBridge delivers JSON; every field is looked at before it is used.
    event as JsonValue,
    {
      now,
      partition: partitionOfFunction(context),
      environment: environment.environmentName,
      configuration: await readConfiguration(s3, environment),
      exceptions: await readExceptions(s3, environment, now),
      store: stateBucket(s3, environment.bucket, 'state/alerts/'),
      publish: publishingTo(sns, environment.topicArn),
    },
  )
  logger.info('An event was watched.', { watched })
  metrics.addMetric('AlertsSent', MetricUnit.Count, watched.state === 'sent' ? 1 : 0)
  return watched
}

export const handler = lambda(work)
