import { fail } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { accountSubject } from '../subject.ts'
import { occurrenceEvidence, principalName, recentOf, sinceOf, whenAndWhere } from './occurrence-words.ts'
import { targetsSeen } from './seen-subjects.ts'
import { quiet } from './watched-days.ts'

export const passwordPolicyDeleted = defineRule({
  id: 'password-policy-deleted',
  family: 'activity',
  title: 'The password policy of the account was deleted',
  severity: 'medium',
  frameworks: [],
  rationale:
    'From then on the default of IAM is in force: eight characters, no memory of earlier passwords, no end. Whoever wants an easy password to stay begins here.',
  remediation: 'Ask who did it and why, set the policy again, and look at which passwords were set since.',
  needs: ['cloudtrail'],
  parameters: { recentDays: days(30, 'Days for which it is a finding.') },
  subjects: targetsSeen(
    {
      kinds: ['credential change'],
      meant: ({ eventName, outcome }) =>
        outcome === 'ok' &&
        (eventName === 'DeleteAccountPasswordPolicy' || eventName === 'UpdateAccountPasswordPolicy'),
    },
    (_, account) => accountSubject(account),
  ),
  evaluate({ occurrences }, { now, account, activity, parameters: { recentDays } }) {
    const recent = recentOf(occurrences, recentDays, now)
    const last = recent.findLast(({ eventName }) => eventName === 'DeleteAccountPasswordPolicy')
    if (last === undefined) return quiet(activity, account, { now, days: recentDays, where: 'home' })
    const isSetAgain = recent.some(
      ({ eventName, at }) => eventName === 'UpdateAccountPasswordPolicy' && (at ?? 0) > (last.at ?? 0),
    )
    const since = isSetAgain ? '; one was set again since' : ''
    return fail(
      `The password policy of the account was deleted by ${principalName(last.principalArn)} ${whenAndWhere(last)}${since}.`,
      { ...sinceOf([last]), ...(isSetAgain ? { severity: 'low' } : {}), evidence: occurrenceEvidence(recent) },
    )
  },
})
