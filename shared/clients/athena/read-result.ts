import { pipeline } from 'node:stream'
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import { parse } from 'csv-parse'
import { AwsCallError, failureOf } from '../failure.ts'

export const actions = ['s3:GetObject', 'kms:Decrypt']

/** A row holds the ids of all events that share a record within ten hours; what is longer is refused rather than held. */
const LONGEST_ROW = 64 * 1024 * 1024

/**
 * The result of a query from the object that Athena wrote, row by row. GetQueryResults would page through the same object, 1,000
 * rows a call; one stream is one request however long the result is, and holds one row at a time.
 */
export async function* readResult<const Column extends string>(
  s3: S3Client,
  { bucket, key }: { readonly bucket: string; readonly key: string },
  columns: readonly Column[],
): AsyncGenerator<Readonly<Record<Column, string>>> {
  const place = `s3://${bucket}/${key}`
  const answer = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key })).catch((error: unknown) => {
    const failure = failureOf(error)
    throw new AwsCallError(failure, `The result ${place} could not be read (${failure.code}): ${failure.reason}`)
  })
  if (!isBytes(answer.Body)) throw unusable(place, 'has no content')
  const rows = parse({ max_record_size: LONGEST_ROW })
  // A stream that breaks off ends the parser with its error, and so the loop.
  pipeline(answer.Body, rows, () => {})
  let header: readonly string[] | undefined
  for await (const row of rows as AsyncIterable<readonly string[]>) {
    if (header !== undefined) yield asRecord(columns, row)
    else if (row.join() === columns.join()) header = row
    else throw unusable(place, `has the columns ${row.join(', ')} where ${columns.join(', ')} were asked for`)
  }
  if (header === undefined) throw unusable(place, 'has no header')
}

const isBytes = (body: unknown): body is AsyncIterable<Uint8Array> =>
  typeof body === 'object' && body !== null && Symbol.asyncIterator in body

const asRecord = <Column extends string>(
  columns: readonly Column[],
  row: readonly string[],
): Readonly<Record<Column, string>> =>
  Object.fromEntries(columns.map((column, at) => [column, row[at] ?? ''])) as Record<Column, string>

const unusable = (place: string, what: string): AwsCallError =>
  new AwsCallError({ code: 'UnusableResult', reason: what }, `The result ${place} ${what}.`)
