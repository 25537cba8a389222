import { Buffer } from 'node:buffer'
import { PublishCommand } from '@aws-sdk/client-sns'
import type { SNSClient } from '@aws-sdk/client-sns'
import { AwsCallError, failureOf } from './failure.ts'

// An encrypted topic asks its publishers for the key as well (SNS developer guide, "Key management").
export const actions = ['sns:Publish', 'kms:GenerateDataKey', 'kms:Decrypt']

export interface TopicMessage {
  readonly topicArn: string
  readonly subject: string
  /** The message, or with `structure: 'json'` the object of messages by protocol. */
  readonly message: string
  readonly structure?: 'json'
  /** For filter policies; a list is sent as String.Array, of which a policy may match any member. */
  readonly attributes?: ReadonlyMap<string, string | readonly string[]>
}

/** SNS counts bytes, attributes included. */
export const TOPIC_MESSAGE_LIMIT = 262_144

const attributeOf = (value: string | readonly string[]) =>
  typeof value === 'string'
    ? { DataType: 'String', StringValue: value }
    : { DataType: 'String.Array', StringValue: JSON.stringify(value) }

const sizeOf = ({ message, attributes = new Map() }: TopicMessage): number =>
  [message, ...[...attributes].flatMap(([name, value]) => [name, ...Object.values(attributeOf(value))])]
    .map((text) => Buffer.byteLength(text))
    .reduce((sum, bytes) => sum + bytes, 0)

const attributesOf = (attributes: ReadonlyMap<string, string | readonly string[]>) =>
  Object.fromEntries([...attributes].map(([name, value]) => [name, attributeOf(value)]))

/** Publishes one message and answers its id. */
export const publishToTopic = async (sns: SNSClient, message: TopicMessage): Promise<string> => {
  const bytes = sizeOf(message)
  if (bytes > TOPIC_MESSAGE_LIMIT) {
    const failure = { code: 'MessageTooLong', reason: `The message has ${bytes} bytes` }
    throw new AwsCallError(
      failure,
      `${failure.reason}; SNS takes ${TOPIC_MESSAGE_LIMIT}. Shorten it before it is sent.`,
    )
  }
  const command = new PublishCommand({
    TopicArn: message.topicArn,
    Subject: message.subject,
    Message: message.message,
    ...(message.structure === undefined ? {} : { MessageStructure: message.structure }),
    ...(message.attributes === undefined ? {} : { MessageAttributes: attributesOf(message.attributes) }),
  })
  const { MessageId } = await sns.send(command).catch((error: unknown) => {
    const failure = failureOf(error)
    throw new AwsCallError(failure, `Nothing was published to ${message.topicArn} (${failure.code}): ${failure.reason}`)
  })
  return MessageId ?? ''
}
