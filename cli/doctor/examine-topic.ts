import { SNSClient } from '@aws-sdk/client-sns'
import { clientConfigurationOf } from '#shared/clients/audit-clients.ts'
import { readTopicSubscriptions } from '#shared/clients/topic-subscriptions.ts'
import { publishToTopic } from '#shared/clients/topic.ts'
import { subscriptionsCheck } from '#shared/jobs/doctor/topic-checks.ts'
import type { DoctorCheck } from '#shared/reports/doctor-document.ts'
import { credentialsFrom, type CredentialOptions, regionFrom } from '../live-account.ts'

export const TEST_MESSAGE =
  'A test message of `credaudit doctor`. If you can read it, this way works; nothing is wrong with your account because of it.'

const wrong = (name: string, error: unknown): DoctorCheck => ({
  area: 'topic',
  name,
  state: 'wrong',
  words: error instanceof Error ? error.message : 'It failed without words.',
})

/** The topic's Region is in its ARN. */
const regionOf = (topicArn: string): string | undefined => topicArn.split(':')[3]

/** Who is subscribed, and with `sends` a message that they should then get. */
export const examineTopic = async (
  topicArn: string,
  options: CredentialOptions,
  sends: boolean,
): Promise<readonly DoctorCheck[]> => {
  const region = regionOf(topicArn) ?? regionFrom(options)
  const sns = new SNSClient(
    clientConfigurationOf({ region, credentials: credentialsFrom(options, region), maxAttempts: 3 }),
  )
  const subscriptions = await readTopicSubscriptions(sns, topicArn).then(
    (counted) => subscriptionsCheck(topicArn, counted),
    (error: unknown) => wrong(topicArn, error),
  )
  if (!sends) return [subscriptions]
  const name = 'test message'
  const sent = await publishToTopic(sns, { topicArn, subject: 'credaudit: test message', message: TEST_MESSAGE }).then(
    (id): DoctorCheck => ({
      area: 'topic',
      name,
      state: 'well',
      words: `Published as ${id}; look whether it arrives.`,
    }),
    (error: unknown) => wrong(name, error),
  )
  return [subscriptions, sent]
}
