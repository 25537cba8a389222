import type { S3Client } from '@aws-sdk/client-s3'
import pLimit from 'p-limit'
import { writeObject } from './evidence-bucket.ts'

const AT_ONCE = 8

/** Objects by key, some at a time; done when all of them are written. */
export const writeObjects = async (
  s3: S3Client,
  bucket: string,
  contentType: string,
  objects: readonly { readonly key: string; readonly bytes: Uint8Array }[],
): Promise<void> => {
  const limit = pLimit(AT_ONCE)
  await Promise.all(
    objects.map(({ key, bytes }) => limit(() => writeObject(s3, { bucket, key }, { bytes, contentType }))),
  )
}
