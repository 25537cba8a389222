import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns'
import { CreateQueueCommand, GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { invokeHandler } from '#infra/emulator/invoke-handler.ts'
import { startSlack } from '#infra/emulator/slack-server.ts'
import { emulatorVariables, startMoto } from '#infra/emulator/start-moto.ts'

export const BUCKET = 'credaudit-evidence'
export const REGION = 'eu-central-1'
const SECRET = 'credaudit/slack'
const NOTIFY_SLACK = new URL('../../functions/notify-slack/handler.ts', import.meta.url)

/** What SNS puts around a message. */
export interface SnsEnvelope {
  readonly MessageId: string
  readonly TopicArn: string
  readonly Subject?: string
  readonly Message: string
  readonly Timestamp: string
}

const newQueue = async (sqs: SQSClient, QueueName: string) => {
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName }))
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }))
  return { url: QueueUrl, arn: Attributes?.['QueueArn'] ?? '' }
}

/** The stack as far as a message passes through it, in an emulator of AWS, and a server that behaves like Slack. */
export const startDeliveryWorld = async () => {
  const [moto, slack] = await Promise.all([startMoto(), startSlack()])
  const variables: Readonly<Record<string, string>> = { ...emulatorVariables(moto.endpoint), AWS_REGION: REGION }
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = variables
  const settings = { endpoint: moto.endpoint, region: REGION, credentials: { accessKeyId, secretAccessKey } }
  const [sns, sqs] = [new SNSClient(settings), new SQSClient(settings)]
  await new S3Client({ ...settings, forcePathStyle: true }).send(new CreateBucketCommand({ Bucket: BUCKET }))
  const { token: botToken, channel, apiBase } = slack.bot
  await new SecretsManagerClient(settings).send(
    new CreateSecretCommand({ Name: SECRET, SecretString: JSON.stringify({ botToken, channel, apiBase }) }),
  )
  const { TopicArn: topicArn = '' } = await sns.send(new CreateTopicCommand({ Name: 'credaudit-findings' }))
  const [subscribed, deadLetters] = [await newQueue(sqs, 'subscribed'), await newQueue(sqs, 'dead-letters')]
  await sns.send(new SubscribeCommand({ TopicArn: topicArn, Protocol: 'sqs', Endpoint: subscribed.arn }))
  return {
    sns,
    topicArn,
    slack: slack.received,
    /** What the topic has handed to its subscriber since the last time. */
    delivered: async (): Promise<readonly SnsEnvelope[]> => {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: subscribed.url, MaxNumberOfMessages: 10, VisibilityTimeout: 3600 }),
      )
      return Messages.map(({ Body = '{}' }) => JSON.parse(Body) as SnsEnvelope)
    },
    /** The Slack Lambda, with the event that SNS would hand to it. */
    notifySlack: (envelopes: readonly SnsEnvelope[]) =>
      invokeHandler(
        NOTIFY_SLACK,
        { Records: envelopes.map((Sns) => ({ EventSource: 'aws:sns', EventVersion: '1.0', Sns })) },
        { ...variables, EVIDENCE_BUCKET: BUCKET, DEAD_LETTER_QUEUE_URL: deadLetters.url, SLACK_SECRET: SECRET },
      ),
    stop: async () => {
      await slack.stop()
      await moto.stop()
    },
  }
}

export type DeliveryWorld = Awaited<ReturnType<typeof startDeliveryWorld>>
