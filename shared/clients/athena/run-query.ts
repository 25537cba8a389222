import { GetQueryExecutionCommand, StartQueryExecutionCommand, StopQueryExecutionCommand } from '@aws-sdk/client-athena'
import type { AthenaClient, QueryExecution } from '@aws-sdk/client-athena'
import { backOff } from '../back-off.ts'
import type { Clock } from '../clock.ts'
import { AwsCallError, type Failure, failureOf, isTransient } from '../failure.ts'

// Athena reads the table's definition and writes the result as whoever asks (user guide, "Fine-grained access to databases and tables").
export const actions = [
  'athena:StartQueryExecution',
  'athena:GetQueryExecution',
  'athena:StopQueryExecution',
  'glue:GetDatabase',
  'glue:GetTable',
  's3:GetBucketLocation',
  's3:PutObject',
  's3:AbortMultipartUpload',
  's3:ListMultipartUploadParts',
]

export interface Query {
  readonly sql: string
  /** SQL literals for the placeholders, in order. */
  readonly parameters: readonly string[]
  readonly database: string
  readonly workGroup: string
  /** 32 to 128 characters: asked again with the same one, Athena answers with the query that it has begun, and begins none. */
  readonly token: string
}

export interface QueryTools {
  readonly athena: AthenaClient
  readonly clock: Clock
  readonly random: () => number
  /** A query that is not done by then is stopped: whoever waits no longer must not go on paying. */
  readonly end: Date
}

export type QueryOutcome =
  | {
      readonly state: 'succeeded'
      readonly result: { readonly bucket: string; readonly key: string }
      readonly scannedBytes: number
    }
  /** Also a query that failed has been paid for. */
  | { readonly state: 'failed'; readonly failure: Failure; readonly scannedBytes: number }

/** Starts a query and waits for its end. Nothing is thrown: what went wrong is told with its reason. */
export const runQuery = async (tools: QueryTools, query: Query): Promise<QueryOutcome> => {
  const started = await patiently(tools, () => start(tools.athena, query))
  if ('failure' in started) return { state: 'failed', failure: started.failure, scannedBytes: 0 }
  return waitFor(tools, started.value)
}

const start = async (athena: AthenaClient, query: Query): Promise<string> => {
  const command = new StartQueryExecutionCommand({
    QueryString: query.sql,
    ExecutionParameters: [...query.parameters],
    QueryExecutionContext: { Database: query.database },
    WorkGroup: query.workGroup,
    ClientRequestToken: query.token,
  })
  const { QueryExecutionId: id } = await athena.send(command)
  if (id === undefined) throw new AwsCallError({ code: 'NoQuery', reason: '' }, 'Athena gave the query no id.')
  return id
}

type Tried<Value> = { readonly value: Value } | { readonly failure: Failure }

/** Running and queued queries of all workgroups share one quota, above which Athena says TooManyRequests (service quotas): then later. */
const patiently = async <Value>(tools: QueryTools, call: () => Promise<Value>): Promise<Tried<Value>> => {
  const wait = backOff(tools)
  for (;;) {
    try {
      return { value: await call() }
    } catch (error) {
      const failure = failureOf(error)
      if (!isTransient(failure) || !(await wait())) return { failure }
    }
  }
}

const waitFor = async (tools: QueryTools, id: string): Promise<QueryOutcome> => {
  const wait = backOff(tools)
  for (;;) {
    const asked = await patiently(tools, () =>
      tools.athena.send(new GetQueryExecutionCommand({ QueryExecutionId: id })),
    )
    if ('failure' in asked) return { state: 'failed', failure: asked.failure, scannedBytes: 0 }
    const outcome = outcomeOf(asked.value.QueryExecution)
    if (outcome) return outcome
    if (!(await wait())) return stop(tools, id)
  }
}

/** Undefined: queued or running. */
const outcomeOf = (execution: QueryExecution | undefined): QueryOutcome | undefined => {
  const scannedBytes = execution?.Statistics?.DataScannedInBytes ?? 0
  const { State, StateChangeReason, AthenaError } = execution?.Status ?? {}
  if (State === 'FAILED' || State === 'CANCELLED') {
    const words = AthenaError?.ErrorMessage ?? StateChangeReason ?? 'Athena gave no reason.'
    const code = State === 'FAILED' ? 'QueryFailed' : 'QueryCancelled'
    return { state: 'failed', failure: failureOf(new AwsCallError({ code, reason: words }, words)), scannedBytes }
  }
  if (State !== 'SUCCEEDED') return undefined
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(execution?.ResultConfiguration?.OutputLocation ?? '') ?? []
  if (bucket === undefined || key === undefined) {
    const failure = { code: 'NoResult', reason: 'Athena did not say where the result is.' }
    return { state: 'failed', failure, scannedBytes }
  }
  return { state: 'succeeded', result: { bucket, key }, scannedBytes }
}

const stop = async ({ athena }: QueryTools, id: string): Promise<QueryOutcome> => {
  const failure = { code: 'QueryTooLong', reason: `Query ${id} was not done when the time was over.` }
  try {
    await athena.send(new StopQueryExecutionCommand({ QueryExecutionId: id }))
    return { state: 'failed', failure: { ...failure, reason: `${failure.reason} It was stopped.` }, scannedBytes: 0 }
  } catch (error) {
    const { code } = failureOf(error)
    const reason = `${failure.reason} It could not be stopped (${code}) and may still be paid for.`
    return { state: 'failed', failure: { ...failure, reason }, scannedBytes: 0 }
  }
}
