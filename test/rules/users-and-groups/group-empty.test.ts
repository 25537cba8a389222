import { expect, test } from 'vitest'
import type { Group } from '#shared/facts/principal.ts'
import { known, unknownFact } from '#shared/facts/known.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { groupEmpty } from '#shared/rules/users-and-groups/group-empty.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { account, allow, at, group, inlinePolicy, noGrants, user } from '#test/support/facts.ts'

const inAccount = (made: Group, ...users: readonly ReturnType<typeof user>[]) =>
  account({ groups: known([made]), users: known(users) })
const unknownMember = user({ name: 'bob', groupNames: unknownFact('denied') })

describeRule(groupEmpty, {
  now: '2026-04-01',
  pass: [
    ['one member', inAccount(group(), user({ groupNames: known(['developers']) }))],
    ['one member known, another not', inAccount(group(), user({ groupNames: known(['developers']) }), unknownMember)],
    ['made exactly seven days ago', inAccount(group({ createdAt: at('2026-03-25') }))],
  ],
  fail: [
    [
      'made a millisecond earlier',
      inAccount(group({ createdAt: at('2026-03-24T23:59:59.999Z') }), user({ groupNames: known(['others']) })),
      'Group developers has no members.',
    ],
    [
      'with policies that wait for somebody',
      inAccount(group({ grants: { ...noGrants, inlinePolicies: [inlinePolicy('all', allow('*'))] } })),
      'Group developers has no members, but policies: all.',
    ],
    [
      'with the name of a property of every object',
      inAccount(group({ name: '__proto__' })),
      'Group __proto__ has no members.',
    ],
  ],
  unknown: [
    ['groups of a user not read', inAccount(group(), unknownMember), 'denied'],
    ['users not read', account({ groups: known([group()]), users: unknownFact('no users') }), 'no users'],
    ['groups not read', account({ groups: unknownFact('no details') }), 'no details'],
  ],
  notApplicable: [['no group', account()]],
})

test('the commands take the policies off first, as IAM deletes only what is empty', () => {
  const grants = {
    attachedPolicies: [{ arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess', name: 'ReadOnlyAccess' }],
    inlinePolicies: [inlinePolicy('all', allow('*'))],
  }
  const [evaluation] = groupEmpty.run(inAccount(group({ grants })), {
    now: at('2026-04-01'),
    configuration: defaultConfiguration,
  })
  expect(evaluation?.commands).toEqual([
    'aws iam detach-group-policy --group-name developers --policy-arn arn:aws:iam::aws:policy/ReadOnlyAccess',
    'aws iam delete-group-policy --group-name developers --policy-name all',
    'aws iam delete-group --group-name developers',
  ])
})
