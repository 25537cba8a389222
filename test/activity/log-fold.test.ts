import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { keyDossier } from '#shared/activity/key-dossier.ts'
import { chunksOf, event, fold, gzip, logOf, requestsOf } from './trail-samples.ts'
import { LogFold } from '#shared/activity/log-fold.ts'

const used = { read: 1, used: 1, skipped: {} }
const lookup = (inner: unknown): unknown => ({ EventId: '1', EventName: 'x', CloudTrailEvent: JSON.stringify(inner) })

describe.each(['fast', 'exact'] as const)('reading %s', (reading) => {
  describe('forms', () => {
    test.each([
      ['a log file of CloudTrail', logOf(event())],
      ['a log file, gzipped', gzip(logOf(event()))],
      ['a bare array', JSON.stringify([event()])],
      ['one event a line', `${JSON.stringify(event())}\n`],
      ['one event a line, Windows line ends and a byte order mark', `\ufeff${JSON.stringify(event())}\r\n`],
      ['one event over many lines', JSON.stringify(event(), null, 2)],
      ['LookupEvents output', JSON.stringify({ Events: [lookup(event())], NextToken: 'x' })],
      ['LookupEvents output, one event a line', JSON.stringify(lookup(event()))],
      [
        'an EventBridge envelope',
        JSON.stringify({
          version: '0',
          source: 'aws.iam',
          'detail-type': 'AWS API Call via CloudTrail',
          detail: event(),
        }),
      ],
      ['a capture under _raw', JSON.stringify([{ _raw: JSON.stringify(event(), null, 1), _time: 1 }])],
      ['a named test wrapper', JSON.stringify({ should_match: [{ name: 'x', event: event() }], should_not_match: [] })],
      [
        'keys before and after the list',
        `{"a":[1,{"Records":[]}],"Records":[${JSON.stringify(event())}],"b":{"c":"]}"}}`,
      ],
    ])('%s', async (_, content) => {
      for (const chunk of [1, 7, 100_000]) {
        const { document, outcomes } = await fold([content], { reading, chunk })
        expect(outcomes).toEqual([{ state: 'folded', records: 1 }])
        expect(document.records).toEqual(used)
        expect(document.principals[0]?.actions[0]).toMatchObject({
          eventName: 'ListBuckets',
          ok: 1,
          first: '2026-11-20T10:00:00.000Z',
        })
      }
    })

    test('an empty list of records is a file without activity, not a fault', async () => {
      const { document } = await fold(['{"Records":[]}'], { reading })
      expect(document.files).toEqual({ read: 1, skipped: {}, unreadable: [] })
    })

    test('a digest is skipped and counted', async () => {
      const { document } = await fold([JSON.stringify({ digestS3Object: 'x', digestStartTime: 'y', logFiles: [] })], {
        reading,
      })
      expect(document.files).toEqual({ read: 1, skipped: { 'CloudTrail digest': 1 }, unreadable: [] })
    })

    test('lines that are no JSON cost themselves only', async () => {
      const lines = [JSON.stringify(event()), 'GET / HTTP/1.1', '{"eventName": "cut', JSON.stringify(event())].join(
        '\n',
      )
      expect((await fold([lines], { reading })).document.records).toEqual({
        read: 4,
        used: 2,
        skipped: { 'not JSON': 2 },
      })
    })
  })

  describe('files that are refused as a whole, and leave nothing behind', () => {
    const whole = gzip(logOf(event(), event()))
    const damaged = Uint8Array.from(whole)
    damaged[damaged.length - 6] = (damaged[damaged.length - 6] ?? 0) ^ 1
    test.each([
      ['row 52: a second gzip member', Buffer.concat([whole, gzip(logOf(event()))]), 'gzip: a second member follows'],
      [
        'row 53: zeros after gzip',
        Buffer.concat([whole, Buffer.alloc(8)]),
        'gzip: bytes follow the end of the compressed stream',
      ],
      [
        'row 53: garbage after gzip',
        Buffer.concat([whole, Buffer.from('x')]),
        'gzip: bytes follow the end of the compressed stream',
      ],
      ['row 55: truncated gzip', whole.subarray(0, whole.length - 12), 'gzip: cut short'],
      ['row 55: gzip without its length', whole.subarray(0, whole.length - 3), 'gzip: cut short'],
      ['a checksum that differs', damaged, 'gzip: checksum differs'],
      ['row 55: an empty file', '', 'empty'],
      ['row 55: {}', '{}', 'not CloudTrail: an empty JSON object'],
      ['row 55: {"Records":null}', '{"Records":null}', 'not CloudTrail: "Records" is not a list'],
      ['row 55: Records is an object', '{"Records":{"a":1}}', 'not CloudTrail: "Records" is not a list'],
      ['row 55: an HTML error page', '<!DOCTYPE html>\n<html></html>', 'not CloudTrail: HTML or XML'],
      [
        'a list that is cut short',
        logOf(event(), event()).slice(0, -4),
        'not JSON: cut short within its list of records',
      ],
      [
        'a list without a comma',
        `[${JSON.stringify(event())}${JSON.stringify(event())}]`,
        'not JSON: its list of records is malformed',
      ],
      ['a list with a comma too many', `[${JSON.stringify(event())},]`, 'not JSON: its list of records is malformed'],
      ['two lists', `{"Records":[${JSON.stringify(event())}],"Records":[]}`, 'it holds two lists of records'],
      [
        'a load balancer log',
        'https 2026-11-20T10:00:00.1Z app/x/1 192.0.2.1:1 - 0',
        'not CloudTrail: an Application Load Balancer access log',
      ],
      [
        'an S3 notification',
        JSON.stringify({ Records: [{ eventVersion: '2.0', eventSource: 'aws:s3', eventName: 'x', userIdentity: {} }] }),
        'not CloudTrail: S3 event notification',
      ],
    ])('%s', async (_, content, reason) => {
      const { document, outcomes } = await fold([content, logOf(event())], { reading })
      expect(outcomes[0]).toEqual({ state: 'unreadable', reason })
      expect(document.files).toEqual({ read: 2, skipped: {}, unreadable: [{ file: 'file-0', reason }] })
      expect(document.records).toEqual(used)
    })

    test('row 51: a gzip bomb is stopped by ratio, and by output bytes', async () => {
      const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '))
      const byRatio = await fold([bomb], { reading })
      expect(byRatio.outcomes).toEqual([{ state: 'unreadable', reason: 'gzip: expands more than 300 times' }])
      const byBytes = await fold([bomb], {
        reading,
        budget: { outputBytes: 1_000_000, ratio: 5_000, ratioFreeBytes: 1 },
      })
      expect(byBytes.outcomes).toEqual([{ state: 'unreadable', reason: 'gzip: more than 1000000 bytes of output' }])
    })

    test('a file that cannot be opened is named with the reason', async () => {
      const bytes = (async function* (): AsyncGenerator<Uint8Array> {
        yield new Uint8Array(0)
        throw Object.assign(new Error('no'), { code: 'EACCES' })
      })()
      expect(await new LogFold({ requestsOf, reading }).add({ name: 'x', bytes })).toEqual({
        state: 'unreadable',
        reason: 'cannot be read: EACCES',
      })
    })
  })

  describe('records', () => {
    test('row 54: a file longer than a string may be is streamed', async () => {
      // The limit of V8's strings is not reached here; that nothing is gathered is: chunks are dropped as they are read.
      const record = JSON.stringify(event())
      const part = Buffer.from(`${record}\n`.repeat(200))
      const source = async function* (): AsyncGenerator<Uint8Array> {
        for (let index = 0; index < 50; index += 1) yield part
      }
      const logs = new LogFold({ requestsOf, reading })
      expect(await logs.add({ name: 'x', bytes: source() })).toEqual({ state: 'folded', records: 10_000 })
    })

    test('row 56: one poison record among many costs itself', async () => {
      const events = Array.from({ length: 999 }, () => event())
      const { document } = await fold(
        [logOf(...events.slice(0, 500), event({ userIdentity: 'root' }), ...events.slice(500))],
        { reading },
      )
      expect(document.records).toEqual({ read: 1000, used: 999, skipped: { malformed: 1 } })
      const numbers = await fold([logOf(event({ eventTime: 5 }), event())], { reading })
      expect(numbers.document.records).toEqual({ read: 2, used: 1, skipped: { malformed: 1 } })
    })

    test('row 57: nesting of 200,000 costs the record', async () => {
      const deep = JSON.stringify(event()).replace(
        '"requestParameters":null',
        `"requestParameters":${'['.repeat(200_000)}${']'.repeat(200_000)}`,
      )
      const { document } = await fold([`{"Records":[${deep},${JSON.stringify(event())}]}`], { reading })
      expect(document.records).toEqual({ read: 2, used: 1, skipped: { 'nested too deep': 1 } })
    })

    test('row 58: an event id in two files counts once; the two ids of a shared event count twice, the caller once', async () => {
      const twice = event({ eventName: 'GetObject' })
      const once = await fold([logOf(twice, event()), gzip(logOf(twice))], { reading })
      expect(once.document.records).toEqual({ read: 3, used: 2, skipped: { duplicate: 1 } })
      expect(once.document.principals[0]?.actions[0]).toMatchObject({
        eventName: 'GetObject',
        ok: 1,
        requests: [{ count: 1 }],
      })
      const caller = event({ sharedEventID: 's' })
      const owner = event({ sharedEventID: 's', recipientAccountId: '444455556666' })
      const shared = await fold([logOf(caller), logOf(owner)], { reading })
      expect(shared.document.records).toEqual({ read: 2, used: 2, skipped: {} })
      expect(shared.document.principals.map(({ type, actions }) => [type, actions[0]?.ok])).toEqual([
        ['AWSAccount', 1],
        ['IAMUser', 1],
      ])
    })

    test('row 59: an addendum with updated data is not counted again; a delayed delivery is the only copy', async () => {
      const updated = event({ addendum: { reason: 'UPDATED_DATA', originalEventID: 'x' } })
      const late = event({ addendum: { reason: 'DELIVERY_DELAY' } })
      expect((await fold([logOf(updated, late)], { reading })).document.records).toEqual({
        read: 2,
        used: 1,
        skipped: { addendum: 1 },
      })
    })

    test('row 60: parameters cut in the middle cost nothing but themselves', async () => {
      const cut = event({ requestParameters: '{"bucketName":"a","key":"b' })
      expect((await fold([logOf(cut)], { reading })).document.records).toEqual(used)
      const truncated = logOf(event()).replace('"requestParameters":null', '"requestParameters":{"a":"b')
      expect((await fold([truncated], { reading })).document.records.used).toBe(0)
    })

    test('row 61: the time of the event decides, not the day of delivery', async () => {
      const late = event({ eventTime: '2026-11-18T23:59:59Z' })
      const { document } = await fold([logOf(late)], { reading })
      expect(document.window).toEqual({ from: '2026-11-18T23:59:59.000Z', to: '2026-11-18T23:59:59.000Z', days: 1 })
      expect(document.coverage).toMatchObject([
        { account: '111122223333', region: 'eu-west-1', kind: 'management read', days: ['2026-11-18'] },
      ])
    })

    test('a record without time is undated, never of 1970; a shipper’s time is its fallback', async () => {
      const { eventTime: _, ...undated } = event()
      const { document } = await fold(
        [logOf(undated, event({ eventTime: '{{now}}', '@timestamp': '2026-11-19T01:00:00.000Z' }))],
        { reading },
      )
      expect(document.records.used).toBe(2)
      expect(document.principals[0]?.actions[0]).toMatchObject({
        ok: 2,
        undated: 1,
        first: '2026-11-19T01:00:00.000Z',
        last: '2026-11-19T01:00:00.000Z',
      })
    })

    test('an object that was folded adds nothing', async () => {
      const logs = new LogFold({ requestsOf, reading })
      await logs.add({ name: 'a', bytes: chunksOf(logOf(event())) })
      expect(await logs.add({ name: 'a', bytes: chunksOf(logOf(event())) })).toEqual({ state: 'known' })
      expect(logs.profile().recordsRead).toBe(1)
    })

    test('a key has a dossier', async () => {
      const other = event({
        eventSource: 'iam.amazonaws.com',
        eventName: 'ListUsers',
        eventTime: '2026-11-21T10:00:00Z',
        sourceIPAddress: '198.51.100.7',
        errorCode: 'AccessDenied',
      })
      const { profile } = await fold([logOf(event(), other)], { reading })
      expect(keyDossier(profile, 'AKIAEXAMPLE')).toMatchObject({
        principals: ['arn:aws:iam::111122223333:user/ops/ann'],
        first: '2026-11-20T10:00:00.000Z',
        last: '2026-11-21T10:00:00.000Z',
        days: ['2026-11-20', '2026-11-21'],
        services: [
          { value: 'iam.amazonaws.com', count: 1 },
          { value: 's3.amazonaws.com', count: 1 },
        ],
        calls: [
          { eventName: 'ListUsers', outcome: 'denied' },
          { eventName: 'ListBuckets', outcome: 'ok' },
        ],
        sourceAddresses: [{ value: '192.0.2.10' }, { value: '198.51.100.7' }],
        regions: [{ value: 'eu-west-1', count: 2 }],
      })
      expect(keyDossier(profile, 'AKIAOTHER')).toBeUndefined()
    })
  })
})
