import { describe, expect, test } from 'vitest'
import { objectsIn, parseFoldRequest } from '#functions/fold-activity/request.ts'

const KEY = 'AWSLogs/111111111111/CloudTrail/eu-central-1/2026/11/20/111111111111_CloudTrail_eu-central-1_a.json.gz'
const OBJECT = { bucket: 'logs', key: KEY, account: '111111111111', day: '2026-11-20' }

const notification = (key: string, eventName = 'ObjectCreated:Put', bucket = 'logs') => ({
  Records: [{ eventSource: 'aws:s3', eventName, s3: { bucket: { name: bucket }, object: { key, size: 1 } } }],
})
const message = (body: unknown) => ({ messageId: 'm', body: typeof body === 'string' ? body : JSON.stringify(body) })

describe('objectsIn', () => {
  test.each([
    ['S3 itself', notification(KEY)],
    ['through a topic', { Type: 'Notification', Message: JSON.stringify(notification(KEY)) }],
    ['EventBridge', { 'detail-type': 'Object Created', detail: { bucket: { name: 'logs' }, object: { key: KEY } } }],
  ])('%s', (_, body) => {
    expect(objectsIn(message(body), 'logs')).toEqual([OBJECT])
  })

  test('keys are encoded as in a form', () => {
    const key = `my trail+1/${KEY}`
    const encoded = `my+trail%2B1/${KEY}`
    expect(objectsIn(message(notification(encoded)), 'logs')).toEqual([{ ...OBJECT, key }])
  })

  test.each([
    ['a digest', notification(KEY.replaceAll('CloudTrail', 'CloudTrail-Digest'))],
    ['another service of AWS', notification(KEY.replace('/CloudTrail/', '/Config/'))],
    ['something deleted', notification(KEY, 'ObjectRemoved:Delete')],
    ["S3's own test", { Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'logs' }],
  ])('passes over %s', (_, body) => {
    expect(objectsIn(message(body), 'logs')).toEqual([])
  })

  test.each([
    [
      'another bucket',
      notification(KEY, 'ObjectCreated:Put', 'elsewhere'),
      'The message is about bucket elsewhere; only logs is read.',
    ],
    ['no notification', { hello: 1 }, 'The message is no notification of S3 about a new object.'],
    ['an encoding that is broken', notification('%E0%A4%A'), 'URI malformed'],
  ])('refuses %s', (_, body, reason) => {
    expect(() => objectsIn(message(body), 'logs')).toThrow(reason)
  })

  test('refuses what is not JSON', () => {
    expect(() => objectsIn(message('<html>'), 'logs')).toThrow('JSON')
  })
})

describe('parseFoldRequest', () => {
  test('messages of the queue', () => {
    expect(parseFoldRequest({ Records: [{ messageId: 'm', body: '{}', attributes: {} }] })).toEqual({
      kind: 'messages',
      messages: [{ messageId: 'm', body: '{}' }],
    })
  })

  test('a sweep', () => {
    const sweep = { from: '2026-11-01', to: '2026-11-20', accounts: ['111111111111'] }
    expect(parseFoldRequest({ sweep })).toEqual({ kind: 'sweep', sweep })
    expect(parseFoldRequest({ sweep: { days: 400 } })).toEqual({ kind: 'sweep', sweep: { days: 400 } })
  })

  test.each([
    ['nothing', undefined, 'The payload'],
    ['an unknown key', { sweep: { acounts: ['111111111111'] } }, 'sweep: Unrecognized key: "acounts"'],
    ['a key beside it', { sweep: {}, dry: true }, 'Unrecognized key: "dry"'],
    ['no day', { sweep: { days: 0 } }, 'sweep.days'],
    ['too many', { sweep: { days: 401 } }, 'sweep.days'],
    ['every account', { sweep: { accounts: ['*'] } }, 'an account id has exactly 12 digits'],
    ['a time that is no day', { sweep: { from: '2026-11-20T00:00' } }, 'a day is written 2026-11-20'],
  ])('refuses %s', (_, event, words) => {
    expect(() => parseFoldRequest(event)).toThrow(words)
    expect(() => parseFoldRequest(event)).toThrow('It takes messages of its queue')
  })
})
