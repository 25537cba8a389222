import { expect, test } from 'vitest'
import { unknownFact } from '#shared/facts/known.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { passwordPolicyTooShort } from '#shared/rules/passwords-and-mfa/password-policy-too-short.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { account, at } from '#test/support/facts.ts'
import { accountWithPasswordPolicy } from '#test/support/password-policy.ts'

describeRule(passwordPolicyTooShort, {
  now: '2026-04-01',
  pass: [['at the minimum', accountWithPasswordPolicy({ minimumLength: 14 })]],
  fail: [
    [
      'one character less',
      accountWithPasswordPolicy({ minimumLength: 13 }),
      'The password policy of the account accepts passwords of 13 characters; the minimum should be 14.',
    ],
    [
      'trap 21: no policy means the default of IAM',
      account(),
      'The account has no password policy of its own, and the default of IAM accepts passwords of 8 characters; the minimum should be 14.',
    ],
  ],
  unknown: [['not read', account({ passwordPolicy: unknownFact('denied') }), 'denied']],
})

describeRule(passwordPolicyTooShort, {
  now: '2026-04-01',
  configuration: { rules: new Map([[passwordPolicyTooShort.id, { parameters: { minimumLength: 8 } }]]) },
  pass: [['trap 21: the default of IAM meets a minimum of 8', account()]],
  fail: [
    [
      'an own policy may be weaker than the default',
      accountWithPasswordPolicy({ minimumLength: 7 }),
      'The password policy of the account accepts passwords of 7 characters; the minimum should be 8.',
    ],
  ],
})

const commandsFor = (facts: Parameters<typeof passwordPolicyTooShort.run>[0]) =>
  passwordPolicyTooShort.run(facts, { now: at('2026-04-01'), configuration: defaultConfiguration })[0]?.commands

test('the command keeps what the policy already asks for, as the call replaces it whole', () => {
  expect(commandsFor(accountWithPasswordPolicy({ minimumLength: 8, requireSymbols: false }))).toEqual([
    'aws iam update-account-password-policy --minimum-password-length 14 --require-uppercase-characters --require-lowercase-characters --require-numbers --allow-users-to-change-password --password-reuse-prevention 24 --max-password-age 90',
  ])
})

test('trap 21: a first policy has no expiry, which nobody asked for', () => {
  expect(commandsFor(account())).toEqual([
    'aws iam update-account-password-policy --minimum-password-length 14 --require-uppercase-characters --require-lowercase-characters --require-numbers --require-symbols --allow-users-to-change-password --password-reuse-prevention 24',
  ])
})

test('the finding is about the policy, whether it was set or not', () => {
  const [own] = passwordPolicyTooShort.run(accountWithPasswordPolicy({ minimumLength: 8 }), {
    now: at('2026-04-01'),
    configuration: defaultConfiguration,
  })
  const [fallback] = passwordPolicyTooShort.run(account(), {
    now: at('2026-04-01'),
    configuration: defaultConfiguration,
  })
  expect(own?.subject).toEqual(fallback?.subject)
})
