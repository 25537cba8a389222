import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch'
import type { Trail } from '@aws-sdk/client-cloudtrail'
import { collectPages } from '../bulk-source.ts'
import type { Collection } from '../collection.ts'
import { tokenCursor } from '../pages.ts'
import { logGroupsOf } from './log-groups-of.ts'

export const actions = ['cloudwatch:DescribeAlarms']

const evidence = 'alarms'

const alarmsIn = async (collection: Collection, region: string) => {
  const client = collection.clients.cloudWatch(region)
  return collectPages(
    collection,
    { call: 'cloudwatch:DescribeAlarms', evidence, region },
    ({ Marker: NextToken }, options) =>
      client.send(
        new DescribeAlarmsCommand({
          AlarmTypes: ['MetricAlarm'],
          MaxRecords: 100,
          ...(NextToken === undefined ? {} : { NextToken }),
        }),
        options,
      ),
    (page) => tokenCursor(page.NextToken),
  )
}

/** Alarms of the Regions in which this account's trails write to a log group: elsewhere none can watch a trail. */
export const collectAlarms = async (collection: Collection, trails: readonly Trail[]): Promise<void> => {
  const groups = logGroupsOf(trails)
  const own = groups.filter(({ account }) => account === collection.options.accountId)
  const regions = [...new Set(own.map(({ region }) => region))]
  const pages = (await Promise.all(regions.map((region) => alarmsIn(collection, region)))).flat()
  if (groups.length > 0 && pages.length === 0) return
  collection.keep(evidence, { MetricAlarms: pages.flatMap((page) => page.MetricAlarms ?? []) })
}
