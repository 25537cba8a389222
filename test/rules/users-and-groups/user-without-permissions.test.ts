import { expect, test } from 'vitest'
import { known, unknownFact } from '#shared/facts/known.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { userWithoutPermissions } from '#shared/rules/users-and-groups/user-without-permissions.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import {
  accessKey,
  account,
  accountWithUsers,
  allow,
  at,
  group,
  inlinePolicy,
  mfaDevice,
  noGrants,
  password,
  user,
} from '#test/support/facts.ts'

const READ = { arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess', name: 'ReadOnlyAccess' }
const member = user({ groupNames: known(['developers']) })
const MESSAGE = 'alice has no policy, neither of its own nor through a group.'

describeRule(userWithoutPermissions, {
  now: '2026-04-01',
  pass: [
    [
      'an attached policy, whose document is not in the evidence',
      accountWithUsers(user({ grants: known({ ...noGrants, attachedPolicies: [READ] }) })),
    ],
    [
      'an inline policy',
      accountWithUsers(user({ grants: known({ ...noGrants, inlinePolicies: [inlinePolicy('x', allow('s3:*'))] }) })),
    ],
    [
      'a policy of a group',
      account({
        users: known([member]),
        groups: known([group({ grants: { ...noGrants, inlinePolicies: [inlinePolicy('x', allow('s3:*'))] } })]),
      }),
    ],
    ['trap 1: made exactly seven days ago', accountWithUsers(user({ createdAt: known(at('2026-03-25')) }))],
  ],
  fail: [
    ['none', accountWithUsers(user({ createdAt: known(at('2026-03-24T23:59:59.999Z')) })), MESSAGE],
    ['a group without policies', account({ users: known([member]), groups: known([group()]) }), MESSAGE],
  ],
  unknown: [
    ['policies not read', accountWithUsers(user({ grants: unknownFact('denied') })), 'denied'],
    [
      'the group is not in the evidence',
      account({ users: known([member]) }),
      'Group developers is not in the evidence.',
    ],
  ],
})

test('the commands empty the user before they delete it', () => {
  const made = user({
    password: password(),
    accessKeys: known([accessKey({ accessKeyId: 'AKIAEXAMPLE' })]),
    mfaDevices: known([mfaDevice({ serialNumber: 'GAHT12345678' })]),
  })
  const [evaluation] = userWithoutPermissions.run(accountWithUsers(made), {
    now: at('2026-04-01'),
    configuration: defaultConfiguration,
  })
  expect(evaluation?.commands).toEqual([
    'aws iam delete-login-profile --user-name alice',
    'aws iam delete-access-key --user-name alice --access-key-id AKIAEXAMPLE',
    'aws iam deactivate-mfa-device --user-name alice --serial-number GAHT12345678',
    'aws iam delete-user --user-name alice',
  ])
})
