import { generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { httpsRequestOf } from '#functions/notify-slack/https-request.ts'
import { receiveByHttps } from '#functions/notify-slack/receive-by-https.ts'
import { stringToSign } from '#shared/notifications/sns-signature.ts'
import { receiveSnsMessage } from '#shared/notifications/received-sns-message.ts'
import { at } from '#test/support/facts.ts'
import {
  certificate,
  CERTIFICATE_URL,
  signedConfirmation,
  signedMessage,
  TOPIC,
} from '#test/support/signed-sns-message.ts'

const NOW = at('2027-01-15T06:01:00Z')
const FOREIGN = 'arn:aws:sns:eu-central-1:999999999999:findings'
let made = 0

/** The world as the function meets it: what was fetched, posted and said. A certificate of its own, since they are remembered. */
const world = (answer: () => Response = () => new Response(certificate)) => {
  const fetched: string[] = []
  const delivered: string[] = []
  const said: string[] = []
  const kept = new Map<string, Uint8Array>()
  let failures = 0
  made += 1
  const certificateUrl = CERTIFICATE_URL.replace(/\w{8}\.pem$/, `${String(made).padStart(8, '0')}.pem`)
  const post = (body: string, { now = NOW, topics = [TOPIC], method = 'POST' } = {}) =>
    receiveByHttps(
      { method, body },
      {
        topics,
        now,
        fetch: async (url) => {
          const address = typeof url === 'string' ? url : 'not a string'
          fetched.push(address)
          return address.endsWith('.pem') ? answer() : new Response('<ConfirmSubscriptionResponse/>')
        },
        store: {
          read: async (name) => {
            const bytes = kept.get(name)
            return bytes && { bytes, version: '1' }
          },
          write: async (name, bytes) => {
            kept.set(name, bytes)
            return { state: 'written', etag: '1' }
          },
        },
        deliver: async ({ text, subject }) => {
          if (failures-- > 0) throw new Error('Slack did not take the message (HTTP 500). It may take it later.')
          delivered.push(`${subject ?? ''}: ${text}`)
          return 'sent'
        },
        log: (sentence) => void said.push(sentence),
      },
    )
  return { post, fetched, delivered, said, certificateUrl, fail: (times: number) => void (failures = times) }
}
const POSTED = 'news: first line\nsecond line, héllo'

describe('what SNS has signed for an allowed topic is posted', () => {
  test.each([['1'], ['2']])('SignatureVersion %s', async (SignatureVersion) => {
    const { post, fetched, delivered, certificateUrl } = world()
    const body = signedMessage({ SignatureVersion, SigningCertURL: certificateUrl })
    expect(await post(body)).toEqual({ statusCode: 200, body: 'ok' })
    expect(delivered).toEqual([POSTED])
    expect(fetched).toEqual([certificateUrl])
  })
  test('without a subject', async () => {
    const { post, delivered, certificateUrl } = world()
    await post(signedMessage({ Subject: undefined, SigningCertURL: certificateUrl }))
    expect(delivered).toHaveLength(1)
  })
  test.each([
    ['aws-cn', 'cn-north-1', 'amazonaws.com.cn'],
    ['aws-us-gov', 'us-gov-west-1', 'amazonaws.com'],
  ])('row 73: of partition %s', async (partition, region, domain) => {
    const { post, delivered } = world()
    const TopicArn = `arn:${partition}:sns:${region}:222222222222:findings`
    const SigningCertURL = `https://sns.${region}.${domain}/SimpleNotificationService-${partition.replaceAll('-', '')}.pem`
    await post(signedMessage({ TopicArn, SigningCertURL }), { topics: [TOPIC, TopicArn] })
    expect(delivered).toHaveLength(1)
  })
  test('the certificate is fetched once', async () => {
    const { post, fetched, certificateUrl } = world()
    await post(signedMessage({ SigningCertURL: certificateUrl }))
    await post(signedMessage({ SigningCertURL: certificateUrl, MessageId: '21111111-2222-5333-8444-555555555555' }))
    expect(fetched).toHaveLength(1)
  })
})

describe('row 68: refused without fetching anything', () => {
  const host = 'https://sns.eu-central-1.amazonaws.com'
  const pem = 'SimpleNotificationService-0123456789abcdef0123456789abcdef.pem'
  test.each([
    ['another host that begins like it', { SigningCertURL: `${host}.evil.com/${pem}` }],
    ['another host that ends like it', { SigningCertURL: `https://evil-sns.eu-central-1.amazonaws.com/${pem}` }],
    ['a bucket of that name', { SigningCertURL: `https://sns.eu-central-1.s3.amazonaws.com/${pem}` }],
    ['no TLS', { SigningCertURL: `http://sns.eu-central-1.amazonaws.com/${pem}` }],
    ['a user in front', { SigningCertURL: `https://sns.eu-central-1.amazonaws.com@evil.com/${pem}` }],
    ['a user of the right host', { SigningCertURL: `https://evil@sns.eu-central-1.amazonaws.com/${pem}` }],
    ['a port', { SigningCertURL: `${host}:8443/${pem}` }],
    ['a way up', { SigningCertURL: `${host}/../${pem}` }],
    ['a way up within the name', { SigningCertURL: `${host}/SimpleNotificationService-a/../../x.pem` }],
    ['an encoded way up', { SigningCertURL: `${host}/SimpleNotificationService-%2e%2e%2fx.pem` }],
    ['a query', { SigningCertURL: `${host}/SimpleNotificationService-a.pem?x=.pem` }],
    ['a fragment', { SigningCertURL: `${host}/SimpleNotificationService-a.pem#x.pem` }],
    ['a backslash', { SigningCertURL: `https://sns.eu-central-1.amazonaws.com\\@evil.com/${pem}` }],
    ['a line end', { SigningCertURL: `${host}/${pem}\n` }],
    ['another name', { SigningCertURL: `${host}/x.pem` }],
    ['another Region than the topic', { SigningCertURL: `https://sns.us-east-1.amazonaws.com/${pem}` }],
    ['another partition than the topic', { SigningCertURL: `${host}.cn/${pem}` }],
    ['no Region', { SigningCertURL: `https://sns.amazonaws.com/${pem}` }],
    ['another topic', { TopicArn: FOREIGN }],
    ['a topic whose name begins alike', { TopicArn: `${TOPIC}-2` }],
    ['SignatureVersion 3', { SignatureVersion: '3' }],
    ['no SignatureVersion', { SignatureVersion: undefined }],
    ['two hours old', { Timestamp: '2027-01-15T04:01:00.000Z' }],
    ['an hour and a second old', { Timestamp: '2027-01-15T05:00:59.000Z' }],
    ['from the future', { Timestamp: '2027-01-15T06:30:00.000Z' }],
    ['no day of the calendar', { Timestamp: '2027-13-45T06:00:00.000Z' }],
    ['no timestamp', { Timestamp: 'now' }],
    ['a MessageId that is a path', { MessageId: '../../123456789012' }],
    ['a Subject of two lines', { Subject: 'a\nTimestamp\n2027-01-15T06:00:00.000Z' }],
    ['another Type', { Type: 'Command' }],
  ])('%s', async (_name, changes) => {
    const { post, fetched, delivered, said } = world()
    expect(await post(signedMessage(changes))).toEqual({ statusCode: 403, body: 'refused' })
    expect([fetched, delivered]).toEqual([[], []])
    expect(said).toEqual([expect.stringMatching(/^A request was refused: /)])
  })
  test.each([
    ['nothing', ''],
    ['no JSON', '<html>'],
    ['a list', '[]'],
    ['a raw message, as SNS delivers it without its envelope', '{"kind":"digest"}'],
    ['a prototype', '{"__proto__":{"Type":"Notification"}}'],
    ['more than SNS ever sends', signedMessage({ Message: 'x'.repeat(1_100_000) })],
  ])('%s', async (_name, body) => {
    const { post, fetched } = world()
    expect((await post(body)).statusCode).toBe(403)
    expect(fetched).toEqual([])
  })
  test('what is not posted', async () => {
    const { post, fetched } = world()
    expect((await post(signedMessage(), { method: 'GET' })).statusCode).toBe(403)
    expect(fetched).toEqual([])
  })
  test('everything, where no topic is allowed', async () => {
    const { post, fetched } = world()
    expect((await post(signedMessage(), { topics: [] })).statusCode).toBe(403)
    expect(fetched).toEqual([])
  })
})

describe('refused by its signature', () => {
  test.each([
    ['another message', { Message: 'forged' }],
    ['another subject', { Subject: 'forged' }],
    ['no subject any more', { Subject: undefined }],
    ['another id', { MessageId: '91111111-2222-5333-8444-555555555555' }],
    ['a later timestamp', { Timestamp: '2027-01-15T06:00:30.000Z' }],
    ['the other version', { SignatureVersion: '1' }],
  ])('%s', async (_name, forged) => {
    const { post, delivered, certificateUrl, said } = world()
    expect((await post(signedMessage({ SigningCertURL: certificateUrl }, forged))).statusCode).toBe(403)
    expect(delivered).toEqual([])
    expect(said).toEqual(['A request was refused: its signature is not that of its certificate.'])
  })
  test('signed by somebody else', async () => {
    const { post, delivered, certificateUrl } = world()
    const body = signedMessage({ SigningCertURL: certificateUrl })
    const received = receiveSnsMessage(body, { topics: [TOPIC], now: NOW })
    if (received.state === 'refused') throw new Error(received.reason)
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const Signature = sign('sha256', Buffer.from(stringToSign(received.message)), privateKey).toString('base64')
    expect((await post(JSON.stringify({ ...received.message, Signature }))).statusCode).toBe(403)
    expect(delivered).toEqual([])
  })
  test('with a certificate that was not valid then', async () => {
    const { post, said, certificateUrl } = world()
    const body = signedMessage({ SigningCertURL: certificateUrl, Timestamp: '2026-01-15T06:00:00.000Z' })
    await post(body, { now: at('2026-01-15T06:01:00Z') })
    expect(said).toEqual(['A request was refused: its certificate is not valid today.'])
  })
  test('with what is no certificate', async () => {
    const { post, said, certificateUrl } = world(() => new Response('<html>'))
    await post(signedMessage({ SigningCertURL: certificateUrl }))
    expect(said).toEqual(['A request was refused: its certificate cannot be read.'])
  })
})

describe('row 68: replay', () => {
  test('the same message within the hour is posted once', async () => {
    const { post, delivered, certificateUrl } = world()
    const body = signedMessage({ SigningCertURL: certificateUrl })
    expect([(await post(body)).statusCode, (await post(body)).statusCode]).toEqual([200, 200])
    expect(delivered).toEqual([POSTED])
  })
  test('one that could not be posted is asked for again, and then posted', async () => {
    const { post, delivered, certificateUrl, fail } = world()
    fail(1)
    const body = signedMessage({ SigningCertURL: certificateUrl })
    expect(await post(body)).toEqual({ statusCode: 503, body: 'later' })
    expect(await post(body)).toEqual({ statusCode: 200, body: 'ok' })
    expect(delivered).toEqual([POSTED])
  })
  test('a certificate that does not come is asked for again', async () => {
    const { post, certificateUrl } = world(() => new Response('', { status: 500 }))
    expect((await post(signedMessage({ SigningCertURL: certificateUrl }))).statusCode).toBe(503)
  })
})

describe('row 69: a subscription', () => {
  test('of an allowed topic is confirmed, at an address of our own making', async () => {
    const { post, fetched, certificateUrl } = world()
    const SubscribeURL = 'https://evil.com/?Action=ConfirmSubscription'
    expect((await post(signedConfirmation({ SubscribeURL, SigningCertURL: certificateUrl }))).statusCode).toBe(200)
    expect(fetched).toEqual([
      certificateUrl,
      `https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${encodeURIComponent(TOPIC)}&Token=a1b2c3`,
    ])
  })
  test('of a foreign topic is not, and nothing is called', async () => {
    const { post, fetched } = world()
    expect((await post(signedConfirmation({ TopicArn: FOREIGN }))).statusCode).toBe(403)
    expect(fetched).toEqual([])
  })
  test('that nobody has signed is not', async () => {
    const { post, fetched, certificateUrl } = world()
    await post(signedConfirmation({ SigningCertURL: certificateUrl }, { Token: 'forged' }))
    expect(fetched).toEqual([certificateUrl])
  })
  test('a token cannot change what is called', async () => {
    const { post, fetched, certificateUrl } = world()
    await post(signedConfirmation({ Token: 'a&Action=Unsubscribe#', SigningCertURL: certificateUrl }))
    expect(fetched.at(-1)).toMatch(/&Token=a%26Action%3DUnsubscribe%23$/)
  })
  test('that was ended is not begun again', async () => {
    const { post, fetched, said, certificateUrl } = world()
    await post(signedConfirmation({ Type: 'UnsubscribeConfirmation', SigningCertURL: certificateUrl }))
    expect(fetched).toEqual([certificateUrl])
    expect(said[0]).toMatch(/was ended/)
  })
})

describe('the event', () => {
  const event = { version: '2.0', requestContext: { http: { method: 'POST', path: '/' } }, isBase64Encoded: false }
  test.each([
    ['a request', { ...event, body: 'é' }, { method: 'POST', body: 'é' }],
    [
      'one in base64',
      { ...event, body: Buffer.from('é').toString('base64'), isBase64Encoded: true },
      { method: 'POST', body: 'é' },
    ],
    ['without a body', event, { method: 'POST', body: '' }],
    ['one of SNS itself', { Records: [] }, undefined],
  ])('%s', (_name, given, request) => {
    expect(httpsRequestOf(given)).toEqual(request)
  })
})
