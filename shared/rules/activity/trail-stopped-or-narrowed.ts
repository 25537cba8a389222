import type { Occurrence } from '#shared/activity/occurrence.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import { parseArn } from '#shared/facts/arn.ts'
import { knownOr } from '#shared/facts/known.ts'
import { awsCommand } from '../command.ts'
import { fail } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { type Subject, subjectOf } from '../subject.ts'
import { occurrenceEvidence, principalName, recentOf, sinceOf, timeWords, whenAndWhere } from './occurrence-words.ts'
import { targetsSeen } from './seen-subjects.ts'
import { quiet } from './watched-days.ts'

const SELECTED: ReadonlyMap<string, string> = new Map([
  ['none', 'left without management events'],
  ['read-only', 'narrowed to reading calls'],
  ['write-only', 'narrowed to writing calls'],
  ['filtered', 'narrowed to a selection of management events'],
])

/** What the call did to the log; undefined where it took nothing away. */
const lossOf = ({ eventName, details }: Occurrence): string | undefined => {
  if (eventName === 'StopLogging') return 'stopped'
  if (eventName === 'DeleteTrail') return 'deleted'
  if (eventName === 'PutEventSelectors') return SELECTED.get(details['managementEvents'] ?? '')
  if (eventName !== 'UpdateTrail') return undefined
  if (details['isMultiRegionTrail'] === 'false') return 'narrowed to one Region'
  if (details['includeGlobalServiceEvents'] === 'false') return 'left without the events of global services'
  return details['enableLogFileValidation'] === 'false' ? 'left without log file validation' : undefined
}

const trailSubject = ({ details, account: id, region }: Occurrence, account: AccountFacts): Subject => {
  const named = details['name'] ?? details['trailName'] ?? '(trail not named)'
  const name = parseArn(named)?.resource.replace(/^trail\//, '') ?? named
  const found = knownOr(account.trails, []).find((trail) => trail.arn === named || trail.name === name)
  if (found) return subjectOf(found, account)
  const arn = parseArn(named) ? named : `arn:${account.partition}:cloudtrail:${region}:${id}:trail/${name}`
  return { type: 'trail', arn, name, identity: arn }
}

const isOfInterest = (occurrence: Occurrence): boolean =>
  lossOf(occurrence) !== undefined || occurrence.eventName === 'StartLogging'

export const trailStoppedOrNarrowed = defineRule({
  id: 'trail-stopped-or-narrowed',
  family: 'activity',
  title: 'A trail was stopped, deleted or narrowed',
  severity: 'critical',
  frameworks: [],
  rationale:
    'Whoever does not want to be seen begins here. From then on neither this audit nor anybody else can say what was done.',
  remediation:
    'Start the trail again with all management events of all Regions, and ask who did it and why. What happened in between is in the 90 days of event history only.',
  needs: ['cloudtrail'],
  parameters: { recentDays: days(90, 'Days for which it is a finding.') },
  subjects: targetsSeen({ kinds: ['trail change'], meant: isOfInterest }, trailSubject),
  evaluate({ occurrences, subject }, { now, account, activity, parameters: { recentDays } }) {
    const recent = recentOf(occurrences, recentDays, now)
    const losses = recent.filter((occurrence) => lossOf(occurrence) !== undefined)
    const done = losses.filter(({ outcome }) => outcome === 'ok')
    const told = done.at(-1) ?? losses.at(-1)
    if (told === undefined) return quiet(activity, account, { now, days: recentDays, where: 'everywhere' })
    const by = principalName(told.principalArn)
    const loss = lossOf(told) ?? 'changed'
    if (done.length === 0) {
      return fail(`${by} tried, without success, to have trail ${subject.name} ${loss}, last ${whenAndWhere(told)}.`, {
        ...sinceOf(losses),
        severity: 'medium',
        evidence: occurrenceEvidence(losses),
      })
    }
    const started = recent.findLast(
      ({ eventName, outcome, at }) =>
        told.eventName === 'StopLogging' &&
        eventName === 'StartLogging' &&
        outcome === 'ok' &&
        (at ?? 0) > (told.at ?? 0),
    )
    const since = started === undefined ? '' : `, and started again ${timeWords(started.at)}`
    return fail(`Trail ${subject.name} was ${loss} by ${by} ${whenAndWhere(told)}${since}.`, {
      ...sinceOf(done),
      ...(started === undefined ? {} : { severity: 'high' }),
      evidence: occurrenceEvidence(recent),
    })
  },
  commands: ({ subject: { type, arn } }) =>
    type === 'trail' ? [awsCommand('cloudtrail start-logging', { name: arn })] : [],
})
