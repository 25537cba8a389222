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

interface Loss {
  readonly words: string
  /** Not a loss in itself: whoever owns the bucket has the log. */
  readonly severity?: 'low'
}

const SELECTED: ReadonlyMap<string, Loss> = new Map([
  ['none', { words: 'left without management events' }],
  ['read-only', { words: 'narrowed to reading calls' }],
  ['write-only', { words: 'narrowed to writing calls' }],
  ['filtered', { words: 'narrowed to a selection of management events' }],
])

const lossOfUpdate = ({ details }: Occurrence): Loss | undefined => {
  if (details['isMultiRegionTrail'] === 'false') return { words: 'narrowed to one Region' }
  if (details['includeGlobalServiceEvents'] === 'false') return { words: 'left without the events of global services' }
  if (details['enableLogFileValidation'] === 'false') return { words: 'left without log file validation' }
  const bucket = details['s3BucketName']
  return bucket === undefined ? undefined : { words: `pointed to bucket ${bucket}`, severity: 'low' }
}

/** What the call did to the log; undefined where it took nothing away. */
const lossOf = (occurrence: Occurrence): Loss | undefined => {
  switch (occurrence.eventName) {
    case 'StopLogging':
      return { words: 'stopped' }
    case 'DeleteTrail':
      return { words: 'deleted' }
    case 'PutEventSelectors':
      return SELECTED.get(occurrence.details['managementEvents'] ?? '')
    case 'UpdateTrail':
      return lossOfUpdate(occurrence)
    default:
      return undefined
  }
}

const isGrave = (occurrence: Occurrence): boolean => lossOf(occurrence)?.severity === undefined

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
    'Start the trail again with all management events of all Regions, and ask who did it and why. What happened in between is in the 90 days of event history only. Where the trail was pointed to a bucket, see that the bucket is yours.',
  needs: ['cloudtrail'],
  parameters: { recentDays: days(90, 'Days for which it is a finding.') },
  subjects: targetsSeen({ kinds: ['trail change'], meant: isOfInterest }, trailSubject),
  evaluate({ occurrences, subject }, { now, account, activity, parameters: { recentDays } }) {
    const recent = recentOf(occurrences, recentDays, now)
    const losses = recent.filter((occurrence) => lossOf(occurrence) !== undefined)
    const done = losses.filter(({ outcome }) => outcome === 'ok')
    const told = done.findLast(isGrave) ?? done.at(-1) ?? losses.at(-1)
    if (told === undefined) return quiet(activity, account, { now, days: recentDays, where: 'everywhere' })
    const by = principalName(told.principalArn)
    const { words: loss, severity } = lossOf(told) ?? { words: 'changed' }
    if (done.length === 0) {
      return fail(`${by} tried, without success, to have trail ${subject.name} ${loss}, last ${whenAndWhere(told)}.`, {
        ...sinceOf(losses),
        severity: severity ?? 'medium',
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
      ...(severity === undefined ? {} : { severity }),
      ...(started === undefined ? {} : { severity: 'high' }),
      evidence: occurrenceEvidence(recent),
    })
  },
  commands: ({ subject: { type, arn } }) =>
    type === 'trail' ? [awsCommand('cloudtrail start-logging', { name: arn })] : [],
})
