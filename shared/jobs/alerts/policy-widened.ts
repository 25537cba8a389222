import type { Occurrence } from '#shared/activity/occurrence.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import { days } from '#shared/rules/parameters.ts'
import { fail, notApplicable } from '#shared/rules/outcome.ts'
import { defineRule } from '#shared/rules/rule.ts'
import type { Subject } from '#shared/rules/subject.ts'
import {
  occurrenceEvidence,
  principalName,
  recentOf,
  sinceOf,
  whenAndWhere,
} from '#shared/rules/activity/occurrence-words.ts'
import { givesAdministration } from '#shared/rules/activity/administration-giving.ts'
import { putsIntoQuarantine } from '#shared/rules/activity/quarantine.ts'
import { targetRole, targetsSeen, targetUser } from '#shared/rules/activity/seen-subjects.ts'

/** What may give a user, or a role, more than it had, in words; whether it does, the daily audit says. */
const CHANGES: ReadonlyMap<string, string> = new Map([
  ['AttachUserPolicy', 'attached a policy to'],
  ['PutUserPolicy', 'wrote an inline policy of'],
  ['DeleteUserPermissionsBoundary', 'took away the permissions boundary of'],
  ['PutUserPermissionsBoundary', 'changed the permissions boundary of'],
  ['AddUserToGroup', 'gave the permissions of a group to'],
  // Of roles the boundary alone: their policies change with every deployment.
  ['DeleteRolePermissionsBoundary', 'took away the permissions boundary of role'],
  ['CreatePolicyVersion', 'wrote a new version of'],
  ['SetDefaultPolicyVersion', 'put another version into force of'],
])

const isOfInterest = (occurrence: Occurrence): boolean =>
  occurrence.outcome === 'ok' &&
  CHANGES.has(occurrence.eventName) &&
  occurrence.details['parametersOmitted'] === undefined &&
  !putsIntoQuarantine(occurrence) &&
  !givesAdministration(occurrence)

const subjectOfChange = (occurrence: Occurrence, account: AccountFacts): Subject => {
  const arn = occurrence.details['policyArn']
  if (occurrence.eventName === 'DeleteRolePermissionsBoundary') return targetRole(occurrence, account)
  if (!occurrence.eventName.endsWith('PolicyVersion') || arn === undefined) return targetUser(occurrence, account)
  return { type: 'policy', arn, name: principalName(arn), identity: arn }
}

const policyWords = ({ eventName, details }: Occurrence): string => {
  if (eventName.endsWith('PolicyVersion')) return ''
  const policy = details['policyArn'] ?? details['policyName'] ?? details['groupName']
  return policy === undefined ? '' : ` (${principalName(policy)})`
}

/** Of the watch alone: the daily audit judges the policies that result. */
export const policyWidened = defineRule({
  id: 'policy-widened',
  family: 'activity',
  title: 'The permissions of a user or role may have been widened',
  severity: 'medium',
  frameworks: [],
  rationale: 'Permissions that grow outside the pipeline are how a small theft becomes a large one.',
  remediation:
    'Compare with the change that asked for it; if there is none, take it back and read what its maker did besides.',
  needs: ['cloudtrail'],
  parameters: { recentDays: days(2, 'Days for which a late event is still told.') },
  subjects: targetsSeen({ kinds: ['credential change'], meant: isOfInterest }, subjectOfChange),
  evaluate({ occurrences, subject }, { now, parameters: { recentDays } }) {
    const recent = recentOf(occurrences, recentDays, now)
    const last = recent.at(-1)
    if (last === undefined) return notApplicable('no policy was changed')
    const what = CHANGES.get(last.eventName) ?? 'changed'
    return fail(
      `${principalName(last.principalArn)} ${what} ${subject.name}${policyWords(last)} ${whenAndWhere(last)}.`,
      { ...sinceOf(recent), evidence: occurrenceEvidence(recent) },
    )
  },
})
