import { awsCommand } from '../command.ts'
import { fail } from '../outcome.ts'
import { days, words } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { occurrenceEvidence, recentOf, sinceOf, whenAndWhere, withoutThoseBy } from './occurrence-words.ts'
import { actorsSeen } from './seen-subjects.ts'
import { quiet } from './watched-days.ts'

export const federationSessionOfUser = defineRule({
  id: 'federation-session-of-user',
  family: 'activity',
  title: 'A user made a session that outlives its access key',
  severity: 'medium',
  frameworks: [],
  rationale:
    'A session of sts:GetFederationToken lives for up to 36 hours, opens the console, and goes on after the key that made it was deactivated or deleted. An intruder makes one to stay while the key is being rotated.',
  remediation:
    'If no identity broker of yours does this, treat the key as stolen: deactivate it, and deny everything to the user’s older sessions with a policy on the user (aws:TokenIssueTime), since deactivation alone does not end them.',
  needs: ['cloudtrail'],
  parameters: {
    recentDays: days(30, 'Days for which it is a finding.'),
    brokers: words([], 'ARNs (patterns) of users that are identity brokers and do this by design.'),
  },
  subjects: actorsSeen({
    kinds: ['federation session'],
    meant: ({ outcome, principalType }) => outcome === 'ok' && principalType === 'IAMUser',
  }),
  evaluate({ occurrences, subject }, { now, account, activity, parameters: { recentDays, brokers } }) {
    const recent = withoutThoseBy(recentOf(occurrences, recentDays, now), brokers)
    const last = recent.at(-1)
    if (last === undefined) return quiet(activity, account, { now, days: recentDays, where: 'everywhere' })
    const key = last.accessKeyId === '' ? '' : ` with access key ${last.accessKeyId}`
    return fail(`${subject.name} made a federation session${key} ${whenAndWhere(last)}.`, {
      ...sinceOf(recent),
      evidence: occurrenceEvidence(recent),
    })
  },
  commands: ({ subject: { type, name } }) =>
    type === 'user' ? [awsCommand('iam list-access-keys', { 'user-name': name })] : [],
})
