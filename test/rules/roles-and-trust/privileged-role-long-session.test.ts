import { known, unknownFact } from '#shared/facts/known.ts'
import { privilegedRoleLongSession } from '#shared/rules/roles-and-trust/privileged-role-long-session.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accountWithRoles, allow, inlinePolicy, role } from '#test/support/facts.ts'

const grants = (...actions: readonly string[]) => ({
  inlinePolicies: [inlinePolicy('p', allow(...actions))],
  attachedPolicies: [],
})
const admin = grants('*')
const attachedUnknown = { inlinePolicies: [], attachedPolicies: [{ arn: 'arn:aws:iam::aws:policy/X', name: 'X' }] }

describeRule(privilegedRoleLongSession, {
  now: '2026-04-01',
  pass: [['exactly at the limit', accountWithRoles(role({ grants: admin, maxSessionDuration: known(4 * 3600) }))]],
  fail: [
    [
      'one second over',
      accountWithRoles(role({ grants: admin, maxSessionDuration: known(4 * 3600 + 1) })),
      'Role app is an administrator and allows sessions of 4.1 hours; the limit is 4 hours.',
    ],
    [
      'twelve hours to change permissions',
      accountWithRoles(role({ grants: grants('iam:AttachRolePolicy'), maxSessionDuration: known(43_200) })),
      'Role app can change permissions and allows sessions of 12 hours; the limit is 4 hours.',
    ],
  ],
  unknown: [
    [
      'roles not listed',
      accountWithRoles(role({ grants: admin, maxSessionDuration: unknownFact('roles.json is not there') })),
      'roles.json is not there',
    ],
    [
      'a policy of the role was not read',
      accountWithRoles(role({ grants: attachedUnknown, maxSessionDuration: known(43_200) })),
      'Policy arn:aws:iam::aws:policy/X is attached, but its document is not in the evidence.',
    ],
  ],
  notApplicable: [
    [
      'twelve hours of reading',
      accountWithRoles(role({ grants: grants('s3:GetObject'), maxSessionDuration: known(43_200) })),
    ],
    [
      'trap 13: Identity Center sets its own session length',
      accountWithRoles(
        role({
          name: 'AWSReservedSSO_Admin_0123456789abcdef',
          path: '/aws-reserved/sso.amazonaws.com/',
          grants: admin,
          maxSessionDuration: known(43_200),
        }),
      ),
    ],
  ],
})
