import { SendMessageCommand } from '@aws-sdk/client-sqs'
import type { SQSClient } from '@aws-sdk/client-sqs'
import { AwsCallError, failureOf } from './failure.ts'

export const actions = ['sqs:SendMessage', 'kms:GenerateDataKey', 'kms:Decrypt']

/** Hands over what no retry can help, with the reason; the queue's alarm calls somebody. */
export const sendToDeadLetters = async (
  sqs: SQSClient,
  queueUrl: string,
  { body, reason }: { readonly body: string; readonly reason: string },
): Promise<void> => {
  const command = new SendMessageCommand({
    QueueUrl: queueUrl,
    MessageBody: body,
    MessageAttributes: { reason: { DataType: 'String', StringValue: reason.slice(0, 500) } },
  })
  await sqs.send(command).catch((error: unknown) => {
    const failure = failureOf(error)
    throw new AwsCallError(failure, `The dead-letter queue took nothing (${failure.code}): ${failure.reason}`)
  })
}
