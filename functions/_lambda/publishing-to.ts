import type { SNSClient } from '@aws-sdk/client-sns'
import { publishToTopic } from '#shared/clients/topic.ts'
import type { OutgoingMessage } from '#shared/findings/account-state.ts'

/** Sends what a job has to tell, one message for each protocol, to the topic. */
export const publishingTo =
  (sns: SNSClient, topicArn: string) =>
  async ({ subject, message, attributes }: OutgoingMessage): Promise<void> => {
    const named = new Map(Object.entries(attributes))
    await publishToTopic(sns, { topicArn, subject, message, structure: 'json', attributes: named })
  }
