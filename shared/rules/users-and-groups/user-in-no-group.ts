import { awsCommand } from '../command.ts'
import { awsConfig } from '../frameworks.ts'
import { fail, pass, unknown } from '../outcome.ts'
import { defineRule } from '../rule.ts'

export const userInNoGroup = defineRule({
  id: 'user-in-no-group',
  family: 'users-and-groups',
  title: 'User is in no group',
  severity: 'info',
  frameworks: awsConfig('iam-user-group-membership-check'),
  rationale:
    'A user without a group has either no permissions or permissions of its own, which no change to a group will ever reach.',
  remediation: 'Put the user into the group of its task, or delete it.',
  needs: ['account-authorization-details'],
  subjects: (account) => account.users,
  evaluate({ name, groupNames }) {
    if (groupNames.state === 'unknown') return unknown(groupNames.reason)
    return groupNames.value.length > 0 ? pass : fail(`${name} is in no group.`, { evidence: { groups: [] } })
  },
  commands: ({ name }) => [awsCommand('iam add-user-to-group', { 'user-name': name, 'group-name': 'GROUP_NAME' })],
})
