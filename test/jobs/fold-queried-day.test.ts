import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { parseProfile } from '#shared/activity/parse-profile.ts'
import type { ResultRow } from '#shared/activity/trail-table/table-fold.ts'
import type { JsonObject } from '#shared/facts/json.ts'
import { foldActivity, type FoldTools, type LogObjectToFold } from '#shared/jobs/fold-activity.ts'
import { foldQueriedDay } from '#shared/jobs/fold-queried-day.ts'
import { event } from '#test/support/activity.ts'
import { type LogFileOfTrail, trailTableOf } from '#test/support/trail-in-duckdb.ts'

const [FIRST, SECOND] = ['111111111111', '222222222222'] as const
const DAY = '2026-11-20'
const requestsOf = () => ({ actions: [], requests: [], mappedBy: 'test', notes: [] })

const logFile = (name: string, account: string = FIRST, hours = [10, 11]): LogFileOfTrail => ({
  bucket: 'logs',
  key: `AWSLogs/o-abcdefghij/${account}/CloudTrail/eu-west-1/2026/11/20/${name}.json.gz`,
  events: hours.map((hour): JsonObject => event(`${DAY}T${hour}:00`, { eventID: `${name} ${hour}` })),
})

/** Days with conditional writes; `before` is called at each write and may do what another function does. */
const memory = () => {
  const objects = new Map<string, { bytes: Uint8Array; version: string }>()
  let writes = 0
  const store = {
    before: (): 'written' | 'conflict' | 'overtaken' => 'written',
    readDay: async (account: string, day: string) => objects.get(`${account} ${day}`),
    writeDay: async (account: string, day: string, bytes: Uint8Array, replaces: string | undefined) => {
      const state = store.before()
      const key = `${account} ${day}`
      if (state !== 'written' || objects.get(key)?.version !== replaces)
        return { state: state === 'conflict' ? ('conflict' as const) : ('overtaken' as const) }
      writes += 1
      objects.set(key, { bytes, version: `v${writes}` })
      return { state }
    },
  }
  const textOf = (account: string) => new TextDecoder().decode(objects.get(`${account} ${DAY}`)?.bytes)
  return { store, objects, textOf, writes: () => writes }
}

const start = () => {
  const kept = memory()
  const pauses: number[] = []
  const tools = {
    store: kept.store,
    requestsOf,
    catalogue: 'test',
    pause: async () => {
      pauses.push(1)
    },
  }
  const query = async (files: readonly LogFileOfTrail[], accounts: readonly string[] = [FIRST, SECOND]) => {
    const table = await trailTableOf(files)
    const rows = await table.query({ day: DAY, accounts })
    table.close()
    return foldQueriedDay(tools, { day: DAY, accounts }, streamOf(rows))
  }
  const read = (files: readonly LogFileOfTrail[]) => foldActivity(readerOf(files, tools), files.map(objectOf))
  return { ...kept, tools, pauses, query, read }
}

async function* streamOf(rows: readonly ResultRow[]): AsyncGenerator<ResultRow> {
  yield* rows
}
const objectOf = ({ bucket, key }: LogFileOfTrail): LogObjectToFold => ({
  bucket,
  key,
  account: key.split('/')[2] ?? '',
  day: DAY,
})
const readerOf = (files: readonly LogFileOfTrail[], tools: Omit<FoldTools, 'readLog' | 'hasTime'>): FoldTools => ({
  ...tools,
  hasTime: () => true,
  readLog: async ({ key }) => gzipSync(JSON.stringify({ Records: files.find((file) => file.key === key)?.events })),
})

describe('foldQueriedDay', () => {
  test('keeps the same objects, byte for byte, as the reader of log files', async () => {
    const files = [logFile('a'), logFile('b'), logFile('c', SECOND)]
    const [queried, read] = [start(), start()]
    expect(await queried.query(files)).toEqual({ records: 6, kept: [FIRST, SECOND], known: [], mixed: [] })
    await read.read(files)
    for (const account of [FIRST, SECOND]) expect(queried.textOf(account)).toBe(read.textOf(account))
  })

  test('twice is once', async () => {
    const { query, writes } = start()
    await query([logFile('a')])
    expect(await query([logFile('a')])).toMatchObject({ kept: [], known: [FIRST] })
    expect(writes()).toBe(1)
  })

  test('files first, then the query: it takes the place of a part, and changes nothing of a whole', async () => {
    const files = [logFile('a'), logFile('b')]
    const { query, read, textOf } = start()
    await read(files.slice(0, 1))
    expect(await query(files)).toMatchObject({ kept: [FIRST] })
    expect(parseProfile(textOf(FIRST))).toMatchObject({ recordsRead: 4, filesRead: 2 })
    expect(await query(files.slice(1))).toMatchObject({ known: [FIRST] })
    expect(parseProfile(textOf(FIRST)).recordsRead).toBe(4)
  })

  test('the query first, then files: only what it did not see is read', async () => {
    const files = [logFile('a'), logFile('b'), logFile('late')]
    const { query, read, textOf } = start()
    await query(files.slice(0, 2))
    expect(await read(files)).toMatchObject({ folded: 1, known: 2 })
    const alone = start()
    await alone.read(files)
    expect(textOf(FIRST)).toBe(alone.textOf(FIRST))
  })

  test('what can no longer be told apart is left to the reader of files, and not counted twice', async () => {
    const files = [logFile('a'), logFile('b'), logFile('c')]
    const { query, read, textOf } = start()
    await read(files.slice(0, 2))
    expect(await query(files.slice(1))).toMatchObject({ kept: [], mixed: [FIRST] })
    expect(parseProfile(textOf(FIRST)).recordsRead).toBe(4)
    expect(await read(files)).toMatchObject({ folded: 1, known: 2 })
    expect(parseProfile(textOf(FIRST)).recordsRead).toBe(6)
  })

  test('who is overtaken looks again', async () => {
    const { query, store, read, textOf } = start()
    let first = true
    const files = [logFile('a'), logFile('b')]
    store.before = () => {
      if (!first) return 'written'
      first = false
      return 'overtaken'
    }
    await query(files)
    expect(first).toBe(false)
    await read(files)
    expect(parseProfile(textOf(FIRST)).recordsRead).toBe(4)
  })

  test('who never gets to write says so', async () => {
    const { query, store, pauses } = start()
    store.before = () => 'conflict'
    await expect(query([logFile('a')])).rejects.toThrow(
      'was written by others 8 times in a row; ask for this day again.',
    )
    expect(pauses).toHaveLength(8)
  })

  test('a result that is not whole keeps nothing of any account', async () => {
    const { tools, objects } = start()
    const table = await trailTableOf([logFile('a'), logFile('c', SECOND)])
    const rows = await table.query({ day: DAY, accounts: [FIRST, SECOND] })
    table.close()
    const lost = rows.filter(({ account, record }) => account === FIRST || record === '')
    await expect(foldQueriedDay(tools, { day: DAY, accounts: [FIRST, SECOND] }, streamOf(lost))).rejects.toThrow(
      'gave 0 records, but its log files have 2',
    )
    expect(objects.size).toBe(0)
  })
})
