import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns'
import { CreateQueueCommand, GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'

interface Digest {
  readonly kind: string
  readonly accounts: object
  readonly across: Readonly<Record<'new' | 'resolved', readonly { ruleId: string; subject: { name: string } }[]>>
  readonly inAccounts: { readonly new: readonly { account: string }[] }
  readonly notAudited: readonly { reason: string; accounts: readonly string[] }[]
}

export interface FindingsTopic {
  readonly topicArn: string
  /** The messages since it was asked last. */
  readonly receive: () => Promise<readonly { readonly subject: string; readonly body: Digest }[]>
}

/** A topic with a queue that hears all that is published. */
export const makeFindingsTopic = async (): Promise<FindingsTopic> => {
  const sns = new SNSClient({})
  const sqs = new SQSClient({})
  const { TopicArn: topicArn = '' } = await sns.send(new CreateTopicCommand({ Name: 'credaudit' }))
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'credaudit' }))
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }))
  await sns.send(new SubscribeCommand({ TopicArn: topicArn, Protocol: 'sqs', Endpoint: Attributes?.['QueueArn'] }))
  const receive = async () => {
    // Hidden for longer than any test lasts, so that none is read twice.
    const command = new ReceiveMessageCommand({
      QueueUrl,
      WaitTimeSeconds: 1,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 3_600,
    })
    const { Messages = [] } = await sqs.send(command)
    return Messages.map(({ Body }) => {
      const { Subject, Message } = JSON.parse(Body ?? '{}') as { Subject: string; Message: string }
      return { subject: Subject, body: JSON.parse(Message) as Digest }
    })
  }
  return { topicArn, receive }
}
