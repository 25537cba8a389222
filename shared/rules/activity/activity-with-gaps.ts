import { coverageOf } from '#shared/activity/coverage.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { accountSubject, type StatedSubject } from '../subject.ts'
import { someOf } from './key-traces.ts'
import { whereActivity, isOfAccount } from './seen-subjects.ts'
import { accountSeenOn, dateOfDay, dayOf, noActivityWords } from './watched-days.ts'

const theAccount = whereActivity((_, account): readonly StatedSubject[] => [
  { kind: 'stated', subject: accountSubject(account) },
])

export const activityWithGaps = defineRule({
  id: 'activity-with-gaps',
  family: 'activity',
  title: 'The CloudTrail log has days without events, or files that cannot be read',
  severity: 'low',
  frameworks: [],
  rationale:
    'What happened on a day that the log does not hold was not seen: nothing that is said about unused credentials or unused permissions is true of it.',
  remediation:
    'Get the missing files from the bucket of the trail, look whether the trail was stopped on these days, and have unreadable files delivered again or verified with `credaudit verify-trail`.',
  needs: ['cloudtrail'],
  parameters: { withinDays: days(90, 'Days before today within which a gap is a finding.') },
  subjects: theAccount,
  evaluate(_, { now, account, activity, parameters: { withinDays } }) {
    if (activity === undefined) return unknown(noActivityWords(account))
    const first = activity.window.first
    if (first === undefined) return notApplicable('no event in the log bears a time')
    const seenOn = accountSeenOn(activity, account)
    const from = Math.max(dayOf(first), dayOf(now) - withinDays)
    const missing = Array.from({ length: Math.max(0, dayOf(now) - from) }, (_, index) => from + index)
      .filter((day) => !seenOn(day))
      .map(dateOfDay)
    const unreadable = activity.unreadable.entries()
    if (missing.length === 0 && unreadable.length === 0) return pass
    const parts = [
      ...(missing.length > 0 ? [`no event of ${someOf(missing)}`] : []),
      ...(unreadable.length > 0 ? [`files that cannot be read: ${someOf(unreadable.map(([name]) => name))}`] : []),
    ]
    return fail(`The CloudTrail log has gaps: ${parts.join('; ')}.`, {
      evidence: {
        daysWithoutEvents: missing,
        unreadable: unreadable.slice(0, 20).map(([file, reason]) => ({ file, reason })),
        regions: coverageOf(activity)
          .filter((cell) => isOfAccount(account, cell.account))
          .map(({ region, kind, first, last, gaps }) => ({ region, kind, first, last, gaps: gaps.length }))
          .slice(0, 100),
      },
    })
  },
})
