import { isOlderThan } from '#shared/facts/instant.ts'
import { awsConfig } from '../frameworks.ts'
import { fail, pass, unknown } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { deleteGroupCommands } from './delete-commands.ts'
import { groupMembersOf } from './group-members.ts'

export const groupEmpty = defineRule({
  id: 'group-empty',
  family: 'users-and-groups',
  title: 'Group has no members',
  severity: 'info',
  frameworks: awsConfig('iam-group-has-users-check'),
  rationale: 'Nobody reviews the policies of a group without members, and whoever may add users to it hands them out.',
  remediation: 'Delete the group, or add the users that it was made for.',
  needs: ['account-authorization-details'],
  failsByAbsence: true,
  parameters: { graceDays: days(7, 'Days that a new group may wait for its first member.') },
  subjects: (account) => account.groups,
  evaluate({ name, createdAt, grants }, { now, account, parameters: { graceDays } }) {
    const { byGroup, incomplete } = groupMembersOf(account)
    if ((byGroup.get(name) ?? []).length > 0) return pass
    if (incomplete !== undefined) return unknown(incomplete)
    if (createdAt && !isOlderThan(createdAt, graceDays, now)) return pass
    const policies = [...grants.attachedPolicies, ...grants.inlinePolicies].map((policy) => policy.name)
    return fail(`Group ${name} has no members${policies.length > 0 ? `, but policies: ${policies.join(', ')}` : ''}.`, {
      ...(createdAt ? { since: createdAt } : {}),
      evidence: { members: 0, policies },
    })
  },
  commands: deleteGroupCommands,
})
