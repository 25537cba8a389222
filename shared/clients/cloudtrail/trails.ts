import { DescribeTrailsCommand } from '@aws-sdk/client-cloudtrail'
import type { Trail } from '@aws-sdk/client-cloudtrail'
import type { BulkSource } from '../bulk-source.ts'
import type { Collection } from '../collection.ts'
import { collectAlarms } from '../cloudwatch/alarms.ts'
import { collectMetricFilters } from '../cloudwatch/metric-filters.ts'
import { collectEventSelectors } from './event-selectors.ts'
import { collectTrailStatus } from './trail-status.ts'

export const actions = ['cloudtrail:DescribeTrails']

const evidence = 'trails'

const inRegion = async (collection: Collection, region: string): Promise<readonly Trail[] | undefined> => {
  const client = collection.clients.cloudTrail(region)
  const answer = await collection.attempt({ call: 'cloudtrail:DescribeTrails', evidence, region }, (options) =>
    client.send(new DescribeTrailsCommand({ includeShadowTrails: true }), options),
  )
  return answer === undefined ? undefined : (answer.trailList ?? [])
}

/** A trail of several Regions shows in each of them: once is enough. */
const distinct = (trails: readonly Trail[]): readonly Trail[] => [
  ...new Map(trails.map((trail) => [trail.TrailARN, trail])).values(),
]

/** The trails, then what hangs on them: status, selectors, and the metric filters and alarms on their log groups. */
export const trails: BulkSource = {
  evidence,
  scope: 'account',
  collect: async (collection) => {
    const answers = await Promise.all(collection.options.regions.map((region) => inRegion(collection, region)))
    const answered = answers.filter((list) => list !== undefined)
    if (answered.length === 0) return
    const trailList = distinct(answered.flat())
    collection.keep(evidence, { trailList })
    await Promise.all([
      collectTrailStatus(collection, trailList),
      collectEventSelectors(collection, trailList),
      collectMetricFilters(collection, trailList),
      collectAlarms(collection, trailList),
    ])
  },
}
