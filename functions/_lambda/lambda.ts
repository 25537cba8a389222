import { Logger } from '@aws-lambda-powertools/logger'
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware'
import { Metrics } from '@aws-lambda-powertools/metrics'
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware'
import middy from '@middy/core'
import type { Context } from 'aws-lambda'

export const logger = new Logger({ serviceName: 'credaudit' })
export const metrics = new Metrics({ namespace: 'credaudit', serviceName: 'credaudit' })

/** The one chain of every function: context in each log line, metrics flushed, the error logged once and thrown on to Lambda's retries. */
export const lambda = <Answer>(work: (event: unknown, context: Context) => Promise<Answer>) =>
  middy<unknown, Answer>()
    .use(injectLambdaContext(logger, { clearState: true }))
    .use(logMetrics(metrics, { captureColdStartMetric: true }))
    .onError(({ error }) => {
      logger.error('The invocation failed.', error ?? new Error('unknown error'))
    })
    .handler(work)
