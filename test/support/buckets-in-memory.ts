import {
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import { mockClient } from 'aws-sdk-client-mock'

interface Put {
  readonly Bucket: string
  readonly Key: string
  readonly Body: Uint8Array
  readonly IfMatch?: string
  readonly IfNoneMatch?: string
}

/** Every bucket of S3 in one map, with conditional writes; the clients of whatever is imported afterwards read and write it. */
export const bucketsInMemory = () => {
  const stored = new Map<string, { readonly bytes: Uint8Array; readonly etag: string }>()
  const s3 = mockClient(S3Client)
  let writes = 0
  const put = (bucket: string, key: string, bytes: Uint8Array): string => {
    writes += 1
    const etag = `"${writes}"`
    stored.set(`${bucket} ${key}`, { bytes, etag })
    return etag
  }
  const keysBelow = (bucket: string, prefix: string) =>
    [...stored].flatMap(([place, { etag }]) => {
      const key = place.slice(bucket.length + 1)
      return place.startsWith(`${bucket} `) && key.startsWith(prefix) ? [{ Key: key, ETag: etag, Size: 1 }] : []
    })
  s3.on(GetObjectCommand).callsFake(async ({ Bucket, Key }: Put) => {
    const found = stored.get(`${Bucket} ${Key}`)
    if (!found) throw new NoSuchKey({ message: 'no', $metadata: {} })
    const body = {
      transformToByteArray: async () => found.bytes,
      async *[Symbol.asyncIterator]() {
        yield Buffer.from(found.bytes)
      },
    }
    return { Body: body, ETag: found.etag, ContentLength: found.bytes.length }
  })
  s3.on(PutObjectCommand).callsFake(async ({ Bucket, Key, Body, IfMatch, IfNoneMatch }: Put) => {
    const etag = stored.get(`${Bucket} ${Key}`)?.etag
    const refused = IfNoneMatch === '*' ? etag !== undefined : IfMatch !== undefined && etag !== IfMatch
    if (refused)
      throw new S3ServiceException({ name: 'PreconditionFailed', $fault: 'client', $metadata: { httpStatusCode: 412 } })
    return { ETag: put(Bucket, Key, Body) }
  })
  s3.on(ListObjectsV2Command).callsFake(
    async ({ Bucket, Prefix, Delimiter }: { Bucket: string; Prefix: string; Delimiter?: string }) => {
      const below = keysBelow(Bucket, Prefix)
      if (!Delimiter) return { Contents: below }
      const folders = new Set(below.map(({ Key }) => `${Prefix}${Key.slice(Prefix.length).split('/')[0]}/`))
      return { CommonPrefixes: [...folders].map((one) => ({ Prefix: one })) }
    },
  )
  const textAt = (bucket: string, key: string): string | undefined => {
    const found = stored.get(`${bucket} ${key}`)
    return found && new TextDecoder().decode(found.bytes)
  }
  return { put, textAt, clear: () => stored.clear(), keysBelow }
}
