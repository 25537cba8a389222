import { describe, expect, test } from 'vitest'
import { RECORD_FIELDS } from '#shared/activity/trail-table/record-fields.ts'
import { type ResultRow, TableFold } from '#shared/activity/trail-table/table-fold.ts'
import { requestsOf } from '../trail-samples.ts'

const ACCOUNT = '111111111111'
const OBJECT = `s3://logs/AWSLogs/${ACCOUNT}/CloudTrail/eu-west-1/2026/11/20/a.json.gz`
const record = JSON.stringify(RECORD_FIELDS.map(([path]) => (path === 'eventName' ? 'ListBuckets' : null)))
const row = (changes: Partial<ResultRow>): ResultRow => ({
  account: ACCOUNT,
  record: '',
  object: '',
  events: '',
  records: '1',
  ...changes,
})
const records = (changes: Partial<ResultRow> = {}): ResultRow =>
  row({ record, events: '["2026-11-20T10:00:00Z|a","2026-11-20T11:00:00Z|b"]', records: '2', ...changes })
const object = (changes: Partial<ResultRow> = {}): ResultRow => row({ object: OBJECT, records: '2', ...changes })

const profilesOf = (...rows: readonly ResultRow[]) => {
  const fold = new TableFold({ day: '2026-11-20', accounts: [ACCOUNT] }, { requestsOf, catalogue: 'test' })
  for (const one of rows) fold.add(one)
  return fold.profiles()
}

describe('TableFold', () => {
  test('the ledger has the names that the reader of log files gives', () => {
    const profile = profilesOf(records(), object()).get(ACCOUNT)
    expect([...(profile?.ledger ?? [])]).toEqual([OBJECT.slice('s3://'.length)])
    expect(profile).toMatchObject({ recordsRead: 2, filesRead: 1, catalogue: 'test' })
  })

  test('a result that lost rows is refused, not counted', () => {
    expect(() => profilesOf(object())).toThrow(
      `The query for account ${ACCOUNT} on 2026-11-20 gave 0 records, but its log files have 2; run it again.`,
    )
    expect(() => profilesOf(records())).toThrow('gave 2 records, but its log files have 0')
  })

  test.each([
    ['an account that was not asked about', object({ account: '222222222222' })],
    ['an object of another day', object({ object: OBJECT.replace('2026/11/20', '2026/11/21') })],
    ['an object of another account', object({ object: OBJECT.replace(ACCOUNT, '222222222222') })],
    ['an object that is no log file', object({ object: 's3://logs/AWSLogs/notes.txt' })],
    ['a count that is none', object({ records: 'many' })],
    ['a record of another version', records({ record: '["IAMUser"]' })],
    ['a record that is no JSON', records({ record: '[' })],
    ['events that are no list', records({ events: '{}' })],
  ])('refuses %s', (_, wrong) => {
    expect(() => profilesOf(wrong)).toThrow(/look whether its table is the one of this version/)
  })
})
