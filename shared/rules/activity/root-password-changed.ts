import { fail } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { callNames, occurrenceEvidence, recentOf, sinceOf, whenAndWhere } from './occurrence-words.ts'
import { rootsSeen } from './seen-subjects.ts'
import { quiet } from './watched-days.ts'

const PASSWORD_EVENT = /^Password|^Email/

export const rootPasswordChanged = defineRule({
  id: 'root-password-changed',
  family: 'activity',
  title: 'The password or mail address of the root user was changed, or somebody tried',
  severity: 'critical',
  frameworks: [],
  rationale:
    'Whoever holds the mailbox of the root user can set a new password. After that the account belongs to them, whatever IAM says.',
  remediation:
    'Ask the owner of the mailbox whether it was they. If not, secure the mailbox first, then sign in, change the password, and look for MFA devices and keys that are not yours.',
  needs: ['cloudtrail'],
  parameters: { recentDays: days(30, 'Days for which a change is a finding.') },
  subjects: rootsSeen({ kinds: ['root sign-in'], meant: ({ eventName }) => PASSWORD_EVENT.test(eventName) }),
  evaluate({ occurrences }, { now, account, activity, parameters: { recentDays } }) {
    const recent = recentOf(occurrences, recentDays, now)
    const done = recent.filter(({ outcome }) => outcome === 'ok')
    const told = done.at(-1) ?? recent.at(-1)
    if (told === undefined) return quiet(activity, account, { now, days: recentDays, where: 'home' })
    const words =
      done.length > 0
        ? 'The password or mail address of the root user was changed or its recovery asked for'
        : 'Somebody tried, without success, to change the password or mail address of the root user'
    return fail(`${words} (${callNames(done.length > 0 ? done : recent)}), last ${whenAndWhere(told)}.`, {
      ...sinceOf(recent),
      ...(done.length > 0 ? {} : { severity: 'high' }),
      evidence: occurrenceEvidence(recent),
    })
  },
})
