import type { Occurrence } from '#shared/activity/occurrence.ts'
import { fail } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { callNames, occurrenceEvidence, principalName, recentOf, sinceOf, whenAndWhere } from './occurrence-words.ts'
import { putsIntoQuarantine } from './quarantine.ts'
import { actorsSeen } from './seen-subjects.ts'
import { quiet } from './watched-days.ts'

/** Calls that widen what a principal may do, by the parameter that names it. */
const WIDENING: ReadonlyMap<string, 'userName' | 'roleName'> = new Map([
  ['AttachUserPolicy', 'userName'],
  ['PutUserPolicy', 'userName'],
  ['AddUserToGroup', 'userName'],
  ['PutUserPermissionsBoundary', 'userName'],
  ['DeleteUserPermissionsBoundary', 'userName'],
  ['AttachRolePolicy', 'roleName'],
  ['PutRolePolicy', 'roleName'],
  ['PutRolePermissionsBoundary', 'roleName'],
  ['DeleteRolePermissionsBoundary', 'roleName'],
  ['UpdateAssumeRolePolicy', 'roleName'],
])

const OWN_PARAMETER: ReadonlyMap<string, string> = new Map([
  ['IAMUser', 'userName'],
  ['AssumedRole', 'roleName'],
])

/** IAM names are not told apart by case. */
const isToSelf = (occurrence: Occurrence): boolean => {
  const { eventName, principalType, principalArn, details } = occurrence
  const parameter = WIDENING.get(eventName)
  if (parameter === undefined || OWN_PARAMETER.get(principalType) !== parameter) return false
  return (
    details[parameter]?.toLowerCase() === principalName(principalArn).toLowerCase() && !putsIntoQuarantine(occurrence)
  )
}

export const policyAttachedToSelf = defineRule({
  id: 'policy-attached-to-self',
  family: 'activity',
  title: 'A principal changed its own permissions',
  severity: 'high',
  frameworks: [],
  rationale:
    'Who can give themselves a policy has no limit. A person has no need to, and an intruder does it within the first minutes.',
  remediation:
    'Look at the policy and the reason. Take the change back if nobody else agreed to it, and take the permission to change own permissions away.',
  needs: ['cloudtrail'],
  parameters: { recentDays: days(30, 'Days for which it is a finding.') },
  subjects: actorsSeen({ kinds: ['credential change'], meant: isToSelf }),
  evaluate({ occurrences, subject }, { now, account, activity, parameters: { recentDays } }) {
    const recent = recentOf(occurrences, recentDays, now)
    const done = recent.filter(({ outcome }) => outcome === 'ok')
    const told = done.at(-1) ?? recent.at(-1)
    if (told === undefined) return quiet(activity, account, { now, days: recentDays, where: 'home' })
    const policy = told.details['policyArn'] ?? told.details['policyName'] ?? told.details['groupName']
    const verb = done.length > 0 ? 'changed' : 'tried to change, and was refused,'
    return fail(
      `${subject.name} ${verb} its own permissions (${callNames(done.length > 0 ? done : recent)}${policy === undefined ? '' : `: ${policy}`}), last ${whenAndWhere(told)}.`,
      {
        ...sinceOf(recent),
        ...(done.length > 0 ? {} : { severity: 'medium' }),
        evidence: occurrenceEvidence(recent),
      },
    )
  },
})
