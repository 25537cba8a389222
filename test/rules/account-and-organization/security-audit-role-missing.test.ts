import { known, unknownFact } from '#shared/facts/known.ts'
import { securityAuditRoleMissing } from '#shared/rules/account-and-organization/security-audit-role-missing.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { account, group, role, user } from '#test/support/facts.ts'

const holding = (arn: string) => ({ inlinePolicies: [], attachedPolicies: [{ arn, name: 'SecurityAudit' }] })
const AWS_POLICY = 'arn:aws:iam::aws:policy/SecurityAudit'

describeRule(securityAuditRoleMissing, {
  now: '2026-04-01',
  pass: [
    ['a role', account({ roles: known([role({ grants: holding(AWS_POLICY) })]) })],
    ['a group', account({ groups: known([group({ grants: holding(AWS_POLICY) })]) })],
    ['a user', account({ users: known([user({ grants: known(holding(AWS_POLICY)) })]) })],
    [
      'row 73: in another partition',
      account({ roles: known([role({ grants: holding('arn:aws-cn:iam::aws:policy/SecurityAudit') })]) }),
    ],
  ],
  fail: [
    ['nobody', account(), 'SecurityAudit is attached to no role, group or user.'],
    [
      'trap 12: a policy of the customer with the same name',
      account({ roles: known([role({ grants: holding('arn:aws:iam::111111111111:policy/SecurityAudit') })]) }),
      'SecurityAudit is attached to no role, group or user.',
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
