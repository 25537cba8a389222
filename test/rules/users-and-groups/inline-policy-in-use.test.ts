import { known, unknownFact } from '#shared/facts/known.ts'
import { inlinePolicyInUse } from '#shared/rules/users-and-groups/inline-policy-in-use.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import {
  account,
  accountWithRoles,
  accountWithUsers,
  allow,
  group,
  inlinePolicy,
  noGrants,
  role,
  user,
} from '#test/support/facts.ts'

const inline = { ...noGrants, inlinePolicies: [inlinePolicy('extra', allow('s3:GetObject'))] }

describeRule(inlinePolicyInUse, {
  now: '2026-04-01',
  pass: [['none', account({ users: known([user()]), groups: known([group()]), roles: known([role()]) })]],
  fail: [
    ['a user', accountWithUsers(user({ grants: known(inline) })), 'User alice has inline policies: extra.'],
    [
      'a group',
      account({ groups: known([group({ grants: inline })]) }),
      'Group developers has inline policies: extra.',
    ],
    ['a role', accountWithRoles(role({ grants: inline })), 'Role app has inline policies: extra.'],
    [
      'trap 12: a role that only has AWS in its path and name',
      accountWithRoles(role({ path: '/my/aws-reserved/', name: 'AWSReservedSSO_mine', grants: inline })),
      'Role AWSReservedSSO_mine has inline policies: extra.',
    ],
  ],
  unknown: [
    ['policies of a user not read', accountWithUsers(user({ grants: unknownFact('denied') })), 'denied'],
    ['trap 25: roles not read', account({ roles: unknownFact('no details') }), 'the roles are not known: no details'],
  ],
  notApplicable: [
    [
      'trap 13: the role of an Identity Center permission set',
      accountWithRoles(
        role({
          path: '/aws-reserved/sso.amazonaws.com/',
          name: 'AWSReservedSSO_Admin_0123456789abcdef',
          grants: inline,
        }),
      ),
    ],
    [
      'trap 13: a service-linked role',
      accountWithRoles(
        role({ path: '/aws-service-role/ecs.amazonaws.com/', name: 'AWSServiceRoleForECS', grants: inline }),
      ),
    ],
  ],
})
