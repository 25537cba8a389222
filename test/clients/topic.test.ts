import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import { mockClient } from 'aws-sdk-client-mock'
import { describe, expect, it } from 'vitest'
import { TOPIC_MESSAGE_LIMIT, publishToTopic } from '#shared/clients/topic.ts'
import { awsError } from './mocked-clients.ts'

const topicArn = 'arn:aws:sns:eu-central-1:123456789012:findings'
const start = () => {
  const sns = new SNSClient({ region: 'eu-central-1' })
  const mock = mockClient(sns)
  mock.on(PublishCommand).resolves({ MessageId: 'm-1' })
  return { sns, mock }
}

describe('publishToTopic', () => {
  it('publishes one message by protocol with its attributes', async () => {
    const { sns, mock } = start()
    const attributes = new Map([['severity', 'high']])
    const sent = await publishToTopic(sns, {
      topicArn,
      subject: 's',
      message: '{"default":"m"}',
      structure: 'json',
      attributes,
    })
    expect(sent).toBe('m-1')
    expect(mock.commandCalls(PublishCommand)[0]?.args[0].input).toEqual({
      TopicArn: topicArn,
      Subject: 's',
      Message: '{"default":"m"}',
      MessageStructure: 'json',
      MessageAttributes: { severity: { DataType: 'String', StringValue: 'high' } },
    })
  })

  it('sends a list as String.Array, which filter policies match member by member', async () => {
    const { sns, mock } = start()
    const attributes = new Map([['family', ['root', 'policies']]])
    await publishToTopic(sns, { topicArn, subject: 's', message: 'm', attributes })
    expect(mock.commandCalls(PublishCommand)[0]?.args[0].input.MessageAttributes).toEqual({
      family: { DataType: 'String.Array', StringValue: '["root","policies"]' },
    })
  })

  it.each([
    ['ASCII', 'x'.repeat(TOPIC_MESSAGE_LIMIT)],
    ['row 40: four bytes a character', '🔑'.repeat(TOPIC_MESSAGE_LIMIT / 4)],
  ])('counts bytes: %s', async (_, message) => {
    const { sns, mock } = start()
    await publishToTopic(sns, { topicArn, subject: 's', message })
    await expect(publishToTopic(sns, { topicArn, subject: 's', message: `${message}x` })).rejects.toThrow(
      'The message has 262145 bytes; SNS takes 262144. Shorten it before it is sent.',
    )
    expect(mock.commandCalls(PublishCommand)).toHaveLength(1)
  })

  it('counts the attributes too', async () => {
    const { sns } = start()
    const attributes = new Map([['a', 'b']])
    const message = 'x'.repeat(TOPIC_MESSAGE_LIMIT)
    await expect(publishToTopic(sns, { topicArn, subject: 's', message, attributes })).rejects.toThrow(
      'has 262152 bytes',
    )
  })

  it('names the topic that refused', async () => {
    const { sns, mock } = start()
    mock.on(PublishCommand).rejects(awsError('AuthorizationErrorException', 'not authorized'))
    await expect(publishToTopic(sns, { topicArn, subject: 's', message: 'm' })).rejects.toThrow(
      `Nothing was published to ${topicArn} (AuthorizationError): not authorized`,
    )
  })
})
