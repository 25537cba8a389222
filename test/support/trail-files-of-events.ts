import type { JsonObject } from '#shared/facts/json.ts'
import type { LogFileOfTrail } from './trail-in-duckdb.ts'

export const TRAIL_BUCKET = 'trail-bucket'

const textIn = (event: JsonObject, field: string): string => {
  const value = event[field]
  return typeof value === 'string' ? value : ''
}

/** An event put into the log file in which CloudTrail would have delivered it: one a Region, account and hour. */
export const trailFilesOf = (
  events: readonly JsonObject[],
  { day, account }: { readonly day: string; readonly account: (event: JsonObject) => string },
): readonly LogFileOfTrail[] => {
  const files = new Map<string, JsonObject[]>()
  for (const event of events) {
    const owner = account(event)
    const [region = 'us-east-1'] = /^[a-z]{2}-[a-z]+-\d$/.exec(textIn(event, 'awsRegion')) ?? []
    const hour = /T(\d\d):/.exec(textIn(event, 'eventTime'))?.[1] ?? '00'
    const key = `AWSLogs/o-abcdefghij/${owner}/CloudTrail/${region}/${day.replaceAll('-', '/')}/${owner}_CloudTrail_${region}_${hour}.json.gz`
    files.set(key, [...(files.get(key) ?? []), event])
  }
  return [...files].map(([key, list]) => ({ bucket: TRAIL_BUCKET, key, events: list }))
}
