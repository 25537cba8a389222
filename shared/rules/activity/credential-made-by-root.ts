import { awsCommand } from '../command.ts'
import { fail } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { madeWords, makesCredential } from './credential-making.ts'
import { occurrenceEvidence, recentOf, sinceOf, whenAndWhere } from './occurrence-words.ts'
import { targetsSeen, targetUser } from './seen-subjects.ts'
import { quiet } from './watched-days.ts'

export const credentialMadeByRoot = defineRule({
  id: 'credential-made-by-root',
  family: 'activity',
  title: 'The root user made a long-lived credential',
  severity: 'critical',
  frameworks: [],
  rationale:
    'A key of the root user is beyond every policy, and a key that root makes for a user went past whoever else hands out credentials.',
  remediation:
    'Ask who did it. Delete a key of the root user in any case; replace a user’s credential by one that was made in the usual way.',
  needs: ['cloudtrail'],
  parameters: { recentDays: days(90, 'Days for which it is a finding.') },
  subjects: targetsSeen(
    {
      kinds: ['credential change'],
      meant: (occurrence) => occurrence.principalType === 'Root' && makesCredential(occurrence),
    },
    targetUser,
  ),
  evaluate({ occurrences, subject }, { now, account, activity, parameters: { recentDays } }) {
    const recent = recentOf(occurrences, recentDays, now)
    const last = recent.at(-1)
    if (last === undefined) return quiet(activity, account, { now, days: recentDays, where: 'home' })
    const owner = subject.type === 'root' ? 'itself' : subject.name
    return fail(`The root user made ${madeWords(last)} for ${owner} ${whenAndWhere(last)}.`, {
      ...sinceOf(recent),
      evidence: occurrenceEvidence(recent),
    })
  },
  commands: ({ subject: { type, name } }) =>
    type === 'user' ? [awsCommand('iam list-access-keys', { 'user-name': name })] : [],
})
