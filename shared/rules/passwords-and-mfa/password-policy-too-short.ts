import { awsConfig, cis, securityHub } from '../frameworks.ts'
import { fail, pass } from '../outcome.ts'
import { count } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { passwordPolicyInForce, policyEvidence, policyWords, updatePolicyCommand } from './password-policy-in-force.ts'

export const passwordPolicyTooShort = defineRule({
  id: 'password-policy-too-short',
  family: 'passwords-and-mfa',
  title: 'Password policy accepts short passwords',
  severity: 'medium',
  frameworks: [
    ...cis('1.8', { v50: '1.7', v60: '2.7', v70: '2.8' }),
    ...securityHub('IAM.7', 'IAM.10', 'IAM.15'),
    ...awsConfig('iam-password-policy'),
  ],
  rationale: 'Length is what makes a password hard to guess; every other demand adds less.',
  remediation: 'Set a minimum of 14 characters or more. It takes effect when a password is next changed.',
  needs: ['account-password-policy'],
  parameters: { minimumLength: count(14, 'Fewest characters that the policy must ask for.', { min: 6, max: 128 }) },
  subjects: passwordPolicyInForce,
  evaluate(policy, { parameters: { minimumLength } }) {
    if (policy.minimumLength >= minimumLength) return pass
    return fail(
      `${policyWords(policy)} accepts passwords of ${policy.minimumLength} characters; the minimum should be ${minimumLength}.`,
      { evidence: policyEvidence(policy) },
    )
  },
  commands: (policy) => [updatePolicyCommand(policy, { minimumLength: 14 })],
})
