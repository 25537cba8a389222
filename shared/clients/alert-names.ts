import { ListObjectsV2Command } from '@aws-sdk/client-s3'
import type { S3Client } from '@aws-sdk/client-s3'
import { AwsCallError, failureOf } from './failure.ts'

export const actions = ['s3:ListBucket']

const MOST_NAMES = 50_000

/** The names of an account's alerts of some days; what is in them is not needed. */
export const readAlertNames = async (
  s3: S3Client,
  bucket: string,
  prefixes: readonly string[],
): Promise<readonly string[]> => {
  const names: string[] = []
  for (const prefix of prefixes) {
    let token: string | undefined
    do {
      const command = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: token })
      const page = await s3.send(command).catch((error: unknown) => {
        const failure = failureOf(error)
        throw new AwsCallError(
          failure,
          `s3://${bucket}/${prefix} could not be listed (${failure.code}): ${failure.reason}`,
        )
      })
      names.push(...(page.Contents ?? []).flatMap(({ Key }) => (Key === undefined ? [] : [Key])))
      token = page.NextContinuationToken
    } while (token !== undefined && names.length < MOST_NAMES)
  }
  return names
}
