import { awsConfig, securityHub } from '../frameworks.ts'
import { fail, pass } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import {
  missingClassWords,
  passwordPolicyInForce,
  policyEvidence,
  updatePolicyCommand,
} from './password-policy-in-force.ts'

export const passwordPolicyWithoutUppercase = defineRule({
  id: 'password-policy-without-uppercase',
  family: 'passwords-and-mfa',
  title: 'Password policy does not ask for uppercase letters',
  severity: 'low',
  frameworks: [...securityHub('IAM.7', 'IAM.11'), ...awsConfig('iam-password-policy')],
  rationale:
    'Security Hub and many contracts ask for each kind of character. Length does more, and NIST SP 800-63B advises against such demands: who follows it turns this rule off.',
  remediation: 'Ask for uppercase letters in the password policy.',
  needs: ['account-password-policy'],
  subjects: passwordPolicyInForce,
  evaluate(policy) {
    if (policy.requireUppercase) return pass
    return fail(missingClassWords(policy, 'uppercase letters'), { evidence: policyEvidence(policy) })
  },
  commands: (policy) => [updatePolicyCommand(policy, { requireUppercase: true })],
})
