import type { S3Client } from '@aws-sdk/client-s3'
import { parseProfile } from '#shared/activity/parse-profile.ts'
import type { UsageProfile } from '#shared/activity/usage-profile.ts'
import { AwsCallError } from '#shared/clients/failure.ts'
import { profileBucket } from '#shared/clients/profile-bucket.ts'
import { type Known, known, unknownFact } from '#shared/facts/known.ts'

/**
 * The activity of an account as fold-activity has published it. None, or one that cannot be read, costs what stands on it and
 * nothing else: the reason is what the report says of it.
 */
export const readFoldedActivity = async (
  s3: S3Client,
  bucket: string,
  accountId: string,
): Promise<Known<UsageProfile>> => {
  const place = `s3://${bucket}/activity/${accountId}/profile.json`
  try {
    const found = await profileBucket(s3, bucket).readWhole(accountId)
    return found === undefined
      ? unknownFact(`no activity of account ${accountId} has been folded: ${place} is not there`)
      : known(parseProfile(new TextDecoder().decode(found.bytes)))
  } catch (error) {
    const why = error instanceof AwsCallError ? error.message : `${place} is no profile that this version can read`
    return unknownFact(`the folded activity of account ${accountId} cannot be used: ${why}`)
  }
}
