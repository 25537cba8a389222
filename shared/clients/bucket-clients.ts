import { S3Client } from '@aws-sdk/client-s3'
import type { S3ClientConfig } from '@aws-sdk/client-s3'

/**
 * Clients of the bucket over the same connections, each with a budget of retries of its own. The SDK's budget (500, of which a retry
 * costs 5) is meant for one piece of work: in a function that stays warm for hours, a bucket that throttles a third of the calls drains
 * it, and what then comes is given up at its first refusal.
 */
export const bucketClients = (configuration: S3ClientConfig): (() => S3Client) => {
  const first = new S3Client(configuration)
  const { requestHandler } = first.config
  return () => new S3Client({ ...configuration, requestHandler })
}
