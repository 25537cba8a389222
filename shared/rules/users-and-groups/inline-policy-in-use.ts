import { awsCommand } from '../command.ts'
import { expectedRoleReason } from '../expected-role.ts'
import { awsConfig } from '../frameworks.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { granteesOf, granteeWords, grantsOf } from './principals-of.ts'

export const inlinePolicyInUse = defineRule({
  id: 'inline-policy-in-use',
  family: 'users-and-groups',
  title: 'Permissions are given by an inline policy',
  severity: 'info',
  frameworks: awsConfig('iam-no-inline-policy-check'),
  rationale:
    'An inline policy has no versions to go back to, cannot be shared, and stands in no list of policies: it is what a review overlooks.',
  remediation: 'Make a managed policy with the same document, attach it, and delete the inline one.',
  needs: ['account-authorization-details'],
  subjects: granteesOf,
  evaluate(grantee, { account }) {
    const expected = grantee.kind === 'role' ? expectedRoleReason(grantee, account) : undefined
    if (expected !== undefined) return notApplicable(expected)
    const grants = grantsOf(grantee)
    if (grants.state === 'unknown') return unknown(grants.reason)
    const inline = grants.value.inlinePolicies.map(({ name }) => name)
    if (inline.length === 0) return pass
    return fail(`${granteeWords(grantee)} has inline policies: ${inline.join(', ')}.`, {
      evidence: { inlinePolicies: inline },
    })
  },
  commands: (grantee) => {
    const grants = grantsOf(grantee)
    if (grants.state === 'unknown') return []
    return grants.value.inlinePolicies.map(({ name }) =>
      awsCommand(`iam get-${grantee.kind}-policy`, { [`${grantee.kind}-name`]: grantee.name, 'policy-name': name }),
    )
  },
})
