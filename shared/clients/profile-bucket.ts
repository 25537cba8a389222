import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3'
import { readObject, writeObject } from './evidence-bucket.ts'
import { AwsCallError } from './failure.ts'
import { readPages, tokenCursor } from './pages.ts'

export const actions = ['s3:ListBucket']

const ROOT = 'activity/'
const DAY = /\/days\/(\d{4}-\d\d-\d\d)\.json$/

/**
 * Activity in the bucket: one object for each account and day of delivery, which is the unit of folding, and `profile.json`,
 * which is put together from the days and is what others read.
 */
export const profileBucket = (s3: S3Client, bucket: string) => {
  const dayKey = (account: string, day: string): string => `${ROOT}${account}/days/${day}.json`
  const wholeKey = (account: string): string => `${ROOT}${account}/profile.json`
  const read = async (key: string) => {
    const found = await readObject(s3, { bucket, key })
    return found.state === 'absent' ? undefined : { bytes: found.bytes, version: found.etag }
  }
  const write = (key: string, bytes: Uint8Array, replaces: string | undefined) =>
    writeObject(
      s3,
      { bucket, key },
      { bytes, contentType: 'application/json' },
      replaces === undefined ? { kind: 'absent' } : { kind: 'unchanged', etag: replaces },
    )
  const list = async (prefix: string, delimiter?: string) => {
    const { pages, cutShort } = await readPages(
      (token) =>
        s3.send(
          new ListObjectsV2Command({
            Bucket: bucket,
            Prefix: prefix,
            ...(delimiter === undefined ? {} : { Delimiter: delimiter }),
            ...(token === undefined ? {} : { ContinuationToken: token }),
          }),
        ),
      (page) => ({ ...tokenCursor(page.NextContinuationToken), more: page.IsTruncated === true }),
    )
    if (cutShort) {
      throw new AwsCallError(
        cutShort,
        `s3://${bucket}/${prefix} could not be listed to its end (${cutShort.code}): ${cutShort.reason}`,
      )
    }
    return pages
  }
  return {
    readDay: (account: string, day: string) => read(dayKey(account, day)),
    writeDay: (account: string, day: string, bytes: Uint8Array, replaces: string | undefined) =>
      write(dayKey(account, day), bytes, replaces),
    readWhole: (account: string) => read(wholeKey(account)),
    writeWhole: (account: string, bytes: Uint8Array, replaces: string | undefined) =>
      write(wholeKey(account), bytes, replaces),
    /** The days that are there, oldest first, with the version of each. */
    days: async (account: string) =>
      (await list(`${ROOT}${account}/days/`))
        .flatMap(({ Contents = [] }) => Contents)
        .flatMap(({ Key = '', ETag = '' }) => {
          const day = DAY.exec(Key)?.[1]
          return day === undefined ? [] : [{ day, version: ETag }]
        }),
    accounts: async (): Promise<readonly string[]> =>
      (await list(ROOT, '/'))
        .flatMap(({ CommonPrefixes = [] }) => CommonPrefixes)
        .map(({ Prefix = '' }) => Prefix.slice(ROOT.length, -1))
        .filter((name) => /^\d{12}$/.test(name)),
  }
}
