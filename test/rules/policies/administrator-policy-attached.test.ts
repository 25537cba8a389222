import { known, unknownFact } from '#shared/facts/known.ts'
import { administratorPolicyAttached } from '#shared/rules/policies/administrator-policy-attached.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import {
  ACCOUNT,
  account,
  accountWithRoles,
  accountWithUsers,
  allow,
  group,
  managedPolicy,
  role,
  user,
} from '#test/support/facts.ts'
import { grantsTo } from '#test/support/policies.ts'

const ADMIN = 'arn:aws:iam::aws:policy/AdministratorAccess'
const admin = grantsTo(ADMIN)

describeRule(administratorPolicyAttached, {
  now: '2026-04-01',
  pass: [
    ['another policy', accountWithRoles(role({ grants: grantsTo('arn:aws:iam::aws:policy/ReadOnlyAccess') }))],
    [
      'trap 12: the customer’s own policy of that name is judged by what it says',
      accountWithRoles(role({ grants: grantsTo(`arn:aws:iam::${ACCOUNT}:policy/AdministratorAccess`) })),
    ],
    [
      'trap 12: AWS’s AdministratorAccess-Amplify is not AdministratorAccess',
      account({
        roles: known([role({ grants: grantsTo('arn:aws:iam::aws:policy/AdministratorAccess-Amplify') })]),
        policies: known([
          managedPolicy({ managedBy: 'aws', name: 'AdministratorAccess-Amplify', document: allow('amplify:*') }),
        ]),
      }),
    ],
  ],
  fail: [
    ['a user', accountWithUsers(user({ grants: known(admin) })), 'AdministratorAccess is attached to user alice.'],
    [
      'a group',
      account({ groups: known([group({ grants: admin })]) }),
      'AdministratorAccess is attached to group developers.',
    ],
    ['a role', accountWithRoles(role({ grants: admin })), 'AdministratorAccess is attached to role app.'],
    [
      'row 73: in another partition',
      accountWithRoles(role({ grants: grantsTo('arn:aws-us-gov:iam::aws:policy/AdministratorAccess') })),
      'AdministratorAccess is attached to role app.',
    ],
    [
      'trap 13: a role that only looks like Identity Center’s',
      accountWithRoles(role({ name: 'AWSReservedSSO_Admin_x', path: '/aws-reserved/', grants: admin })),
      'AdministratorAccess is attached to role AWSReservedSSO_Admin_x.',
    ],
  ],
  unknown: [
    ['details not read', account({ roles: unknownFact('no details') }), 'no details'],
    ['a user’s policies not read', accountWithUsers(user({ grants: unknownFact('no details') })), 'no details'],
  ],
  notApplicable: [
    [
      'trap 14: a break-glass user',
      accountWithUsers(user({ grants: known(admin), tags: known([{ key: 'break-glass', value: 'true' }]) })),
    ],
    [
      'trap 13: Identity Center',
      accountWithRoles(
        role({ name: 'AWSReservedSSO_Admin_x', path: '/aws-reserved/sso.amazonaws.com/', grants: admin }),
      ),
    ],
  ],
})
