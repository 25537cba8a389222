import { unknownFact } from '#shared/facts/known.ts'
import { passwordPolicyAllowsReuse } from '#shared/rules/passwords-and-mfa/password-policy-allows-reuse.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { account } from '#test/support/facts.ts'
import { accountWithPasswordPolicy } from '#test/support/password-policy.ts'

const policyWithoutReuse = (): ReturnType<typeof accountWithPasswordPolicy> => {
  const facts = accountWithPasswordPolicy()
  if (facts.passwordPolicy.state === 'unknown' || facts.passwordPolicy.value === 'none') return facts
  const { reusePrevention: _, ...policy } = facts.passwordPolicy.value
  return { ...facts, passwordPolicy: { state: 'known', value: policy } }
}

describeRule(passwordPolicyAllowsReuse, {
  now: '2026-04-01',
  pass: [['trap 21: 24, the most that IAM can remember', accountWithPasswordPolicy({ reusePrevention: 24 })]],
  fail: [
    [
      'one less',
      accountWithPasswordPolicy({ reusePrevention: 23 }),
      'The password policy of the account remembers 23 earlier passwords; it should remember 24.',
    ],
    [
      'trap 21: reuse is absent, not 0',
      policyWithoutReuse(),
      'The password policy of the account remembers no earlier password; it should remember 24.',
    ],
    [
      'trap 21: no policy means the default of IAM',
      account(),
      'The account has no password policy of its own, and the default of IAM remembers no earlier password; it should remember 24.',
    ],
  ],
  unknown: [['not read', account({ passwordPolicy: unknownFact('denied') }), 'denied']],
})
