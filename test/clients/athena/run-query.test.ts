import {
  AthenaClient,
  GetQueryExecutionCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena'
import { mockClient } from 'aws-sdk-client-mock'
import { describe, expect, test } from 'vitest'
import { runQuery } from '#shared/clients/athena/run-query.ts'
import { fakeClock } from '../fake-clock.ts'
import { awsError } from '../mocked-clients.ts'

const query = { sql: 'SELECT ?', parameters: ["'a'"], database: 'trail', workGroup: 'credaudit', token: 'x'.repeat(64) }
const state = (State: 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED', more: object = {}) => ({
  QueryExecution: {
    Status: { State, ...more },
    Statistics: { DataScannedInBytes: 42 },
    ResultConfiguration: { OutputLocation: 's3://results/athena/id.csv' },
  },
})

const begin = () => {
  const athena = new AthenaClient({ region: 'eu-central-1', credentials: { accessKeyId: 'x', secretAccessKey: 'x' } })
  const mock = mockClient(athena)
  mock.on(StartQueryExecutionCommand).resolves({ QueryExecutionId: 'id' })
  mock.on(StopQueryExecutionCommand).resolves({})
  const clock = fakeClock()
  const run = () => runQuery({ athena, clock, random: () => 1, end: new Date('2026-11-20T06:01:00Z') }, query)
  return { mock, clock, run }
}

describe('runQuery', () => {
  test('binds parameters, names its token, waits, and says where the result is', async () => {
    const { mock, clock, run } = begin()
    mock
      .on(GetQueryExecutionCommand)
      .resolvesOnce(state('QUEUED'))
      .resolvesOnce(state('RUNNING'))
      .resolves(state('SUCCEEDED'))
    expect(await run()).toEqual({
      state: 'succeeded',
      result: { bucket: 'results', key: 'athena/id.csv' },
      scannedBytes: 42,
    })
    expect(mock.commandCalls(StartQueryExecutionCommand)[0]?.args[0].input).toEqual({
      QueryString: 'SELECT ?',
      ExecutionParameters: ["'a'"],
      QueryExecutionContext: { Database: 'trail' },
      WorkGroup: 'credaudit',
      ClientRequestToken: query.token,
    })
    expect(clock.slept).toEqual([1_000, 2_000])
  })

  test('too many requests: later, with the same token', async () => {
    const { mock, clock, run } = begin()
    mock
      .on(StartQueryExecutionCommand)
      .rejectsOnce(awsError('TooManyRequestsException'))
      .rejectsOnce(awsError('TooManyRequestsException'))
      .resolves({ QueryExecutionId: 'id' })
    mock.on(GetQueryExecutionCommand).rejectsOnce(awsError('ThrottlingException')).resolves(state('SUCCEEDED'))
    expect(await run()).toMatchObject({ state: 'succeeded' })
    expect(clock.slept).toEqual([1_000, 2_000, 1_000])
  })

  test('too many requests to the end: said as such, and nothing was paid for', async () => {
    const { mock, run } = begin()
    mock.on(StartQueryExecutionCommand).rejects(awsError('TooManyRequestsException'))
    expect(await run()).toMatchObject({ state: 'failed', failure: { code: 'TooManyRequests' }, scannedBytes: 0 })
    expect(mock.commandCalls(GetQueryExecutionCommand)).toEqual([])
  })

  test.each([
    ['FAILED', { AthenaError: { ErrorMessage: 'HIVE_BAD_DATA: no' } }, 'QueryFailed', 'HIVE_BAD_DATA: no'],
    ['FAILED', { StateChangeReason: 'Query exhausted resources' }, 'QueryFailed', 'Query exhausted resources'],
    [
      'CANCELLED',
      { StateChangeReason: 'Bytes scanned limit was exceeded' },
      'QueryCancelled',
      'Bytes scanned limit was exceeded',
    ],
    ['CANCELLED', {}, 'QueryCancelled', 'Athena gave no reason.'],
  ] as const)('%s %j: with its reason and what was scanned', async (end, more, code, reason) => {
    const { mock, run } = begin()
    mock.on(GetQueryExecutionCommand).resolves(state(end, more))
    expect(await run()).toEqual({ state: 'failed', failure: { code, reason }, scannedBytes: 42 })
  })

  test('a refusal is not tried again', async () => {
    const { mock, clock, run } = begin()
    mock.on(StartQueryExecutionCommand).rejects(awsError('AccessDeniedException'))
    expect(await run()).toMatchObject({ state: 'failed', failure: { code: 'AccessDenied' } })
    expect(clock.slept).toEqual([])
  })

  test('a query that outlasts the time is stopped', async () => {
    const { mock, run } = begin()
    mock.on(GetQueryExecutionCommand).resolves(state('RUNNING'))
    expect(await run()).toMatchObject({ state: 'failed', failure: { code: 'QueryTooLong' } })
    expect(mock.commandCalls(StopQueryExecutionCommand)[0]?.args[0].input).toEqual({ QueryExecutionId: 'id' })
  })

  test('one that cannot be stopped may still cost, and it says so', async () => {
    const { mock, run } = begin()
    mock.on(GetQueryExecutionCommand).resolves(state('RUNNING'))
    mock.on(StopQueryExecutionCommand).rejects(awsError('AccessDeniedException'))
    const outcome = await run()
    expect(outcome.state === 'failed' && outcome.failure.reason).toContain('may still be paid for')
  })

  test('a success without a place is a failure', async () => {
    const { mock, run } = begin()
    mock.on(GetQueryExecutionCommand).resolves({ QueryExecution: { Status: { State: 'SUCCEEDED' } } })
    expect(await run()).toMatchObject({ state: 'failed', failure: { code: 'NoResult' } })
  })
})
