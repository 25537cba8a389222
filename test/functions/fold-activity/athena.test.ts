import { gzipSync } from 'node:zlib'
import { AthenaClient, GetQueryExecutionCommand, StartQueryExecutionCommand } from '@aws-sdk/client-athena'
import type { Context } from 'aws-lambda'
import { mockClient } from 'aws-sdk-client-mock'
import { stringify } from 'csv-stringify/sync'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { AthenaAnswer, PublishAnswer } from '#functions/fold-activity/handler.ts'
import type { PlanAnswer } from '#functions/fold-activity/write-plan.ts'
import { DAY_QUERY, parametersOf, RESULT_COLUMNS } from '#shared/activity/trail-table/day-query.ts'
import { parseProfile } from '#shared/activity/parse-profile.ts'
import { event } from '#test/support/activity.ts'
import { bucketsInMemory } from '#test/support/buckets-in-memory.ts'
import { type LogFileOfTrail, trailTableOf } from '#test/support/trail-in-duckdb.ts'

const [FIRST, SECOND] = ['111111111111', '222222222222'] as const
const DAY = '2026-11-20'
const asked = { day: DAY, accounts: [FIRST, SECOND] }

const logFile = (name: string, account: string = FIRST, region = 'eu-west-1'): LogFileOfTrail => ({
  bucket: 'logs',
  key: `AWSLogs/o-abcdefghij/${account}/CloudTrail/${region}/2026/11/20/${account}_CloudTrail_${region}_${name}.json.gz`,
  events: [10, 11].map((hour) => event(`${DAY}T${hour}:00`, { eventID: `${name}-${hour}`, awsRegion: region })),
})

const buckets = bucketsInMemory()
const athena = mockClient(AthenaClient)
const deliver = (files: readonly LogFileOfTrail[]): void => {
  for (const { bucket, key, events } of files) buckets.put(bucket, key, gzipSync(JSON.stringify({ Records: events })))
}
/** Athena: runs the production query over these files and leaves the result in the bucket, as it writes it. */
const answerQueries = async (files: readonly LogFileOfTrail[]): Promise<void> => {
  const table = await trailTableOf(files)
  const rows = await table.query(asked)
  table.close()
  const cells = [RESULT_COLUMNS, ...rows.map((row) => RESULT_COLUMNS.map((column) => row[column]))]
  buckets.put('evidence', 'activity/queries/id.csv', Buffer.from(stringify(cells, { quoted: true })))
  athena.on(StartQueryExecutionCommand).resolves({ QueryExecutionId: 'id' })
  athena.on(GetQueryExecutionCommand).resolves({
    QueryExecution: {
      Status: { State: 'SUCCEEDED' },
      Statistics: { DataScannedInBytes: 2_000_000_000 },
      ResultConfiguration: { OutputLocation: 's3://evidence/activity/queries/id.csv' },
    },
  })
}
const dayOf = (account: string): string | undefined =>
  buckets.textAt('evidence', `activity/${account}/days/${DAY}.json`)
const recordsOf = (account: string): number | undefined => {
  const text = dayOf(account)
  return text === undefined ? undefined : parseProfile(text).recordsRead
}

const context = { getRemainingTimeInMillis: () => 600_000, functionName: 'fold', awsRequestId: 'request-1' } as Context
let handle: (event: unknown, context: Context) => Promise<unknown>
beforeAll(async () => {
  vi.stubEnv('EVIDENCE_BUCKET', 'evidence')
  vi.stubEnv('TRAIL_BUCKET', 'logs')
  vi.stubEnv('ATHENA_DATABASE', 'credaudit_prod')
  vi.stubEnv('ATHENA_WORKGROUP', 'credaudit-prod')
  vi.stubEnv('ATHENA_USD_PER_TERABYTE', '6')
  vi.stubEnv('AWS_REGION', 'eu-central-1')
  vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'SILENT')
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'true')
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-21T06:00:00Z') })
  vi.spyOn(console, 'log').mockImplementation(() => {})
  handle = (await import('#functions/fold-activity/handler.ts')).handler
})
afterAll(() => {
  vi.useRealTimers()
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})
beforeEach(() => {
  buckets.clear()
  athena.reset()
})
const ask = async (): Promise<AthenaAnswer> => (await handle({ athena: asked }, context)) as AthenaAnswer

describe('a day from Athena', () => {
  test('binds the day and accounts, keeps each account’s day, and tells what it cost', async () => {
    const files = [logFile('a'), logFile('b', SECOND)]
    deliver(files)
    await answerQueries(files)
    expect(await ask()).toEqual({
      folded: 0,
      known: 2,
      unreadable: 0,
      failed: [],
      more: false,
      query: { records: 4, kept: [FIRST, SECOND], known: [], mixed: [], scannedBytes: 2_000_000_000, usd: 0.012 },
    })
    expect(athena.commandCalls(StartQueryExecutionCommand)[0]?.args[0].input).toMatchObject({
      QueryString: DAY_QUERY,
      ExecutionParameters: parametersOf(asked),
      QueryExecutionContext: { Database: 'credaudit_prod' },
      WorkGroup: 'credaudit-prod',
    })
  })

  test('the same bytes as the sweep, also for files that the table does not show', async () => {
    const [seen, unseen] = [[logFile('a'), logFile('b', SECOND)], [logFile('c', FIRST, 'xx-new-1')]]
    deliver([...seen, ...unseen])
    await handle({ sweep: { from: DAY, to: DAY, publish: false } }, context)
    const swept = [dayOf(FIRST), dayOf(SECOND)]
    buckets.clear()
    deliver([...seen, ...unseen])
    await answerQueries(seen)
    expect(await ask()).toMatchObject({ folded: 1, known: 2 })
    expect([dayOf(FIRST), dayOf(SECOND)]).toEqual(swept)
  })

  test('twice is once', async () => {
    const files = [logFile('a')]
    deliver(files)
    await answerQueries(files)
    await ask()
    const before = dayOf(FIRST)
    expect(await ask()).toMatchObject({ folded: 0, query: { kept: [], known: [FIRST] } })
    expect(dayOf(FIRST)).toBe(before)
  })

  test('a query that fails keeps nothing, reads no files instead, and says why and what it cost', async () => {
    deliver([logFile('a')])
    athena.on(StartQueryExecutionCommand).resolves({ QueryExecutionId: 'id' })
    athena.on(GetQueryExecutionCommand).resolves({
      QueryExecution: {
        Status: { State: 'CANCELLED', StateChangeReason: 'Bytes scanned limit was exceeded' },
        Statistics: { DataScannedInBytes: 200_000_000_000 },
      },
    })
    await expect(ask()).rejects.toThrow(
      'The query for 2 accounts on 2026-11-20 failed (QueryCancelled: Bytes scanned limit was exceeded). Their activity of that day is not kept, and no rule counts it as seen; 200.00 GB scanned, $1.2000.',
    )
    // By this name the state machine does not ask again.
    await expect(ask()).rejects.toHaveProperty('name', 'QueryCancelled')
    expect(recordsOf(FIRST)).toBeUndefined()
  })

  test('each invocation has a token of its own: Athena must not answer with the query that failed', async () => {
    const files = [logFile('a')]
    deliver(files)
    await answerQueries(files)
    await ask()
    await ask()
    await handle({ athena: asked }, { ...context, awsRequestId: 'request-2' })
    const tokens = athena.commandCalls(StartQueryExecutionCommand).map(({ args }) => args[0].input.ClientRequestToken)
    expect(tokens[0]).toMatch(/^[0-9a-f]{64}$/)
    expect([tokens[0] === tokens[1], tokens[1] === tokens[2]]).toEqual([true, false])
  })

  test.each([
    [{ athena: { day: '2026-11-20', accounts: [] } }, 'athena.accounts'],
    [{ athena: { day: "2026-11-20'", accounts: [FIRST] } }, 'a day is written 2026-11-20'],
    [{ athena: { ...asked, accounts: ["1' OR 1"] } }, 'an account id has exactly 12 digits'],
    [{ athena: asked, sweep: {} }, 'Unrecognized key'],
  ])('refuses %j', async (request, words) => {
    await expect(handle(request, context)).rejects.toThrow(words)
  })
})

describe('the plan of a back-fill', () => {
  const plan = async (what: object): Promise<PlanAnswer & { lines: readonly unknown[] }> => {
    const answer = (await handle({ plan: { run: 'run-1', what } }, context)) as PlanAnswer
    const lines = (buckets.textAt('evidence', answer.items) ?? '').trim().split('\n')
    return { ...answer, lines: lines.map((line) => JSON.parse(line) as unknown) }
  }

  test('files: the accounts of the bucket, whole days, up to today', async () => {
    deliver([logFile('a'), logFile('b', SECOND)])
    expect(await plan({ days: 2 })).toEqual({
      items: 'activity/backfill/run-1/items.jsonl',
      publications: 'activity/backfill/run-1/publications.jsonl',
      count: 2,
      accounts: 2,
      lines: [FIRST, SECOND].map((account) => ({
        sweep: { from: '2026-11-20', to: '2026-11-21', accounts: [account], publish: false },
      })),
    })
  })

  test('Athena: up to yesterday, since a day that goes on would be paid for twice', async () => {
    deliver([logFile('a'), logFile('b', SECOND)])
    expect((await plan({ source: 'athena', days: 1 })).lines).toEqual([{ athena: asked }])
    expect((await plan({ source: 'athena', from: '2026-11-20', to: '2026-11-25' })).count).toBe(1)
  })

  test('what it writes is what the function takes', async () => {
    deliver([logFile('a')])
    const { lines, publications } = await plan({ days: 1, accounts: [FIRST] })
    for (const line of lines) expect(await handle(line, context)).toMatchObject({ more: false, published: [] })
    const publication = JSON.parse(buckets.textAt('evidence', publications) ?? '') as unknown
    await handle({ sweep: { from: DAY, to: DAY, publish: false } }, context)
    expect((await handle(publication, context)) as PublishAnswer).toEqual({ published: [FIRST] })
    expect(buckets.textAt('evidence', `activity/${FIRST}/profile.json`)).toContain('credaudit usage profile')
  })

  test.each([
    [{ plan: { run: '../x', what: {} } }, 'a run is named like an execution of Step Functions'],
    [{ plan: { run: 'x', what: { source: 'lake' } } }, 'plan.what.source'],
  ])('refuses %j', async (request, words) => {
    await expect(handle(request, context)).rejects.toThrow(words)
  })
})

test('publishing goes on where the time was over', async () => {
  let looks = 0
  const hurried = { ...context, getRemainingTimeInMillis: () => ((looks += 1) > 1 ? 1_000 : 600_000) }
  const answer = await handle({ publish: { accounts: [FIRST, SECOND] } }, hurried)
  expect(answer).toMatchObject({ next: { publish: { accounts: [SECOND] } } })
})
