import type { S3Client } from '@aws-sdk/client-s3'
import { readObject, writeObject } from './evidence-bucket.ts'

/** State as one object per account; S3's conditional writes keep two runs from losing each other's. */
export const stateBucket = (s3: S3Client, bucket: string, prefix: string) => {
  const placeOf = (accountId: string) => ({ bucket, key: `${prefix}${accountId}.json` })
  return {
    read: async (accountId: string) => {
      const found = await readObject(s3, placeOf(accountId))
      return found.state === 'absent' ? undefined : { bytes: found.bytes, version: found.etag }
    },
    write: (accountId: string, bytes: Uint8Array, replaces: string | undefined) =>
      writeObject(
        s3,
        placeOf(accountId),
        { bytes, contentType: 'application/json' },
        replaces === undefined ? { kind: 'absent' } : { kind: 'unchanged', etag: replaces },
      ),
  }
}
