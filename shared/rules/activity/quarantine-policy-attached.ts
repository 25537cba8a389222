import type { Occurrence } from '#shared/activity/occurrence.ts'
import { awsCommand } from '../command.ts'
import { fail } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { occurrenceEvidence, principalName, recentOf, sinceOf, timeWords, whenAndWhere } from './occurrence-words.ts'
import { endsQuarantine, putsIntoQuarantine } from './quarantine.ts'
import { targetsSeen, targetUser } from './seen-subjects.ts'
import { quiet } from './watched-days.ts'

const changesQuarantine = (occurrence: Occurrence): boolean =>
  putsIntoQuarantine(occurrence) || endsQuarantine(occurrence)

export const quarantinePolicyAttached = defineRule({
  id: 'quarantine-policy-attached',
  yieldsTo: ['user-in-key-quarantine'],
  family: 'activity',
  title: 'A user was put in quarantine because its access key leaked',
  severity: 'critical',
  frameworks: [],
  rationale:
    'AWS attaches this policy when it has found a key in public. Detaching it does not make the key secret again.',
  remediation:
    'Deactivate the keys of the user now, read in CloudTrail what they did, replace what is needed, delete the rest, and answer the support case of AWS.',
  needs: ['cloudtrail'],
  parameters: { recentDays: days(90, 'Days for which it is a finding.') },
  subjects: targetsSeen({ kinds: ['credential change'], meant: changesQuarantine }, targetUser),
  evaluate({ occurrences, subject }, { now, account, activity, parameters: { recentDays } }) {
    const recent = recentOf(occurrences, recentDays, now)
    const attached = recent.findLast(putsIntoQuarantine)
    const told = attached ?? recent.at(-1)
    if (told === undefined) return quiet(activity, account, { now, days: recentDays, where: 'home' })
    const detached = recent.findLast((one) => endsQuarantine(one) && (one.at ?? 0) >= (told.at ?? 0))
    const policy = principalName(told.details['policyArn'] ?? told.details['policyName'] ?? '')
    const detachedWords = detached && `by ${principalName(detached.principalArn)} ${timeWords(detached.at)}`
    const words =
      attached === undefined
        ? `${policy} was detached from ${subject.name} ${detachedWords ?? timeWords(told.at)}`
        : `${policy} was attached to ${subject.name} ${whenAndWhere(attached)}${detachedWords === undefined ? '' : `; it was detached ${detachedWords}`}`
    return fail(`${words}. AWS does this when it finds a key in public.`, {
      ...sinceOf(recent),
      evidence: occurrenceEvidence(recent),
    })
  },
  commands: ({ subject: { type, name } }) =>
    type === 'user' ? [awsCommand('iam list-access-keys', { 'user-name': name })] : [],
})
