import { awsConfig, securityHub } from '../frameworks.ts'
import { fail, pass } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import {
  missingClassWords,
  passwordPolicyInForce,
  policyEvidence,
  updatePolicyCommand,
} from './password-policy-in-force.ts'

export const passwordPolicyWithoutNumbers = defineRule({
  id: 'password-policy-without-numbers',
  family: 'passwords-and-mfa',
  title: 'Password policy does not ask for numbers',
  severity: 'low',
  frameworks: [...securityHub('IAM.7', 'IAM.14'), ...awsConfig('iam-password-policy')],
  rationale:
    'Security Hub and many contracts ask for each kind of character. Length does more, and NIST SP 800-63B advises against such demands: who follows it turns this rule off.',
  remediation: 'Ask for numbers in the password policy.',
  needs: ['account-password-policy'],
  subjects: passwordPolicyInForce,
  evaluate(policy) {
    if (policy.requireNumbers) return pass
    return fail(missingClassWords(policy, 'numbers'), { evidence: policyEvidence(policy) })
  },
  commands: (policy) => [updatePolicyCommand(policy, { requireNumbers: true })],
})
