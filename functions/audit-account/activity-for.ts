import type { S3Client } from '@aws-sdk/client-s3'
import { readFoldedActivity } from '#functions/_lambda/folded-activity.ts'
import { activityEntryOf, type AuditJob } from '#shared/jobs/audit-account.ts'

/** What is judged beside the evidence: the account's folded activity, or why there is none. */
export type Activity = Pick<AuditJob, 'activity' | 'noActivity'>

export const activityFor = async (s3: S3Client, bucket: string, accountId: string): Promise<Activity> => {
  const folded = await readFoldedActivity(s3, bucket, accountId)
  return folded.state === 'known'
    ? { activity: { profile: folded.value, entry: activityEntryOf(folded.value) } }
    : { noActivity: folded.reason }
}
