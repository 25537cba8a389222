import type { AccountFacts } from '#shared/facts/account.ts'
import { known } from '#shared/facts/known.ts'
import type { Alarm, MetricFilter, Trail } from '#shared/facts/settings.ts'
import { ACCOUNT, account } from './facts.ts'

export const trail = (more: Partial<Trail> = {}): Trail => ({
  kind: 'trail',
  arn: `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/main`,
  name: 'main',
  homeRegion: 'us-east-1',
  isMultiRegion: true,
  isOrganizationTrail: false,
  includesGlobalEvents: true,
  logFileValidation: true,
  bucket: 'trail-bucket',
  logGroupArn: `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:trail-logs:*`,
  isLogging: known(true),
  managementEvents: known('all'),
  ...more,
})
export const metricFilter = (filterPattern: string, name = 'watched'): MetricFilter => ({
  logGroupName: 'trail-logs',
  filterName: `filter-${name}`,
  filterPattern,
  metrics: [{ namespace: 'Security', name }],
})
export const alarm = (more: Partial<Alarm> = {}): Alarm => ({
  name: 'security',
  namespace: 'Security',
  metricName: 'watched',
  actionsEnabled: true,
  actions: [`arn:aws:sns:us-east-1:${ACCOUNT}:security`],
  ...more,
})
export const alarmed = (filterPattern: string, more: Partial<AccountFacts> = {}): AccountFacts =>
  account({
    trails: known([trail()]),
    metricFilters: known([metricFilter(filterPattern)]),
    alarms: known([alarm()]),
    ...more,
  })
