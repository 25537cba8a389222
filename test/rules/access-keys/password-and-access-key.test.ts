import { known, unknownFact } from '#shared/facts/known.ts'
import { passwordAndAccessKey } from '#shared/rules/access-keys/password-and-access-key.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accessKey, accountWithUsers, password, user } from '#test/support/facts.ts'

const person = (...keys: ReturnType<typeof accessKey>[]) =>
  accountWithUsers(user({ password: password(), accessKeys: known(keys) }))

describeRule(passwordAndAccessKey, {
  now: '2026-04-01',
  pass: [
    ['a password only', person()],
    ['trap 9: the key is inactive', person(accessKey({ status: 'inactive' }))],
  ],
  fail: [
    [
      'one active key',
      person(accessKey({ accessKeyId: 'AKIAEXAMPLE' })),
      'alice signs in with a password and holds active access key AKIAEXAMPLE as well.',
    ],
    [
      'two active keys are one finding',
      person(accessKey(), accessKey({ slot: 2 })),
      'alice signs in with a password and holds active access keys 1 and 2 as well.',
    ],
  ],
  unknown: [
    ['password not told', accountWithUsers(user({ password: unknownFact('no report') })), 'no report'],
    ['keys not read', accountWithUsers(user({ password: password(), accessKeys: unknownFact('no list') })), 'no list'],
  ],
  notApplicable: [['a machine', accountWithUsers(user({ accessKeys: known([accessKey()]) }))]],
})
