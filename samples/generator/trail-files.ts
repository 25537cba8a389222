import { gzipSync } from 'node:zlib'
import { ACCOUNT_ID, HOME_REGION } from '#samples/account-tables/company.ts'
import { word } from './identifiers.ts'
import { addDays } from './instants.ts'
import type { SampleFile } from './sample-file.ts'
import { type TrailEvent, trailEvents } from './trail-events.ts'
import { insightEvents, oddEvents } from './trail-oddities.ts'

const stamp = (at: Date): string => at.toISOString().replaceAll(/[-:]/g, '').slice(0, 13)

const fileOf = (kind: string, region: string, delivered: Date, records: readonly unknown[]): SampleFile => {
  const day = delivered.toISOString().slice(0, 10).replaceAll('-', '/')
  const time = `${stamp(delivered)}Z`
  const name = `${ACCOUNT_ID}_${kind}_${region}_${time}_${word(`${kind}/${region}/${time}`, 16)}.json.gz`
  return {
    name: `cloudtrail/AWSLogs/${ACCOUNT_ID}/${kind}/${region}/${day}/${name}`,
    bytes: gzipSync(JSON.stringify({ Records: records }), { level: 9 }),
  }
}

/** The sample has one file a day and Region where AWS delivers one every five minutes. */
const byRegionAndDay = (events: readonly TrailEvent[]): ReadonlyMap<string, readonly TrailEvent[]> =>
  Map.groupBy(events, ({ awsRegion, eventTime }) => `${awsRegion} ${eventTime.slice(0, 10)}`)

const REPEATED_ON = new Set(['2026-09-08', '2026-10-05', '2026-11-02'])
/** Delivered 26 hours late, under the prefix of the day of delivery. */
const LATE_DAY = '2026-10-19'

export const trailFiles = (): readonly SampleFile[] =>
  [...byRegionAndDay(trailEvents())].flatMap(([group, events]) => {
    const [region = HOME_REGION, day = ''] = group.split(' ')
    const atHome = region === HOME_REGION
    const last = new Date(Math.max(...events.map(({ eventTime }) => Date.parse(eventTime))))
    const delivered = addDays(new Date(last.getTime() + 5 * 60_000), atHome && day === LATE_DAY ? 26 / 24 : 0)
    const files = [
      fileOf('CloudTrail', region, delivered, atHome ? [...events, ...(oddEvents.get(day) ?? [])] : events),
    ]
    // A redelivery: the last events once more, in a second file with the same event ids.
    if (atHome && REPEATED_ON.has(day)) {
      files.push(fileOf('CloudTrail', region, new Date(delivered.getTime() + 10 * 60_000), events.slice(-4)))
    }
    return files
  })

export const insightFiles = (): readonly SampleFile[] => [
  fileOf('CloudTrail-Insight', 'us-east-1', new Date('2026-11-09T02:50:00Z'), insightEvents),
]
