/** Where each partition's console is; a link for a partition that is not here is left out rather than guessed. */
const CONSOLES: ReadonlyMap<string, string> = new Map([
  ['aws', 'console.aws.amazon.com'],
  ['aws-us-gov', 'console.amazonaws-us-gov.com'],
  ['aws-cn', 'console.amazonaws.cn'],
])

export interface StoredReport {
  readonly partition: string
  readonly region: string
  readonly bucket: string
  readonly key: string
}

/** The object's page in the S3 console. Never a presigned URL: whoever has one may read, and mail and chat are forwarded. */
export const reportUrl = ({ partition, region, bucket, key }: StoredReport): string | undefined => {
  const host = CONSOLES.get(partition)
  if (host === undefined) return undefined
  return `https://${host}/s3/object/${encodeURIComponent(bucket)}?region=${encodeURIComponent(region)}&prefix=${encodeURIComponent(key)}`
}
