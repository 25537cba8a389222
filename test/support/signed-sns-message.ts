import { createSign } from 'node:crypto'
import { readFileSync } from 'node:fs'

const fixture = (name: string): string => readFileSync(new URL(`../fixtures/sns/${name}`, import.meta.url), 'utf8')
export const certificate = fixture('certificate.pem')
const key = fixture('test-only-key.pem')

export type Fields = Readonly<Record<string, string | undefined>>
export const TOPIC = 'arn:aws:sns:eu-central-1:222222222222:findings'
export const CERTIFICATE_URL =
  'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem'

/** As the guide writes the string: these names, in this order, of those that are there. */
const SIGNED = ['Message', 'MessageId', 'Subject', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type']

/** A message as SNS signs it: what is changed is signed with it, unless it is given as `forged`. */
export const signedMessage = (changes: Fields = {}, forged: Fields = {}): string => {
  const fields: Fields = {
    Type: 'Notification',
    MessageId: '11111111-2222-5333-8444-555555555555',
    TopicArn: TOPIC,
    Subject: 'news',
    Message: 'first line\nsecond line, héllo',
    Timestamp: '2027-01-15T06:00:00.000Z',
    SignatureVersion: '2',
    SigningCertURL: CERTIFICATE_URL,
    ...changes,
  }
  const text = SIGNED.flatMap((name) => (fields[name] === undefined ? [] : [`${name}\n${fields[name]}\n`])).join('')
  const sign = createSign(fields['SignatureVersion'] === '1' ? 'RSA-SHA1' : 'RSA-SHA256').update(text, 'utf8')
  return JSON.stringify({ ...fields, Signature: sign.sign(key, 'base64'), ...forged })
}

export const signedConfirmation = (changes: Fields = {}, forged: Fields = {}): string =>
  signedMessage(
    {
      Type: 'SubscriptionConfirmation',
      Subject: undefined,
      Message: 'You have chosen to subscribe',
      Token: 'a1b2c3',
      SubscribeURL: `https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${TOPIC}&Token=a1b2c3`,
      ...changes,
    },
    forged,
  )
