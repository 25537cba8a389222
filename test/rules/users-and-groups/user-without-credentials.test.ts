import { expect, test } from 'vitest'
import { known, unknownFact } from '#shared/facts/known.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { userWithoutCredentials } from '#shared/rules/users-and-groups/user-without-credentials.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import {
  accessKey,
  accountWithUsers,
  at,
  password,
  serviceSpecificCredential,
  signingCertificate,
  sshPublicKey,
  user,
} from '#test/support/facts.ts'

const message = (day: string) =>
  `alice (made ${day}) has no password, access key, certificate, SSH key or service-specific credential.`

describeRule(userWithoutCredentials, {
  now: '2026-04-01',
  pass: [
    ['a password', accountWithUsers(user({ password: password() }))],
    ['an inactive key', accountWithUsers(user({ accessKeys: known([accessKey({ status: 'inactive' })]) }))],
    ['a certificate', accountWithUsers(user({ signingCertificates: known([signingCertificate()]) }))],
    ['an SSH key', accountWithUsers(user({ sshPublicKeys: known([sshPublicKey()]) }))],
    [
      'a service-specific credential, the rest not told',
      accountWithUsers(
        user({
          password: unknownFact('no report'),
          serviceSpecificCredentials: known([serviceSpecificCredential()]),
        }),
      ),
    ],
    ['trap 1: made exactly seven days ago', accountWithUsers(user({ createdAt: known(at('2026-03-25')) }))],
  ],
  fail: [
    [
      'made a millisecond earlier',
      accountWithUsers(user({ createdAt: known(at('2026-03-24T23:59:59.999Z')) })),
      message('2026-03-24'),
    ],
  ],
  unknown: [
    ['SSH keys not listed', accountWithUsers(user({ sshPublicKeys: unknownFact('not collected') })), 'not collected'],
    ['creation not told', accountWithUsers(user({ createdAt: unknownFact('N/A') })), 'N/A'],
  ],
})

test('the commands empty the user before they delete it', () => {
  const made = user({
    groupNames: known(['readers']),
    grants: known({
      attachedPolicies: [{ arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess', name: 'ReadOnlyAccess' }],
      inlinePolicies: [],
    }),
  })
  const [evaluation] = userWithoutCredentials.run(accountWithUsers(made), {
    now: at('2026-04-01'),
    configuration: defaultConfiguration,
  })
  expect(evaluation?.commands).toEqual([
    'aws iam remove-user-from-group --user-name alice --group-name readers',
    'aws iam detach-user-policy --user-name alice --policy-arn arn:aws:iam::aws:policy/ReadOnlyAccess',
    'aws iam delete-user --user-name alice',
  ])
})
