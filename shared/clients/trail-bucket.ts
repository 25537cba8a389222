import { GetObjectCommand, ListObjectsV2Command, NoSuchKey, type S3Client } from '@aws-sdk/client-s3'
import { dayFolder, parseTrailObjectName, trailBase } from '#shared/facts/trail-object-name.ts'
import { AwsCallError, type Failure, failureOf } from './failure.ts'
import type { TrailSource } from './cloudtrail/find-trails.ts'
import { readPages, tokenCursor } from './pages.ts'

export const actions = ['kms:Decrypt', 's3:GetObject', 's3:ListBucket']

export interface LogObject {
  readonly bucket: string
  readonly key: string
  readonly bytes: number
}

const listFailed = (bucket: string, prefix: string, failure: Failure): AwsCallError =>
  new AwsCallError(
    failure,
    `s3://${bucket}/${prefix} could not be listed to its end (${failure.code}): ${failure.reason} The caller needs s3:ListBucket on the trail's bucket.`,
  )

const foldersBelow = async (s3: S3Client, bucket: string, prefix: string): Promise<readonly string[]> => {
  const { pages, cutShort } = await readPages(
    (token) =>
      s3.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: prefix,
          Delimiter: '/',
          ...(token === undefined ? {} : { ContinuationToken: token }),
        }),
      ),
    (page) => ({ ...tokenCursor(page.NextContinuationToken), more: page.IsTruncated === true }),
  )
  if (cutShort) throw listFailed(bucket, prefix, cutShort)
  return pages
    .flatMap(({ CommonPrefixes }) => CommonPrefixes ?? [])
    .flatMap(({ Prefix }) => (Prefix === undefined ? [] : [Prefix.slice(prefix.length, -1)]))
}

/** What stands below a trail's prefix: an organization's trail has a folder with the organization's id between. */
export const trailBasesOf = async (
  s3: S3Client,
  { bucket, prefix, isOrganizationTrail }: Pick<TrailSource, 'bucket' | 'prefix' | 'isOrganizationTrail'>,
): Promise<readonly string[]> => {
  const base = trailBase({ prefix })
  if (!isOrganizationTrail) return [base]
  const organizations = (await foldersBelow(s3, bucket, base)).filter((name) => /^o-[a-z0-9]{10,32}$/.test(name))
  // The management account's files from before the trail became an organization's stand without the id.
  return [base, ...organizations.map((organizationId) => trailBase({ prefix, organizationId }))]
}

/** The accounts that have a folder there. */
export const accountsBelow = async (
  s3: S3Client,
  { bucket, base }: { readonly bucket: string; readonly base: string },
): Promise<readonly string[]> => (await foldersBelow(s3, bucket, base)).filter((name) => /^\d{12}$/.test(name))

export interface LogWindow {
  readonly from: Date
  readonly to: Date
  /** Only these accounts; all that have a folder when undefined. */
  readonly accounts?: readonly string[]
  readonly regions?: readonly string[]
  /** Days of delivery before and after: the folder's date is that of delivery, not of the event. */
  readonly extraDays?: number
}

const DAY_MS = 86_400_000

const deliveryDays = ({ from, to, extraDays = 1 }: LogWindow): readonly string[] => {
  const first = Math.floor(from.getTime() / DAY_MS) - extraDays
  const last = Math.floor(to.getTime() / DAY_MS) + extraDays
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
    new Date((first + index) * DAY_MS).toISOString().slice(0, 10),
  )
}

/** Log files or digests by delivery day, folder by folder, so that nothing else in the bucket is listed. */
export async function* listTrailObjects(
  s3: S3Client,
  { bucket, base }: { readonly bucket: string; readonly base: string },
  window: LogWindow,
  kind: 'CloudTrail' | 'CloudTrail-Digest' = 'CloudTrail',
): AsyncGenerator<LogObject> {
  const days = deliveryDays(window)
  // An organization may have ten thousand folders: whoever knows the accounts need not list them.
  for (const account of window.accounts ?? (await accountsBelow(s3, { bucket, base }))) {
    const regions = await foldersBelow(s3, bucket, `${base}${account}/${kind}/`)
    for (const region of regions.filter((name) => window.regions?.includes(name) ?? true))
      for (const day of days) yield* objectsBelow(s3, bucket, dayFolder(base, { account, region, day }, kind))
  }
}

async function* objectsBelow(s3: S3Client, bucket: string, prefix: string): AsyncGenerator<LogObject> {
  const { pages, cutShort } = await readPages(
    (token) =>
      s3.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: prefix,
          ...(token === undefined ? {} : { ContinuationToken: token }),
        }),
      ),
    (page) => ({ ...tokenCursor(page.NextContinuationToken), more: page.IsTruncated === true }),
  )
  for (const { Key, Size } of pages.flatMap(({ Contents }) => Contents ?? []))
    if (Key !== undefined && parseTrailObjectName(Key) !== undefined) yield { bucket, key: Key, bytes: Size ?? 0 }
  if (cutShort) throw listFailed(bucket, prefix, cutShort)
}

const isBytes = (body: unknown): body is AsyncIterable<Uint8Array> =>
  typeof body === 'object' && body !== null && Symbol.asyncIterator in body

/** One object as it streams in, with its metadata; undefined when it is not there. */
export const readTrailObject = async (
  s3: S3Client,
  bucket: string,
  key: string,
): Promise<
  { readonly bytes: AsyncIterable<Uint8Array>; readonly metadata: ReadonlyMap<string, string> } | undefined
> => {
  const answer = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key })).catch((error: unknown) => {
    if (error instanceof NoSuchKey) return undefined
    const failure = failureOf(error)
    throw new AwsCallError(
      failure,
      `s3://${bucket}/${key} could not be read (${failure.code}): ${failure.reason} The caller needs s3:GetObject, and kms:Decrypt where the trail encrypts with a key of its own.`,
    )
  })
  if (answer === undefined || !isBytes(answer.Body)) return undefined
  return { bytes: answer.Body, metadata: new Map(Object.entries(answer.Metadata ?? {})) }
}
