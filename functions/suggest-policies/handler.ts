import { S3Client } from '@aws-sdk/client-s3'
import { SNSClient } from '@aws-sdk/client-sns'
import { STSClient } from '@aws-sdk/client-sts'
import { MetricUnit } from '@aws-lambda-powertools/metrics'
import { readEnvironment } from '#functions/_lambda/environment.ts'
import { lambda, logger, metrics } from '#functions/_lambda/lambda.ts'
import { readConfiguration } from '#functions/_lambda/settings-from-bucket.ts'
import { readCaller } from '#shared/clients/caller.ts'
import { awsChecksOf } from '#shared/clients/policy-checks/aws-checks.ts'
import { systemClock } from '#shared/clients/clock.ts'
import { parseSuggestRequest } from './request.ts'
import { type AccountSuggestions, suggestOne, type SuggestTools } from './suggest-one.ts'

const environment = readEnvironment()
const s3 = new S3Client({})
const sns = new SNSClient({})
const sts = new STSClient({})
const aws = environment.checksPolicies ? awsChecksOf({ region: environment.region }) : undefined

/** Of the fifteen minutes of an invocation: what is left is for suggesting and writing. */
const CHECKS_MS = 600_000

export interface SuggestAnswer {
  readonly suggested: readonly AccountSuggestions[]
  readonly notSuggested: readonly { readonly account: string; readonly reason: string }[]
}

const work = async (event: unknown): Promise<SuggestAnswer> => {
  const request = parseSuggestRequest(event)
  const configuration = await readConfiguration(s3, environment)
  const until = new Date(systemClock.now().getTime() + CHECKS_MS)
  const checks = aws && { aws, until }
  const tools: SuggestTools = { environment, s3, sns, clock: systemClock, configuration, checks }
  const suggested: AccountSuggestions[] = []
  const notSuggested: { account: string; reason: string }[] = []
  for (const account of request.accounts ?? [(await readCaller(sts)).accountId]) {
    try {
      suggested.push(await suggestOne(tools, account, request))
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      logger.error('Nothing was suggested for an account.', { account, error: reason })
      notSuggested.push({ account, reason })
    }
  }
  metrics.addMetric('AccountsSuggested', MetricUnit.Count, suggested.length)
  metrics.addMetric('AccountsNotSuggested', MetricUnit.Count, notSuggested.length)
  // Alone, a failure is the invocation's: Lambda tries again, then the dead-letter queue and its alarm have it.
  if (suggested.length === 0 && notSuggested[0] !== undefined) throw new Error(notSuggested[0].reason)
  return { suggested, notSuggested }
}

export const handler = lambda(work)
