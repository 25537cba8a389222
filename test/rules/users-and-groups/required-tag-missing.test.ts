import { expect, test } from 'vitest'
import { known, unknownFact } from '#shared/facts/known.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { requiredTagMissing } from '#shared/rules/users-and-groups/required-tag-missing.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accountWithRoles, accountWithUsers, at, role, user } from '#test/support/facts.ts'

const tags = (...keys: readonly string[]) => keys.map((key) => ({ key, value: 'x' }))

describeRule(requiredTagMissing, {
  now: '2026-04-01',
  configuration: { rules: new Map([[requiredTagMissing.id, { parameters: { tagKeys: ['team', 'cost-center'] } }]]) },
  pass: [['all of them', accountWithUsers(user({ tags: known(tags('team', 'cost-center', 'more')) }))]],
  fail: [
    ['one missing', accountWithUsers(user({ tags: known(tags('team')) })), 'User alice lacks the tag cost-center.'],
    ['a role without any', accountWithRoles(role()), 'Role app lacks the tags team, cost-center.'],
  ],
  unknown: [['tags not read', accountWithUsers(user({ tags: unknownFact('denied') })), 'denied']],
  notApplicable: [
    [
      'trap 13: a service-linked role',
      accountWithRoles(role({ path: '/aws-service-role/ecs.amazonaws.com/', name: 'AWSServiceRoleForECS' })),
    ],
  ],
})

test('is off until it is configured, and says nothing without keys', () => {
  expect(requiredTagMissing.enabledByDefault).toBe(false)
  const [evaluation] = requiredTagMissing.run(accountWithUsers(user()), {
    now: at('2026-04-01'),
    configuration: defaultConfiguration,
  })
  expect(evaluation?.outcome.status).toBe('not-applicable')
})
