import { DescribeMetricFiltersCommand } from '@aws-sdk/client-cloudwatch-logs'
import type { Trail } from '@aws-sdk/client-cloudtrail'
import { collectPages } from '../bulk-source.ts'
import type { Collection } from '../collection.ts'
import { tokenCursor } from '../pages.ts'
import { logGroupsOf } from './log-groups-of.ts'
import type { LogGroup } from './log-groups-of.ts'

export const actions = ['logs:DescribeMetricFilters']

const evidence = 'metric-filters'
const call = 'logs:DescribeMetricFilters'

const filtersOf = async (collection: Collection, { account, region, name }: LogGroup) => {
  if (account !== collection.options.accountId) {
    const reason = `The log group ${name} is in the account ${account}; audit that account for its filters and alarms.`
    collection.fail({ call, evidence, region }, { code: 'other-account', reason })
    return []
  }
  const client = collection.clients.cloudWatchLogs(region)
  return collectPages(
    collection,
    { call, evidence, region },
    ({ Marker: nextToken }, options) =>
      client.send(
        new DescribeMetricFiltersCommand({ logGroupName: name, ...(nextToken === undefined ? {} : { nextToken }) }),
        options,
      ),
    (page) => tokenCursor(page.nextToken),
  )
}

/** The filters on the trails' log groups, and only on these. */
export const collectMetricFilters = async (collection: Collection, trails: readonly Trail[]): Promise<void> => {
  const groups = logGroupsOf(trails)
  const pages = (await Promise.all(groups.map((group) => filtersOf(collection, group)))).flat()
  if (groups.length > 0 && pages.length === 0) return
  collection.keep(evidence, { metricFilters: pages.flatMap((page) => page.metricFilters ?? []) })
}
