import { X509Certificate, verify } from 'node:crypto'
import type { ReceivedSnsMessage } from './received-sns-message.ts'

/** In byte order of their names, as SNS signs them (SNS developer guide, "Verifying the signatures of Amazon SNS messages"). */
const signedFields = (message: ReceivedSnsMessage): readonly (readonly [string, string])[] => {
  const { Message, MessageId, Timestamp, TopicArn, Type } = message
  if (message.Type === 'Notification') {
    const { Subject } = message
    return [
      ['Message', Message],
      ['MessageId', MessageId],
      ...(Subject === undefined || Subject === null ? [] : [['Subject', Subject] as const]),
      ['Timestamp', Timestamp],
      ['TopicArn', TopicArn],
      ['Type', Type],
    ]
  }
  return [
    ['Message', Message],
    ['MessageId', MessageId],
    ['SubscribeURL', message.SubscribeURL],
    ['Timestamp', Timestamp],
    ['Token', message.Token],
    ['TopicArn', TopicArn],
    ['Type', Type],
  ]
}

export const stringToSign = (message: ReceivedSnsMessage): string =>
  signedFields(message)
    .map(([name, value]) => `${name}\n${value}\n`)
    .join('')

const certificateOf = (pem: string): X509Certificate | undefined => {
  try {
    return new X509Certificate(pem)
  } catch {
    return undefined
  }
}

/** Version 1 is SHA-1 and SNS's default; version 2, SHA-256, is an attribute of the topic. */
const DIGESTS = { 1: 'sha1', 2: 'sha256' } as const

/** Why the message is not signed by the certificate's owner; undefined where it is. */
export const signatureProblem = (message: ReceivedSnsMessage, pem: string, now: Date): string | undefined => {
  const certificate = certificateOf(pem)
  if (certificate === undefined) return 'its certificate cannot be read'
  if (now < certificate.validFromDate || now > certificate.validToDate) return 'its certificate is not valid today'
  if (certificate.publicKey.asymmetricKeyType !== 'rsa') return 'its certificate holds no RSA key'
  const signed = new TextEncoder().encode(stringToSign(message))
  const signature = Buffer.from(message.Signature, 'base64')
  return verify(DIGESTS[message.SignatureVersion], signed, certificate.publicKey, signature)
    ? undefined
    : 'its signature is not that of its certificate'
}
