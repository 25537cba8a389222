import type { Occurrence } from '#shared/activity/occurrence.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import type { Subject } from '../subject.ts'
import { fail, notApplicable } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { occurrenceEvidence, principalName, recentOf, sinceOf, whenAndWhere } from './occurrence-words.ts'
import { givesAdministration } from './administration-giving.ts'
import { policiesAreJudged } from './policies-are-judged.ts'
import { targetGroup, targetRole, targetsSeen, targetUser } from './seen-subjects.ts'
import { quiet } from './watched-days.ts'

const ATTACHING: ReadonlyMap<string, (occurrence: Occurrence, account: AccountFacts) => Subject> = new Map([
  ['AttachUserPolicy', targetUser],
  ['AttachRolePolicy', targetRole],
  ['AttachGroupPolicy', targetGroup],
])

export const administratorPolicyAttachedInLog = defineRule({
  id: 'administrator-policy-attached-in-log',
  family: 'activity',
  title: 'Somebody was made an administrator',
  severity: 'high',
  frameworks: [],
  rationale:
    'The policies themselves are not in the evidence, but the log tells that one of AWS’s own was attached that gives all, or the means to all.',
  remediation:
    'Ask who wanted it and for how long. Detach the policy if nobody did; else let the work be done by a role that has a policy of its own.',
  needs: ['cloudtrail'],
  parameters: { recentDays: days(30, 'Days for which it is a finding.') },
  subjects: targetsSeen({ kinds: ['credential change'], meant: givesAdministration }, (occurrence, account) =>
    (ATTACHING.get(occurrence.eventName) ?? targetUser)(occurrence, account),
  ),
  evaluate({ occurrences, subject }, { now, account, activity, parameters: { recentDays } }) {
    if (policiesAreJudged(account)) return notApplicable('the policies themselves are judged')
    const recent = recentOf(occurrences, recentDays, now)
    const last = recent.at(-1)
    if (last === undefined) return quiet(activity, account, { now, days: recentDays, where: 'home' })
    const policy = principalName(last.details['policyArn'] ?? '')
    return fail(
      `${principalName(last.principalArn)} attached ${policy} to ${subject.type} ${subject.name} ${whenAndWhere(last)}.`,
      { ...sinceOf(recent), evidence: occurrenceEvidence(recent) },
    )
  },
})
