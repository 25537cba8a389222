import { GetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns'
import { mockClient } from 'aws-sdk-client-mock'
import { expect, test } from 'vitest'
import { readTopicSubscriptions } from '#shared/clients/topic-subscriptions.ts'
import { awsError } from './mocked-clients.ts'

const topicArn = 'arn:aws:sns:eu-central-1:123456789012:findings'
const start = () => {
  const sns = new SNSClient({ region: 'eu-central-1' })
  return { sns, mock: mockClient(sns) }
}

test.each([
  [
    { SubscriptionsConfirmed: '2', SubscriptionsPending: '1' },
    { confirmed: 2, pending: 1 },
  ],
  [{}, { confirmed: 0, pending: 0 }],
  [{ SubscriptionsPending: 'x' }, { confirmed: 0, pending: 0 }],
])('%j', async (Attributes, counted) => {
  const { sns, mock } = start()
  mock.on(GetTopicAttributesCommand).resolves({ Attributes })
  expect(await readTopicSubscriptions(sns, topicArn)).toEqual(counted)
})
test('a refusal says which topic and why', async () => {
  const { sns, mock } = start()
  mock.on(GetTopicAttributesCommand).rejects(awsError('AuthorizationError', 'no'))
  await expect(readTopicSubscriptions(sns, topicArn)).rejects.toThrow(`${topicArn} did not tell its subscriptions`)
})
