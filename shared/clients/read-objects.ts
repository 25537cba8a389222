import type { S3Client } from '@aws-sdk/client-s3'
import pLimit from 'p-limit'
import { readObject } from './evidence-bucket.ts'

const AT_ONCE = 32

/** Objects by key, many at a time; `use` gets the bytes and decides what of them is kept, undefined for a key that is not there. */
export const readObjects = async <Kept>(
  s3: S3Client,
  bucket: string,
  keys: readonly string[],
  use: (bytes: Uint8Array | undefined, key: string) => Kept,
): Promise<readonly Kept[]> => {
  const limit = pLimit(AT_ONCE)
  return Promise.all(
    keys.map((key) =>
      limit(async () => {
        const found = await readObject(s3, { bucket, key })
        return use(found.state === 'found' ? found.bytes : undefined, key)
      }),
    ),
  )
}
