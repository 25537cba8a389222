import { unknownFact } from '#shared/facts/known.ts'
import { passwordPolicyWithoutNumbers } from '#shared/rules/passwords-and-mfa/password-policy-without-numbers.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { account } from '#test/support/facts.ts'
import { accountWithPasswordPolicy } from '#test/support/password-policy.ts'

describeRule(passwordPolicyWithoutNumbers, {
  now: '2026-04-01',
  pass: [
    [
      'asked for, and nothing else is',
      accountWithPasswordPolicy({
        requireUppercase: false,
        requireLowercase: false,
        requireSymbols: false,
        requireNumbers: true,
      }),
    ],
  ],
  fail: [
    [
      'not asked for',
      accountWithPasswordPolicy({ requireNumbers: false }),
      'The password policy of the account does not ask for numbers.',
    ],
    [
      'trap 21: the default of IAM asks for any three of four kinds',
      account(),
      'The account has no password policy of its own, and the default of IAM asks for any three of four kinds of characters, so that numbers may be left out.',
    ],
  ],
  unknown: [['not read', account({ passwordPolicy: unknownFact('denied') }), 'denied']],
})
