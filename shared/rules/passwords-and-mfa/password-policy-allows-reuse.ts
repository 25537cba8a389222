import { awsConfig, cis, securityHub } from '../frameworks.ts'
import { fail, pass } from '../outcome.ts'
import { count } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { passwordPolicyInForce, policyEvidence, policyWords, updatePolicyCommand } from './password-policy-in-force.ts'

export const passwordPolicyAllowsReuse = defineRule({
  id: 'password-policy-allows-reuse',
  family: 'passwords-and-mfa',
  title: 'Password policy lets earlier passwords come back',
  severity: 'low',
  frameworks: [
    ...cis('1.9', { v50: '1.8', v60: '2.8', v70: '2.9' }),
    ...securityHub('IAM.10', 'IAM.16'),
    ...awsConfig('iam-password-policy'),
  ],
  rationale: 'A password that was changed because it leaked protects nobody once it may be set again.',
  remediation: 'Let the policy remember 24 passwords, the most that IAM can.',
  needs: ['account-password-policy'],
  parameters: {
    remembered: count(24, 'Passwords that the policy must remember; 24 is IAM’s maximum.', { min: 1, max: 24 }),
  },
  subjects: passwordPolicyInForce,
  evaluate(policy, { parameters: { remembered } }) {
    if (policy.reusePrevention !== undefined && policy.reusePrevention >= remembered) return pass
    const found =
      policy.reusePrevention === undefined
        ? 'remembers no earlier password'
        : `remembers ${policy.reusePrevention} earlier passwords`
    return fail(`${policyWords(policy)} ${found}; it should remember ${remembered}.`, {
      evidence: policyEvidence(policy),
    })
  },
  commands: (policy) => [updatePolicyCommand(policy, { reusePrevention: 24 })],
})
