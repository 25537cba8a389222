import type { SNSClient } from '@aws-sdk/client-sns'
import { MetricUnit } from '@aws-lambda-powertools/metrics'
import { logger, metrics } from '#functions/_lambda/lambda.ts'
import { failureOf } from '#shared/clients/failure.ts'
import { readTopicSubscriptions } from '#shared/clients/topic-subscriptions.ts'
import type { AccountAnswer } from './audit-one.ts'

const sum = (answers: readonly AccountAnswer[], count: (answer: AccountAnswer) => number): number =>
  answers.reduce((total, answer) => total + count(answer), 0)

/** What the alarms and the dashboard stand on (infra/alarms.yml, docs/operations.md). */
export const measureAudit = (audited: readonly AccountAnswer[], notAudited: number): void => {
  metrics.addMetric('AccountsAudited', MetricUnit.Count, audited.length)
  metrics.addMetric('AccountsNotAudited', MetricUnit.Count, notAudited)
  metrics.addMetric(
    'ChecksNotAssessed',
    MetricUnit.Count,
    sum(audited, ({ summary }) => summary.notAssessed),
  )
  metrics.addMetric(
    'ChecksNewlyNotAssessed',
    MetricUnit.Count,
    sum(audited, ({ newlyNotAssessed = 0 }) => newlyNotAssessed),
  )
  for (const severity of ['critical', 'high'] as const) {
    const name = severity === 'critical' ? 'CriticalFindings' : 'HighFindings'
    metrics.addMetric(
      name,
      MetricUnit.Count,
      sum(audited, ({ summary }) => summary.findings[severity]),
    )
  }
  const notInSecurityHub = audited.flatMap(({ notInSecurityHub: refused = [] }) => refused)
  metrics.addMetric('FindingsNotInSecurityHub', MetricUnit.Count, notInSecurityHub.length)
  if (notInSecurityHub.length > 0)
    logger.error('Security Hub did not take every finding.', { findings: notInSecurityHub.slice(0, 100) })
}

/** SNS drops a mail address that takes too many messages, and says so to nobody. A failure here costs the number and nothing else. */
export const measureSubscriptions = async (sns: SNSClient, topicArn: string): Promise<void> => {
  try {
    const { confirmed, pending } = await readTopicSubscriptions(sns, topicArn)
    metrics.addMetric('SubscriptionsConfirmed', MetricUnit.Count, confirmed)
    metrics.addMetric('SubscriptionsPending', MetricUnit.Count, pending)
  } catch (error) {
    logger.warn('The subscriptions of the topic could not be counted.', { reason: failureOf(error).reason })
  }
}
