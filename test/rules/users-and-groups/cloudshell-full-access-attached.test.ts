import { known, unknownFact } from '#shared/facts/known.ts'
import { cloudshellFullAccessAttached } from '#shared/rules/users-and-groups/cloudshell-full-access-attached.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import {
  ACCOUNT,
  account,
  accountWithRoles,
  accountWithUsers,
  group,
  noGrants,
  role,
  user,
} from '#test/support/facts.ts'

const withPolicy = (arn: string) => ({ ...noGrants, attachedPolicies: [{ arn, name: 'AWSCloudShellFullAccess' }] })
const aws = withPolicy('arn:aws:iam::aws:policy/AWSCloudShellFullAccess')

describeRule(cloudshellFullAccessAttached, {
  now: '2026-04-01',
  pass: [
    ['nothing attached', accountWithUsers(user())],
    [
      'trap 12: a policy of the customer with the same name',
      accountWithRoles(role({ grants: withPolicy(`arn:aws:iam::${ACCOUNT}:policy/AWSCloudShellFullAccess`) })),
    ],
  ],
  fail: [
    ['a user', accountWithUsers(user({ grants: known(aws) })), 'User alice has AWSCloudShellFullAccess attached.'],
    [
      'a group',
      account({ groups: known([group({ grants: aws })]) }),
      'Group developers has AWSCloudShellFullAccess attached.',
    ],
    [
      'a role in another partition',
      accountWithRoles(role({ grants: withPolicy('arn:aws-cn:iam::aws:policy/AWSCloudShellFullAccess') })),
      'Role app has AWSCloudShellFullAccess attached.',
    ],
  ],
  unknown: [['policies not read', accountWithUsers(user({ grants: unknownFact('denied') })), 'denied']],
})
