import { ACCOUNT_ID, regional } from './company.ts'

// How activity is written down: who, from where, when, and which calls at each of these times.

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
export type Fields = { readonly [key: string]: Json }

export type Actor =
  | { readonly user: string; readonly key: string }
  | { readonly console: string; readonly mfa: 'Yes' | 'No' }
  | { readonly role: string; readonly session: string; readonly webIdentity?: string }
  | { readonly service: string }
  | { readonly foreign: { readonly account: string; readonly role: string; readonly session: string } }
  | { readonly webIdentity: { readonly provider: string; readonly subject: string } }
  | { readonly root: 'console' | 'privileged-task' | 'service' }
  | { readonly stranger: string }

/** `n`, `day`, `hex` and `pick` placeholders in any text: `orders/{day}/{hex}.pdf`, `{pick:a|b}`. */
export interface SampleCall {
  readonly source: string
  readonly name: string
  readonly region?: string
  readonly request?: Fields
  readonly response?: Fields
  readonly additional?: Fields
  readonly error?: readonly [code: string, message: string]
  /** ARN and type. */
  readonly resources?: readonly (readonly [arn: string, type: string])[]
  readonly data?: true
  /** A service that made the call for the actor. */
  readonly via?: string
  readonly readOnly?: boolean
  /** Fields that only this event has; they win over the usual ones. */
  readonly more?: Fields
}

export type Days = 'daily' | 'weekdays' | readonly ('Mon' | 'Tue' | 'Wed' | 'Thu' | 'Fri' | 'Sat' | 'Sun')[]
export type Rhythm =
  | {
      readonly days: Days
      readonly at: readonly string[]
      readonly from?: string
      readonly to?: string
      /** Up to so many minutes later than `at`, by chance. */
      readonly spread?: number
    }
  | { readonly instants: readonly string[] }

export interface Traffic {
  /** Chance and event ids follow from it. */
  readonly name: string
  readonly who: Actor
  readonly from: string | readonly string[]
  readonly agent: string | readonly string[]
  readonly when: Rhythm
  readonly calls: readonly SampleCall[]
}

export const call = (source: string, name: string, request?: Fields, more: Partial<SampleCall> = {}): SampleCall => ({
  source,
  name,
  ...(request && { request }),
  ...more,
})

export const s3Object = (name: string, bucket: string, key: string, more: Partial<SampleCall> = {}): SampleCall =>
  call(
    's3',
    name,
    { bucketName: bucket, Host: `${bucket}.s3.eu-central-1.amazonaws.com`, key },
    {
      data: true,
      resources: [
        [`arn:aws:s3:::${bucket}/${key}`, 'AWS::S3::Object'],
        [`arn:aws:s3:::${bucket}`, 'AWS::S3::Bucket'],
      ],
      ...more,
    },
  )

export const item = (name: string, table: string): SampleCall =>
  call(
    'dynamodb',
    name,
    { tableName: table, key: { orderId: '{hex}' }, returnConsumedCapacity: 'TOTAL' },
    {
      data: true,
      resources: [[regional('dynamodb', `table/${table}`), 'AWS::DynamoDB::Table']],
    },
  )

export const message = (name: string, queue: string): SampleCall =>
  call(
    'sqs',
    name,
    { queueUrl: `https://sqs.eu-central-1.amazonaws.com/${ACCOUNT_ID}/${queue}` },
    {
      data: true,
      resources: [[regional('sqs', queue), 'AWS::SQS::Queue']],
    },
  )

/** A key used by S3 for the caller: the caller needs the permission, S3 makes the call. */
export const keyThroughS3 = (name: 'Decrypt' | 'GenerateDataKey', key: string, bucket: string): SampleCall =>
  call(
    'kms',
    name,
    { encryptionContext: { 'aws:s3:arn': `arn:aws:s3:::${bucket}` } },
    {
      via: 'AWS Internal',
      resources: [[regional('kms', `key/${key}`), 'AWS::KMS::Key']],
    },
  )

export const iam = (name: string, request?: Fields, more: Partial<SampleCall> = {}): SampleCall =>
  call('iam', name, request, { region: 'us-east-1', ...more })

export const SIGN_IN: SampleCall = call('signin', 'ConsoleLogin', undefined, {
  response: { ConsoleLogin: 'Success' },
  readOnly: false,
})
