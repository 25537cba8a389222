import { expect, test } from 'vitest'
import { known, unknownFact } from '#shared/facts/known.ts'
import { nameOutsideConvention } from '#shared/rules/users-and-groups/name-outside-convention.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { account, accountWithRoles, accountWithUsers, group, role, user } from '#test/support/facts.ts'

describeRule(nameOutsideConvention, {
  now: '2026-04-01',
  configuration: {
    rules: new Map([
      [nameOutsideConvention.id, { parameters: { userPatterns: ['*@example.com', 'svc-*'], rolePatterns: ['app-*'] } }],
    ]),
  },
  pass: [
    ['a person', accountWithUsers(user({ name: 'alice@example.com' }))],
    ['a machine', accountWithUsers(user({ name: 'svc-backup' }))],
    ['a role', accountWithRoles(role({ name: 'app-shop' }))],
  ],
  fail: [
    [
      'a user',
      accountWithUsers(user({ name: 'constructor' })),
      'User constructor matches none of the patterns for names: *@example.com, svc-*.',
    ],
    [
      'a role; case counts',
      accountWithRoles(role({ name: 'App-shop' })),
      'Role App-shop matches none of the patterns for names: app-*.',
    ],
  ],
  unknown: [['users not read', account({ users: unknownFact('no report') }), 'the users are not known: no report']],
  notApplicable: [
    ['groups, for which no pattern is set', account({ groups: known([group()]) })],
    [
      'trap 13: a service-linked role',
      accountWithRoles(role({ path: '/aws-service-role/ecs.amazonaws.com/', name: 'AWSServiceRoleForECS' })),
    ],
  ],
})

test('is off until it is configured', () => {
  expect(nameOutsideConvention.enabledByDefault).toBe(false)
})
