import type { Occurrence } from '#shared/activity/occurrence.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import type { Subject } from '../subject.ts'
import { fail, notApplicable } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { occurrenceEvidence, principalName, recentOf, sinceOf, whenAndWhere } from './occurrence-words.ts'
import { givesAdministration, givingWords } from './administration-giving.ts'
import { policiesAreJudged } from './policies-are-judged.ts'
import { targetGroup, targetRole, targetsSeen, targetUser } from './seen-subjects.ts'
import { quiet } from './watched-days.ts'

const permissionSet = ({ details, principalArn }: Occurrence): Subject => {
  const arn = details['permissionSetArn'] ?? principalArn
  return { type: 'permission-set', arn, name: principalName(arn), identity: arn }
}

const policyItself = ({ details, principalArn }: Occurrence): Subject => {
  const arn = details['policyArn'] ?? principalArn
  return { type: 'policy', arn, name: principalName(arn), identity: arn }
}

const TARGETS: readonly (readonly [RegExp, (occurrence: Occurrence, account: AccountFacts) => Subject])[] = [
  [/PermissionSet$/, permissionSet],
  [/PolicyVersion$/, policyItself],
  [/RolePolicy$/, targetRole],
  [/GroupPolicy$/, targetGroup],
]

const receiverOf = (occurrence: Occurrence, account: AccountFacts): Subject => {
  const target = TARGETS.find(([name]) => name.test(occurrence.eventName))?.[1] ?? targetUser
  return target(occurrence, account)
}

export const administratorPolicyAttachedInLog = defineRule({
  id: 'administrator-policy-attached-in-log',
  family: 'activity',
  title: 'Somebody was made an administrator',
  severity: 'high',
  frameworks: [],
  rationale:
    'The policies themselves are not in the evidence, but the log tells that one of AWS’s own was attached, or another was written, that gives all, or the means to all.',
  remediation:
    'Ask who wanted it and for how long. Detach the policy if nobody did; else let the work be done by a role that has a policy of its own.',
  needs: ['cloudtrail'],
  parameters: { recentDays: days(30, 'Days for which it is a finding.') },
  subjects: targetsSeen({ kinds: ['credential change'], meant: givesAdministration }, receiverOf),
  evaluate({ occurrences, subject }, { now, account, activity, parameters: { recentDays } }) {
    // What a permission set gives shows in other accounts.
    if (policiesAreJudged(account) && subject.type !== 'permission-set')
      return notApplicable('the policies themselves are judged')
    const recent = recentOf(occurrences, recentDays, now)
    const last = recent.at(-1)
    if (last === undefined) return quiet(activity, account, { now, days: recentDays, where: 'home' })
    const by = principalName(last.principalArn)
    return fail(`${by} ${givingWords(last)} ${subject.type.replace('-', ' ')} ${subject.name} ${whenAndWhere(last)}.`, {
      ...sinceOf(recent),
      evidence: occurrenceEvidence(recent),
    })
  },
})
