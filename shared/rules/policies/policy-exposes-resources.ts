import { defineRule } from '../rule.ts'
import { permissionPoliciesOf } from './policies-in-place.ts'
import { judgeSensitiveGrants } from './sensitive-grants.ts'

export const policyExposesResources = defineRule({
  id: 'policy-exposes-resources',
  family: 'policies',
  title: 'A policy allows to share resources with others',
  severity: 'medium',
  frameworks: [],
  rationale:
    'These actions open a resource to other accounts or to everybody by its own policy, past all that IAM says here.',
  remediation: 'Name the resources, and guard the actions with a condition or a service control policy.',
  needs: ['account-authorization-details'],
  subjects: permissionPoliciesOf,
  evaluate: (policy) => judgeSensitiveGrants(policy, 'resource-exposure', 'share with others'),
  commands: (policy) => policy.commands(),
})
