import type { AccountFacts } from '#shared/facts/account.ts'
import { accountOfArn, parseArn } from '#shared/facts/arn.ts'
import type { Alarm, MetricFilter, Trail } from '#shared/facts/settings.ts'
import { fail, type Outcome, pass, unknown } from '../outcome.ts'
import { samplesSelectedBy, type WatchedEvents } from './watched-events.ts'

/** A log group into which a trail of this account writes. */
interface WatchedGroup {
  readonly name: string
  readonly region: string
}

/** `arn:…:logs:region:account:log-group:NAME:*` */
const logGroupOf = (arn: string): WatchedGroup | undefined => {
  const { region = '', resource = '' } = parseArn(arn) ?? {}
  const [kind, name] = resource.split(':')
  return kind === 'log-group' && name !== undefined ? { name, region } : undefined
}

const doesLog = (
  { isMultiRegion, isLogging, managementEvents }: Trail,
  includesReads: boolean,
): boolean | 'unknown' => {
  if (!isMultiRegion || (isLogging.state === 'known' && !isLogging.value)) return false
  if (managementEvents.state === 'known') {
    const events = managementEvents.value
    if (events === 'none' || events === 'read-only' || (events === 'write-only' && includesReads)) return false
    if (events === 'filtered') return 'unknown'
  }
  return isLogging.state === 'known' && managementEvents.state === 'known' ? true : 'unknown'
}

/** A metric is one of its Region: an alarm of the same names in another Region watches another metric. */
const hasAlarm = (filter: MetricFilter, alarms: readonly Alarm[], groups: readonly WatchedGroup[]): boolean => {
  const regions = groups.flatMap(({ name, region }) => (name === filter.logGroupName ? [region] : []))
  const wakes = ({ region, actionsEnabled, actions }: Alarm): boolean =>
    actionsEnabled && actions.length > 0 && (region === undefined || regions.includes(region))
  return filter.metrics.some(({ namespace, name }) =>
    alarms.some((alarm) => alarm.namespace === namespace && alarm.metricName === name && wakes(alarm)),
  )
}

interface Coverage {
  readonly selected: ReadonlySet<string>
  readonly alarmed: ReadonlySet<string>
  readonly unreadable: readonly string[]
}

const coverageOf = (
  { metricFilters, alarms }: { readonly metricFilters: readonly MetricFilter[]; readonly alarms: readonly Alarm[] },
  groups: readonly WatchedGroup[],
  watched: WatchedEvents,
): Coverage => {
  const selected = new Set<string>()
  const alarmed = new Set<string>()
  const unreadable: string[] = []
  for (const filter of metricFilters) {
    if (!groups.some(({ name }) => name === filter.logGroupName)) continue
    const labels = samplesSelectedBy(filter.filterPattern, watched)
    const isAlarmed = hasAlarm(filter, alarms, groups)
    if (labels === undefined && isAlarmed) unreadable.push(filter.filterName)
    for (const label of labels ?? []) {
      selected.add(label)
      if (isAlarmed) alarmed.add(label)
    }
  }
  return { selected, alarmed, unreadable }
}

const some = (labels: readonly string[]): string =>
  labels.length <= 4 ? labels.join(', ') : `${labels.slice(0, 3).join(', ')} and ${labels.length - 3} more`

const whatIsMissing = (coverage: Coverage, watched: WatchedEvents, groups: readonly string[]): string => {
  if (groups.length === 0) {
    return 'no multi-Region trail that logs management events delivers to a log group'
  }
  const labels = watched.samples.map(({ label }) => label)
  const notSelected = labels.filter((label) => !coverage.selected.has(label))
  const on = groups.join(', ')
  if (notSelected.length === labels.length) return `no metric filter on ${on} selects them`
  if (notSelected.length > 0) return `no metric filter on ${on} selects ${some(notSelected)}`
  const notAlarmed = labels.filter((label) => !coverage.alarmed.has(label))
  if (notAlarmed.length === labels.length)
    return `metric filters on ${on} select them, but no alarm with an action watches their metric`
  return `no alarm with an action watches the metric of ${some(notAlarmed)}`
}

/** The chain trail → log group → metric filter → alarm → action, judged by what the filters select. */
export const judgeAlarm = (account: AccountFacts, watched: WatchedEvents): Outcome => {
  const { trails, metricFilters, alarms } = account
  if (trails.state === 'unknown') return unknown(trails.reason)
  if (metricFilters.state === 'unknown') return unknown(metricFilters.reason)
  if (alarms.state === 'unknown') return unknown(alarms.reason)

  const own = account.id.state === 'known' ? account.id.value : undefined
  const sure: WatchedGroup[] = []
  const doubts: string[] = []
  for (const trail of trails.value) {
    const logs = doesLog(trail, watched.includesReads)
    const group = trail.logGroupArn === undefined ? undefined : logGroupOf(trail.logGroupArn)
    if (logs === false || trail.logGroupArn === undefined || group === undefined) continue
    const owner = accountOfArn(trail.logGroupArn)
    if (own !== undefined && owner !== own) {
      doubts.push(`trail ${trail.name} delivers to a log group of account ${owner}, whose metric filters were not read`)
    } else if (logs === 'unknown') doubts.push(`whether trail ${trail.name} logs these events is not known`)
    else sure.push(group)
  }

  const coverage = coverageOf({ metricFilters: metricFilters.value, alarms: alarms.value }, sure, watched)
  if (watched.samples.every(({ label }) => coverage.alarmed.has(label))) return pass
  const [unreadable] = coverage.unreadable
  if (unreadable !== undefined) doubts.push(`what the pattern of metric filter ${unreadable} selects could not be read`)
  const [doubt] = doubts
  if (doubt !== undefined) return unknown(doubt)
  const groups = sure.map(({ name }) => name)
  return fail(`Nobody is alarmed on ${watched.what}: ${whatIsMissing(coverage, watched, groups)}.`, {
    evidence: {
      logGroups: groups,
      notAlarmed: watched.samples.map(({ label }) => label).filter((label) => !coverage.alarmed.has(label)),
    },
  })
}
