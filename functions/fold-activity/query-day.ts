import { createHash } from 'node:crypto'
import { AthenaClient } from '@aws-sdk/client-athena'
import type { S3Client } from '@aws-sdk/client-s3'
import { DAY_QUERY, parametersOf, type QueriedDay, RESULT_COLUMNS } from '#shared/activity/trail-table/day-query.ts'
import { readResult } from '#shared/clients/athena/read-result.ts'
import { type QueryTools, runQuery } from '#shared/clients/athena/run-query.ts'
import { foldQueriedDay, type QueriedDayReport, type QueriedDayTools } from '#shared/jobs/fold-queried-day.ts'
import { costInWords, queryCost } from '#shared/jobs/query-cost.ts'

/** Loaded with this file only where a stack asks Athena. */
const athena = new AthenaClient({})

export interface TableTools extends Omit<QueryTools, 'athena'> {
  readonly s3: S3Client
  readonly database: string
  readonly workGroup: string
  readonly usdPerTerabyte: number
  /** This invocation's: a repeated call within it finds the query that it has begun, and the next invocation begins another. */
  readonly invocation: string
  /** Told for each query, also for one that failed. */
  readonly paid: (scannedBytes: number, words: string) => void
}

export interface QueriedDayAnswer extends QueriedDayReport {
  readonly scannedBytes: number
  readonly usd: number
}

/** Its name is the reason's code: by that the state machine knows that asking again would only be paid for again. */
class QueryError extends Error {
  constructor(code: string, message: string) {
    super(message)
    this.name = code
  }
}

const tokenOf = (asked: QueriedDay, invocation: string): string =>
  createHash('sha256')
    .update(JSON.stringify([DAY_QUERY, asked, invocation]))
    .digest('hex')

/** One day of some accounts by Athena. Throws when the query failed: the days stay as they were, holes included. */
export const queryDay = async (
  tools: QueriedDayTools,
  table: TableTools,
  asked: QueriedDay,
): Promise<QueriedDayAnswer> => {
  const { s3, database, workGroup, usdPerTerabyte, invocation, paid } = table
  const outcome = await runQuery(
    { ...table, athena },
    {
      sql: DAY_QUERY,
      parameters: parametersOf(asked),
      database,
      workGroup,
      token: tokenOf(asked, invocation),
    },
  )
  const { scannedBytes } = outcome
  const words = costInWords(scannedBytes, usdPerTerabyte)
  paid(scannedBytes, words)
  if (outcome.state === 'failed') {
    const { code, reason } = outcome.failure
    throw new QueryError(
      code,
      `The query for ${asked.accounts.length} accounts on ${asked.day} failed (${code}: ${reason.replace(/\.$/, '')}). Their activity of that day is not kept, and no rule counts it as seen; ${words}.`,
    )
  }
  const report = await foldQueriedDay(tools, asked, readResult(s3, outcome.result, RESULT_COLUMNS))
  return { ...report, scannedBytes, usd: queryCost(scannedBytes, usdPerTerabyte) }
}
