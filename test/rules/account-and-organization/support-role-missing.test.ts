import { known, unknownFact } from '#shared/facts/known.ts'
import { supportRoleMissing } from '#shared/rules/account-and-organization/support-role-missing.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { account, group, role, user } from '#test/support/facts.ts'

const holding = (arn: string) => ({ inlinePolicies: [], attachedPolicies: [{ arn, name: 'AWSSupportAccess' }] })
const AWS_POLICY = 'arn:aws:iam::aws:policy/AWSSupportAccess'

describeRule(supportRoleMissing, {
  now: '2026-04-01',
  pass: [
    ['a role', account({ roles: known([role({ grants: holding(AWS_POLICY) })]) })],
    ['a group', account({ groups: known([group({ grants: holding(AWS_POLICY) })]) })],
    ['a user', account({ users: known([user({ grants: known(holding(AWS_POLICY)) })]) })],
    [
      'row 73: in another partition',
      account({ roles: known([role({ grants: holding('arn:aws-cn:iam::aws:policy/AWSSupportAccess') })]) }),
    ],
  ],
  fail: [
    ['nobody', account(), 'AWSSupportAccess is attached to no role, group or user.'],
    [
      'trap 12: a policy of the customer with the same name',
      account({ roles: known([role({ grants: holding('arn:aws:iam::111111111111:policy/AWSSupportAccess') })]) }),
      'AWSSupportAccess is attached to no role, group or user.',
    ],
  ],
  unknown: [
    ['roles not read', account({ roles: unknownFact('denied') }), 'denied'],
    [
      'a user’s policies not read',
      account({ users: known([user({ grants: unknownFact('only the report') })]) }),
      'only the report',
    ],
  ],
})
