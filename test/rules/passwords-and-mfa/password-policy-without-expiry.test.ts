import { expect, test } from 'vitest'
import { unknownFact } from '#shared/facts/known.ts'
import { passwordPolicyWithoutExpiry } from '#shared/rules/passwords-and-mfa/password-policy-without-expiry.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { account } from '#test/support/facts.ts'
import { accountWithPasswordPolicy } from '#test/support/password-policy.ts'

describeRule(passwordPolicyWithoutExpiry, {
  now: '2026-04-01',
  pass: [['at the limit', accountWithPasswordPolicy({ maxAgeDays: 90 })]],
  fail: [
    [
      'one day more',
      accountWithPasswordPolicy({ maxAgeDays: 91 }),
      'The password policy of the account lets passwords live for 91 days; the limit is 90 days.',
    ],
    [
      'trap 21: the default of IAM has no expiry',
      account(),
      'The account has no password policy of its own, and the default of IAM lets passwords live for ever; the limit is 90 days.',
    ],
  ],
  unknown: [['not read', account({ passwordPolicy: unknownFact('denied') }), 'denied']],
})

test('trap 21: expiry is an old demand, and off until somebody asks for it', () => {
  expect(passwordPolicyWithoutExpiry.enabledByDefault).toBe(false)
})
