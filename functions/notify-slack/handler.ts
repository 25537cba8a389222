import { MetricUnit } from '@aws-lambda-powertools/metrics'
import { S3Client } from '@aws-sdk/client-s3'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SQSClient } from '@aws-sdk/client-sqs'
import { SSMClient } from '@aws-sdk/client-ssm'
import type { Context } from 'aws-lambda'
import * as z from 'zod/mini'
import { lambda, logger, metrics } from '#functions/_lambda/lambda.ts'
import { readSlackEnvironment } from '#functions/_lambda/slack-environment.ts'
import { systemClock } from '#shared/clients/clock.ts'
import { sendToDeadLetters } from '#shared/clients/dead-letter-queue.ts'
import { readSecret } from '#shared/clients/secret.ts'
import { stateBucket } from '#shared/clients/state-bucket.ts'
import { deliver, type Delivery, type DeliveryTools } from './deliver.ts'
import { parseSlackSecret } from '#shared/clients/slack-secret.ts'
import { type HttpsAnswer, type HttpsRequest, httpsRequestOf } from './https-request.ts'
import { receiveByHttps } from './receive-by-https.ts'

const environment = readSlackEnvironment()
const s3 = new S3Client({})
const sqs = new SQSClient({})
const secretClients = { secretsManager: () => new SecretsManagerClient({}), ssm: () => new SSMClient({}) }

const RESERVED_MS = 5_000
/** SNS waits fifteen seconds for an endpoint's answer (SNS developer guide, "HTTP/HTTPS delivery"). */
const HTTPS_MS = 12_000

const eventSchema = z.object({
  Records: z.array(z.object({ Sns: z.object({ Message: z.string(), Subject: z.nullish(z.string()) }) })),
})

const store = stateBucket(s3, environment.bucket, 'state/slack/')

const toolsOf = async (milliseconds: number): Promise<DeliveryTools> => ({
  // Read on each start of work, so that a new secret needs no new deployment.
  target: parseSlackSecret(await readSecret(environment.secret, secretClients)),
  store,
  toDeadLetters: (letter) => sendToDeadLetters(sqs, environment.deadLetterQueueUrl, letter),
  fetch: globalThis.fetch,
  clock: systemClock,
  deadline: new Date(systemClock.now().getTime() + milliseconds),
})

const measure = (deliveries: readonly Delivery[]): void => {
  const dead = deliveries.filter((delivery) => delivery === 'dead letter').length
  metrics.addMetric('SlackMessagesRefused', MetricUnit.Count, dead)
  if (dead > 0) logger.error('Slack refused a message for good; it waits in the dead-letter queue with the reason.')
}

const answerHttps = (request: HttpsRequest): Promise<HttpsAnswer> =>
  receiveByHttps(request, {
    topics: environment.httpsTopics,
    now: systemClock.now(),
    fetch: globalThis.fetch,
    store,
    log: (sentence) => logger.info(sentence),
    deliver: async (message) => {
      const delivery = await deliver(message, await toolsOf(HTTPS_MS))
      measure([delivery])
      return delivery
    },
  })

/** Subscribed to the topic. A failure that may pass is Lambda's to repeat; then the dead-letter queue has the event. */
const work = async (event: unknown, context: Context): Promise<readonly Delivery[] | HttpsAnswer> => {
  const request = httpsRequestOf(event)
  if (request !== undefined) return answerHttps(request)
  const { Records } = eventSchema.parse(event)
  const tools = await toolsOf(context.getRemainingTimeInMillis() - RESERVED_MS)
  const deliveries: Delivery[] = []
  for (const { Sns } of Records)
    deliveries.push(await deliver({ text: Sns.Message, subject: Sns.Subject ?? undefined }, tools))
  measure(deliveries)
  return deliveries
}

export const handler = lambda(work)
