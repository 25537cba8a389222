import { fail, pass } from '../outcome.ts'
import { count, days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { occurrenceEvidence, recentOf, sinceOf, whenAndWhere } from './occurrence-words.ts'
import { rootsSeen } from './seen-subjects.ts'
import { quiet } from './watched-days.ts'

const PASSWORD_EVENT = /^Password|^Email/

export const rootSignInFailed = defineRule({
  id: 'root-sign-in-failed',
  family: 'activity',
  title: 'A console sign-in as the root user failed',
  severity: 'medium',
  frameworks: [],
  rationale:
    'The name of the root user is a mail address that others know. A sign-in that failed is a typing error of the owner or somebody who tries.',
  remediation:
    'Ask the owner whether it was they. If not, see that the root user has MFA and a long password, or no password at all in a member account, and watch the address.',
  needs: ['cloudtrail'],
  parameters: {
    recentDays: days(30, 'Days for which a failed sign-in is a finding.'),
    allowedFailures: count(0, 'So many failed sign-ins within these days are put down to typing.'),
  },
  subjects: rootsSeen({
    kinds: ['root sign-in'],
    meant: ({ eventName, outcome }) => outcome !== 'ok' && !PASSWORD_EVENT.test(eventName),
  }),
  evaluate({ occurrences }, { now, account, activity, parameters: { recentDays, allowedFailures } }) {
    const recent = recentOf(occurrences, recentDays, now)
    const last = recent.at(-1)
    if (last === undefined) return quiet(activity, account, { now, days: recentDays, where: 'home' })
    if (recent.length <= allowedFailures) return pass
    return fail(`A sign-in as the root user failed ${whenAndWhere(last)}.`, {
      ...sinceOf(recent),
      evidence: occurrenceEvidence(recent),
    })
  },
})
