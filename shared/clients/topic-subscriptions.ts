import { GetTopicAttributesCommand } from '@aws-sdk/client-sns'
import type { SNSClient } from '@aws-sdk/client-sns'
import { AwsCallError, failureOf } from './failure.ts'

export const actions = ['sns:GetTopicAttributes']

export interface TopicSubscriptions {
  readonly confirmed: number
  /** Asked and not confirmed; an e-mail address that SNS has given up falls back to it as well. */
  readonly pending: number
}

const countOf = (text: string | undefined): number => {
  const count = Number(text ?? 0)
  return Number.isInteger(count) && count >= 0 ? count : 0
}

/** Who of the subscribers hears nothing: nobody else tells that a mail address was dropped. */
export const readTopicSubscriptions = async (sns: SNSClient, topicArn: string): Promise<TopicSubscriptions> => {
  const { Attributes = {} } = await sns
    .send(new GetTopicAttributesCommand({ TopicArn: topicArn }))
    .catch((error: unknown) => {
      const failure = failureOf(error)
      throw new AwsCallError(failure, `${topicArn} did not tell its subscriptions (${failure.code}): ${failure.reason}`)
    })
  return {
    confirmed: countOf(Attributes['SubscriptionsConfirmed']),
    pending: countOf(Attributes['SubscriptionsPending']),
  }
}
