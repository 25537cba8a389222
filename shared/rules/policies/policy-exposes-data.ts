import { defineRule } from '../rule.ts'
import { permissionPoliciesOf } from './policies-in-place.ts'
import { judgeSensitiveGrants } from './sensitive-grants.ts'

export const policyExposesData = defineRule({
  id: 'policy-exposes-data',
  family: 'policies',
  title: 'A policy allows to read data of everything',
  severity: 'low',
  frameworks: [],
  rationale: 'Reading every bucket, table and secret is what a theft of data needs, and seldom what a workload needs.',
  remediation: 'Name the buckets, tables and secrets in Resource.',
  needs: ['account-authorization-details'],
  subjects: permissionPoliciesOf,
  evaluate: (policy) => judgeSensitiveGrants(policy, 'data-access', 'read data'),
  commands: (policy) => policy.commands(),
})
