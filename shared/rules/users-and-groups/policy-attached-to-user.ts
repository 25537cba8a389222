import { awsCommand } from '../command.ts'
import { awsConfig, cis, securityHub } from '../frameworks.ts'
import { fail, pass, unknown } from '../outcome.ts'
import { defineRule } from '../rule.ts'

export const policyAttachedToUser = defineRule({
  id: 'policy-attached-to-user',
  family: 'users-and-groups',
  title: 'User gets permissions directly instead of through a group',
  severity: 'low',
  frameworks: [
    ...cis('1.15', { v50: '1.14', v60: '2.14', v70: '2.13' }),
    ...securityHub('IAM.2'),
    ...awsConfig('iam-user-no-policies-check'),
  ],
  rationale:
    'Permissions that hang on one user are forgotten when the person changes jobs, and nobody finds them by looking at the groups.',
  remediation:
    'Put the user into a group that has the policy, then detach it from the user. For a machine, a role is better still.',
  needs: ['account-authorization-details'],
  subjects: (account) => account.users,
  evaluate({ name, grants }) {
    if (grants.state === 'unknown') return unknown(grants.reason)
    const { attachedPolicies, inlinePolicies } = grants.value
    const attached = attachedPolicies.map((policy) => policy.name)
    const inline = inlinePolicies.map((policy) => policy.name)
    if (attached.length + inline.length === 0) return pass
    const list = [...attached, ...inline.map((policy) => `${policy} (inline)`)].join(', ')
    return fail(`${name} gets permissions directly: ${list}.`, {
      evidence: { attachedPolicies: attachedPolicies.map(({ arn }) => arn), inlinePolicies: inline },
    })
  },
  commands: ({ name, grants }) =>
    grants.state === 'unknown'
      ? []
      : [
          ...grants.value.attachedPolicies.map(({ arn }) =>
            awsCommand('iam detach-user-policy', { 'user-name': name, 'policy-arn': arn }),
          ),
          ...grants.value.inlinePolicies.map((policy) =>
            awsCommand('iam get-user-policy', { 'user-name': name, 'policy-name': policy.name }),
          ),
        ],
})
