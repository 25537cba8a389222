import { awsConfig, securityHub } from '../frameworks.ts'
import { fail, pass } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { passwordPolicyInForce, policyEvidence, policyWords, updatePolicyCommand } from './password-policy-in-force.ts'

export const passwordPolicyWithoutExpiry = defineRule({
  id: 'password-policy-without-expiry',
  family: 'passwords-and-mfa',
  title: 'Password policy lets passwords live for ever',
  severity: 'low',
  frameworks: [...securityHub('IAM.10', 'IAM.17'), ...awsConfig('iam-password-policy')],
  rationale:
    'An old demand, which Security Hub and some contracts still make. Passwords that expire get weaker with each change: NIST SP 800-63B and the newer CIS benchmarks have dropped it, so that this rule is off until it is configured.',
  remediation: 'Set a maximum age, if a rule that you must follow asks for it. MFA does more.',
  needs: ['account-password-policy'],
  parameters: { maxAgeDays: days(90, 'Most days that the policy may let a password live.') },
  enabledByDefault: false,
  subjects: passwordPolicyInForce,
  evaluate(policy, { parameters: { maxAgeDays } }) {
    if (policy.maxAgeDays !== undefined && policy.maxAgeDays <= maxAgeDays) return pass
    const found =
      policy.maxAgeDays === undefined
        ? 'lets passwords live for ever'
        : `lets passwords live for ${policy.maxAgeDays} days`
    return fail(`${policyWords(policy)} ${found}; the limit is ${maxAgeDays} days.`, {
      evidence: policyEvidence(policy),
    })
  },
  commands: (policy) => [updatePolicyCommand(policy, { maxAgeDays: 90 })],
})
