import type { Occurrence } from '#shared/activity/occurrence.ts'
import { awsCommand } from '../command.ts'
import { fail } from '../outcome.ts'
import { days, words } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { madeWords, makesCredential } from './credential-making.ts'
import {
  occurrenceEvidence,
  principalName,
  recentOf,
  sinceOf,
  whenAndWhere,
  withoutThoseBy,
} from './occurrence-words.ts'
import { targetsSeen, targetUser } from './seen-subjects.ts'
import { quiet } from './watched-days.ts'

/** IAM names are not told apart by case. */
const isForSomeoneElse = ({ principalArn, details }: Occurrence): boolean => {
  const target = details['userName']
  return target !== undefined && target.toLowerCase() !== principalName(principalArn).toLowerCase()
}

export const credentialMadeForSomeoneElse = defineRule({
  id: 'credential-made-for-someone-else',
  family: 'activity',
  title: 'A user made a long-lived credential for another user',
  severity: 'high',
  frameworks: [],
  rationale:
    'A key that I make for you is a key that I know. It is the simplest way to take over another user and to stay after one’s own access is gone.',
  remediation:
    'Ask both users. Deactivate the credential if either does not know of it, and let people make their own, or a deployment role make them all.',
  needs: ['cloudtrail'],
  parameters: {
    recentDays: days(30, 'Days for which it is a finding.'),
    issuers: words([], 'ARNs (patterns) of users whose task it is to make credentials for others.'),
  },
  subjects: targetsSeen(
    {
      kinds: ['credential change'],
      meant: (occurrence) =>
        occurrence.principalType === 'IAMUser' && makesCredential(occurrence) && isForSomeoneElse(occurrence),
    },
    targetUser,
  ),
  evaluate({ occurrences, subject }, { now, account, activity, parameters: { recentDays, issuers } }) {
    const recent = withoutThoseBy(recentOf(occurrences, recentDays, now), issuers)
    const last = recent.at(-1)
    if (last === undefined) return quiet(activity, account, { now, days: recentDays, where: 'home' })
    return fail(
      `${principalName(last.principalArn)} made ${madeWords(last)} for ${subject.name} ${whenAndWhere(last)}.`,
      { ...sinceOf(recent), evidence: occurrenceEvidence(recent) },
    )
  },
  commands: ({ subject: { type, name } }) =>
    type === 'user' ? [awsCommand('iam list-access-keys', { 'user-name': name })] : [],
})
