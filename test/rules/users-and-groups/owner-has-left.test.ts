import { expect, test } from 'vitest'
import { known, unknownFact } from '#shared/facts/known.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { ownerHasLeft } from '#shared/rules/users-and-groups/owner-has-left.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accountWithRoles, accountWithUsers, at, role, user } from '#test/support/facts.ts'

const ownedBy = (value: string) => accountWithUsers(user({ name: 'app', tags: known([{ key: 'Owner', value }]) }))

describeRule(ownerHasLeft, {
  now: '2026-04-01',
  configuration: {
    rules: new Map([[ownerHasLeft.id, { parameters: { staff: ['alice@example.com', 'team-*'] } }]]),
  },
  pass: [
    ['on the list, whatever the case', ownedBy('Alice@Example.com')],
    ['a team', ownedBy('team-payments')],
  ],
  fail: [
    ['gone', ownedBy('bob@example.com'), 'User app belongs to bob@example.com, who is not on the list of staff.'],
    [
      'the owner of a role',
      accountWithRoles(role({ tags: [{ key: 'Contact', value: 'bob@example.com' }] })),
      'Role app belongs to bob@example.com, who is not on the list of staff.',
    ],
  ],
  unknown: [['tags not read', accountWithUsers(user({ tags: unknownFact('denied') })), 'denied']],
  notApplicable: [['no owner tag: another rule', accountWithUsers(user())]],
})

test('is off until it is configured, and an empty list makes nobody a leaver', () => {
  expect(ownerHasLeft.enabledByDefault).toBe(false)
  const [evaluation] = ownerHasLeft.run(ownedBy('bob'), {
    now: at('2026-04-01'),
    configuration: defaultConfiguration,
  })
  expect(evaluation?.outcome).toEqual({
    status: 'unknown',
    reason: 'the list of staff is empty: configure the parameter staff',
  })
})
