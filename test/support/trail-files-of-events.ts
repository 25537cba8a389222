import type { JsonObject } from '#shared/facts/json.ts'
import type { LogFileOfTrail } from './trail-in-duckdb.ts'

export const TRAIL_BUCKET = 'trail-bucket'

/** An event put into the log file in which CloudTrail would have delivered it: one a Region, account and hour. */
export const trailFilesOf = (
  events: readonly JsonObject[],
  { day, account }: { readonly day: string; readonly account: (event: JsonObject) => string },
): readonly LogFileOfTrail[] => {
  const files = new Map<string, JsonObject[]>()
  for (const event of events) {
    const owner = account(event)
    const region = /^[a-z]{2}-[a-z]+-\d$/.test(String(event['awsRegion'])) ? String(event['awsRegion']) : 'us-east-1'
    const hour = /T(\d\d):/.exec(String(event['eventTime']))?.[1] ?? '00'
    const key = `AWSLogs/o-abcdefghij/${owner}/CloudTrail/${region}/${day.replaceAll('-', '/')}/${owner}_CloudTrail_${region}_${hour}.json.gz`
    files.set(key, [...(files.get(key) ?? []), event])
  }
  return [...files].map(([key, list]) => ({ bucket: TRAIL_BUCKET, key, events: list }))
}
