import { knownOr } from '#shared/facts/known.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import {
  activeDays,
  keysSeen,
  type KeyTrace,
  keyTraceLabel,
  lastUsedWithin,
  networksOf,
  someOf,
  traceEvidence,
} from './key-traces.ts'
import { accountSeenOn, dateOfDay, dayOf, noActivityWords } from './watched-days.ts'

interface Wake {
  /** The day of the first use after the quiet. */
  readonly day: number
  /** Quiet days right before it on which use would have been seen. */
  readonly quietDays: number
  /** The use before, or the day on which the key was made. */
  readonly lastBefore: number
}

/** The recent days of use, each with the proved quiet before it. Where neither an earlier use nor the key's birth is known, none. */
const wakesOf = (
  { use, key }: KeyTrace,
  since: number,
  seenOn: (day: number) => boolean,
  idleDays: number,
): readonly Wake[] => {
  const active = activeDays(use)
  const createdAt = key ? knownOr(key.createdAt, undefined) : undefined
  const made = createdAt === undefined ? undefined : dayOf(createdAt)
  return active.flatMap((day, index) => {
    if (day < since) return []
    const before = active[index - 1] ?? made
    if (before === undefined) return []
    let quietDays = 0
    while (day - 1 - quietDays > before && quietDays <= idleDays && seenOn(day - 1 - quietDays)) quietDays += 1
    return [{ day, quietDays, lastBefore: before }]
  })
}

export const dormantAccessKeyWokeUp = defineRule({
  id: 'dormant-access-key-woke-up',
  family: 'activity',
  title: 'Access key was used again after a long quiet',
  severity: 'high',
  frameworks: [],
  rationale:
    'A key that nobody needed for weeks and that is used again was either forgotten in a rare job, or found by somebody in an old place.',
  remediation:
    'Ask the owner what ran. If it is a rare job, give it a role; if nobody knows, deactivate the key and read what it did.',
  needs: ['cloudtrail'],
  parameters: {
    idleDays: days(45, 'Days without use that are still usual; one more is a long quiet.'),
    recentDays: days(14, 'Days for which a first use after it is a finding.'),
  },
  subjects: keysSeen,
  evaluate(trace, { now, account, activity, parameters: { idleDays, recentDays } }) {
    if (activity === undefined) return unknown(noActivityWords(account))
    if (!lastUsedWithin(trace, recentDays, now)) return notApplicable('no recent call of the key was seen')
    const wakes = wakesOf(trace, dayOf(now) - recentDays, accountSeenOn(activity, account), idleDays)
    const wake = wakes.findLast(({ quietDays }) => quietDays > idleDays)
    if (wake === undefined) {
      const doubtful = wakes.find(({ day, lastBefore }) => day - lastBefore - 1 > idleDays)
      return doubtful === undefined
        ? pass
        : unknown(
            `before ${dateOfDay(doubtful.day)} no use of the key was seen for more than ${idleDays} days, but the log has gaps there`,
          )
    }
    return fail(
      `${keyTraceLabel(trace)} was used again on ${dateOfDay(wake.day)} after more than ${idleDays} days of quiet (since ${dateOfDay(wake.lastBefore)}), from ${someOf([...networksOf(trace.use).keys()]) || 'an AWS service'}.`,
      { since: new Date(`${dateOfDay(wake.day)}T00:00:00Z`), evidence: traceEvidence(trace) },
    )
  },
})
