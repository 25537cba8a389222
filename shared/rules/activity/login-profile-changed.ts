import type { Occurrence } from '#shared/activity/occurrence.ts'
import { awsCommand } from '../command.ts'
import { fail } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { occurrenceEvidence, principalName, recentOf, sinceOf, whenAndWhere } from './occurrence-words.ts'
import { targetsSeen, targetUser } from './seen-subjects.ts'
import { quiet } from './watched-days.ts'

const CHANGES: ReadonlyMap<string, string> = new Map([
  ['CreateLoginProfile', 'given'],
  ['UpdateLoginProfile', 'set anew'],
])

/**
 * In the console people may set their own password so. With an access key it is a finding: unlike ChangePassword the call does not ask
 * for the old password, so whoever holds the key gets the console as well.
 */
const isOwnHousekeeping = ({ eventName, principalType, principalArn, accessKeyId, details }: Occurrence): boolean =>
  eventName === 'UpdateLoginProfile' &&
  principalType === 'IAMUser' &&
  details['userName']?.toLowerCase() === principalName(principalArn).toLowerCase() &&
  !accessKeyId.startsWith('AKIA')

const setsPassword = (occurrence: Occurrence): boolean =>
  occurrence.outcome === 'ok' && CHANGES.has(occurrence.eventName) && !isOwnHousekeeping(occurrence)

export const loginProfileChanged = defineRule({
  id: 'login-profile-changed',
  family: 'activity',
  title: 'The console password of a user was set by somebody',
  severity: 'medium',
  frameworks: [],
  rationale:
    'Whoever sets the password of another user can sign in as that user until it is changed, which is why it should end with the first sign-in.',
  remediation:
    'Ask the user whether they asked for it. If not, take the password away and look at what was done with it. Let helpers always require a new password at the next sign-in.',
  needs: ['cloudtrail'],
  parameters: { recentDays: days(30, 'Days for which it is a finding.') },
  subjects: targetsSeen({ kinds: ['credential change'], meant: setsPassword }, targetUser),
  evaluate({ occurrences, subject }, { now, account, activity, parameters: { recentDays } }) {
    const recent = recentOf(occurrences, recentDays, now)
    const last = recent.at(-1)
    if (last === undefined) return quiet(activity, account, { now, days: recentDays, where: 'home' })
    const reset = last.details['passwordResetRequired'] === 'true'
    const by = principalName(last.principalArn)
    const what = CHANGES.get(last.eventName) ?? 'changed'
    const then = reset ? 'it ends with the first sign-in' : 'it stays valid after the first sign-in'
    return fail(`The console password of ${subject.name} was ${what} by ${by} ${whenAndWhere(last)}; ${then}.`, {
      ...sinceOf(recent),
      ...(reset ? {} : { severity: 'high' }),
      evidence: occurrenceEvidence(recent),
    })
  },
  commands: ({ subject: { type, name } }) =>
    type === 'user'
      ? [awsCommand('iam update-login-profile', { 'user-name': name, 'password-reset-required': true })]
      : [],
})
