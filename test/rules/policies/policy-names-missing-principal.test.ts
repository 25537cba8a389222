import { known, unknownFact } from '#shared/facts/known.ts'
import { policyNamesMissingPrincipal } from '#shared/rules/policies/policy-names-missing-principal.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { ACCOUNT, account, document, managedPolicy, role, user } from '#test/support/facts.ts'
import { unreadable } from '#test/support/policies.ts'

const roleArn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`
const naming = (resources: readonly string[], more: Parameters<typeof account>[0] = {}) =>
  account({
    policies: known([managedPolicy({ document: document({ actions: ['iam:PassRole'], resources }) })]),
    roles: known([role()]),
    users: known([user()]),
    ...more,
  })

describeRule(policyNamesMissingPrincipal, {
  now: '2026-04-01',
  pass: [
    ['a role that is there', naming([roleArn('app')])],
    ['patterns name nobody', naming([roleArn('gone-*'), `arn:aws:iam::${ACCOUNT}:user/\${aws:username}`])],
    ['another account', naming(['arn:aws:iam::222222222222:role/gone'])],
  ],
  fail: [
    [
      'a role that is gone',
      naming([roleArn('app'), roleArn('gone')]),
      `Policy AppPolicy names ${roleArn('gone')}, which does not exist.`,
    ],
    [
      'many',
      naming(['a', 'b', 'c', 'd'].map(roleArn)),
      `Policy AppPolicy names ${roleArn('a')}, ${roleArn('b')}, ${roleArn('c')} and 1 more, which do not exist.`,
    ],
  ],
  unknown: [
    ['users not read', naming([roleArn('gone')], { users: unknownFact('denied') }), 'denied'],
    [
      'unreadable',
      account({ policies: known([managedPolicy({ document: unreadable })]) }),
      'Policy AppPolicy: The policy is not JSON.',
    ],
  ],
})
