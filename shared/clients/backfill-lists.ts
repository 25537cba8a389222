import type { S3Client } from '@aws-sdk/client-s3'
import { writeObject } from './evidence-bucket.ts'

const lineOf = (item: object): string => `${JSON.stringify(item)}\n`

/** Writes one list of a back-fill, an item a line, for the ItemReader of a Distributed Map; answers with its key. */
export const writeBackfillList = async (
  s3: S3Client,
  { bucket, run, name }: { readonly bucket: string; readonly run: string; readonly name: string },
  items: readonly object[],
): Promise<string> => {
  const key = `activity/backfill/${run}/${name}.jsonl`
  const bytes = new TextEncoder().encode(items.map(lineOf).join(''))
  await writeObject(s3, { bucket, key }, { bytes, contentType: 'application/x-ndjson' })
  return key
}
