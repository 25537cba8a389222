import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3ServiceException } from '@aws-sdk/client-s3'
import type { S3Client } from '@aws-sdk/client-s3'
import { AwsCallError, failureOf } from './failure.ts'

// Without ListBucket S3 answers 403 for an object that is not there (API reference, GetObject); the key encrypts the bucket.
export const actions = ['s3:GetObject', 's3:PutObject', 's3:ListBucket', 'kms:GenerateDataKey', 'kms:Decrypt']

export interface ObjectPlace {
  readonly bucket: string
  readonly key: string
}

export type StoredObject =
  { readonly state: 'found'; readonly bytes: Uint8Array; readonly etag: string } | { readonly state: 'absent' }

/** `absent`: write only if there is no such object. `unchanged`: only if it still is the one that was read. */
export type WriteCondition = { readonly kind: 'absent' } | { readonly kind: 'unchanged'; readonly etag: string }

export type WriteResult =
  | { readonly state: 'written'; readonly etag: string }
  /** 412: somebody else wrote it, or removed it; read it again before deciding anything. */
  | { readonly state: 'overtaken' }
  /** 409: somebody else is writing it at this moment; the same write may be tried again. */
  | { readonly state: 'conflict' }

const DEFAULT_BYTES = 256 * 1024 * 1024

const failed = (doing: string, { bucket, key }: ObjectPlace, error: unknown): AwsCallError => {
  const failure = failureOf(error)
  return new AwsCallError(failure, `s3://${bucket}/${key} could not be ${doing} (${failure.code}): ${failure.reason}`)
}

const tooLarge = ({ bucket, key }: ObjectPlace, bytes: number, limit: number): AwsCallError => {
  const failure = { code: 'ObjectTooLarge', reason: `s3://${bucket}/${key} has ${bytes} bytes` }
  return new AwsCallError(failure, `${failure.reason}; at most ${limit} are read. Look at what was written there.`)
}

export const readObject = async (s3: S3Client, place: ObjectPlace, maxBytes = DEFAULT_BYTES): Promise<StoredObject> => {
  const command = new GetObjectCommand({ Bucket: place.bucket, Key: place.key })
  const answer = await s3.send(command).catch((error: unknown) => {
    if (error instanceof NoSuchKey) return undefined
    throw failed('read', place, error)
  })
  if (answer?.Body === undefined) return { state: 'absent' }
  const size = answer.ContentLength ?? 0
  if (size > maxBytes) throw tooLarge(place, size, maxBytes)
  return { state: 'found', bytes: await answer.Body.transformToByteArray(), etag: answer.ETag ?? '' }
}

const conditionOf = (condition: WriteCondition | undefined) => {
  if (condition === undefined) return {}
  return condition.kind === 'absent' ? { IfNoneMatch: '*' } : { IfMatch: condition.etag }
}

/** Writes one object, encrypted as the bucket says; with a condition, only if nobody else came first. */
export const writeObject = async (
  s3: S3Client,
  place: ObjectPlace,
  { bytes, contentType }: { readonly bytes: Uint8Array; readonly contentType: string },
  condition?: WriteCondition,
): Promise<WriteResult> => {
  const command = new PutObjectCommand({
    Bucket: place.bucket,
    Key: place.key,
    Body: bytes,
    ContentType: contentType,
    ...conditionOf(condition),
  })
  try {
    const { ETag } = await s3.send(command)
    return { state: 'written', etag: ETag ?? '' }
  } catch (error) {
    const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined
    // An object that was to be unchanged and is gone answers 404 (S3 user guide, "Conditional writes").
    if (condition !== undefined && (status === 412 || status === 404)) return { state: 'overtaken' }
    if (condition !== undefined && status === 409) return { state: 'conflict' }
    throw failed('written', place, error)
  }
}
