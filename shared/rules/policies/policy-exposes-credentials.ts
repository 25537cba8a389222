import { defineRule } from '../rule.ts'
import { permissionPoliciesOf } from './policies-in-place.ts'
import { judgeSensitiveGrants } from './sensitive-grants.ts'

export const policyExposesCredentials = defineRule({
  id: 'policy-exposes-credentials',
  family: 'policies',
  title: 'A policy allows to read credentials of everything',
  severity: 'medium',
  frameworks: [],
  rationale:
    'These actions answer with passwords, tokens or keys of something else; with `*` as resource that is every one that there is.',
  remediation: 'Name the resources whose credentials are needed.',
  needs: ['account-authorization-details'],
  subjects: permissionPoliciesOf,
  evaluate: (policy) => judgeSensitiveGrants(policy, 'credential-exposure', 'get credentials'),
  commands: (policy) => policy.commands(),
})
