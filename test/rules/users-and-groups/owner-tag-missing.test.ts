import { expect, test } from 'vitest'
import { known, unknownFact } from '#shared/facts/known.ts'
import { ownerTagMissing } from '#shared/rules/users-and-groups/owner-tag-missing.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accountWithRoles, accountWithUsers, role, user } from '#test/support/facts.ts'

const tagged = (key: string, value: string) => accountWithUsers(user({ tags: known([{ key, value }]) }))

describeRule(ownerTagMissing, {
  now: '2026-04-01',
  pass: [
    ['the first key', tagged('Owner', 'team-a')],
    ['another key, in another case', tagged('contact', 'team-a')],
    ['a role', accountWithRoles(role({ tags: [{ key: 'owner-email', value: 'a@example.com' }] }))],
  ],
  fail: [
    [
      'no tag',
      accountWithUsers(user()),
      'User alice has none of the tags that name an owner: Owner, owner-email, Contact.',
    ],
    [
      'an empty tag',
      accountWithRoles(role({ tags: [{ key: 'Owner', value: ' ' }] })),
      'Role app has none of the tags that name an owner: Owner, owner-email, Contact.',
    ],
  ],
  unknown: [['tags not read', accountWithUsers(user({ tags: unknownFact('denied') })), 'denied']],
  notApplicable: [
    [
      'trap 13: a service-linked role',
      accountWithRoles(role({ path: '/aws-service-role/ecs.amazonaws.com/', name: 'AWSServiceRoleForECS' })),
    ],
  ],
})

test('is off until it is configured', () => {
  expect(ownerTagMissing.enabledByDefault).toBe(false)
})
