import { fail, pass } from '../outcome.ts'
import { count, days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { lastBurst } from './bursts.ts'
import { occurrenceEvidence, recentOf, sinceOf, timeWords } from './occurrence-words.ts'
import { actorsSeen } from './seen-subjects.ts'
import { quiet } from './watched-days.ts'

export const failedSignInBurst = defineRule({
  id: 'failed-sign-in-burst',
  family: 'activity',
  title: 'Many console sign-ins of one user failed in a short time',
  severity: 'medium',
  frameworks: [],
  rationale:
    'A person who has forgotten a password stops after a few tries. A run of failures is somebody, or a program, that guesses; a success right after it is worse.',
  remediation:
    'Ask the user. If it was not they, set a new password, see that MFA is on, and look at what else came from the address.',
  needs: ['cloudtrail'],
  parameters: {
    recentDays: days(30, 'Days for which a run of failures is a finding.'),
    failures: count(5, 'Failures that make a run.', { min: 2, max: 100 }),
    minutes: count(10, 'Minutes within which they must lie.', { min: 1, max: 1440 }),
  },
  subjects: actorsSeen({ kinds: ['sign-in', 'root sign-in'] }),
  evaluate({ occurrences, subject }, { now, account, activity, parameters }) {
    const { recentDays, failures, minutes } = parameters
    const recent = recentOf(occurrences, recentDays, now)
    const failed = recent.filter(({ outcome }) => outcome !== 'ok')
    const burst = lastBurst(failed, { size: failures, minutes })
    const [first] = burst ?? []
    if (burst === undefined || first === undefined) {
      if (failed.length > 0) return pass
      return quiet(activity, account, { now, days: recentDays, where: 'everywhere' })
    }
    const addresses = [...new Set(burst.map(({ sourceAddress }) => sourceAddress))].sort()
    const end = burst.at(-1)?.at ?? 0
    const inside = recent.find(
      ({ at, outcome, sourceAddress }) =>
        outcome === 'ok' &&
        addresses.includes(sourceAddress) &&
        at !== undefined &&
        at >= (first.at ?? 0) &&
        at - end <= minutes * 60_000,
    )
    const then = inside === undefined ? '' : `, and one succeeded ${timeWords(inside.at)}`
    return fail(
      `At least ${failures} sign-ins of ${subject.name} failed within ${minutes} minutes from ${timeWords(first.at).replace(/^on /, '')}, from ${addresses.join(', ')}${then}.`,
      {
        ...sinceOf(burst),
        ...(inside === undefined ? {} : { severity: 'high' }),
        evidence: occurrenceEvidence(inside === undefined ? burst : [...burst, inside]),
      },
    )
  },
})
