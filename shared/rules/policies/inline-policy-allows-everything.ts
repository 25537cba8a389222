import { adminStatementsOf } from '#shared/permissions/policy-scan.ts'
import { cis } from '../frameworks.ts'
import { fail, pass } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { statementLabel } from './broad-grants.ts'
import { inlinePoliciesOf, unreadPartOf, whyNotJudged } from './policies-in-place.ts'

export const inlinePolicyAllowsEverything = defineRule({
  id: 'inline-policy-allows-everything',
  family: 'policies',
  title: 'An inline policy allows every action on every resource',
  severity: 'high',
  frameworks: cis('1.16', { v50: '1.15', v60: '2.15', v70: '2.14' }),
  rationale: 'An inline policy stands in no list of policies, so an administrator that it makes is easily overlooked.',
  remediation: 'Write what the holder needs, from what it has used, as a managed policy, and delete the inline one.',
  needs: ['account-authorization-details'],
  subjects: inlinePoliciesOf,
  evaluate(policy) {
    const silent = whyNotJudged(policy)
    if (silent) return silent
    const statements = adminStatementsOf(policy.document)
    if (statements.length === 0) return unreadPartOf(policy) ?? pass
    return fail(
      `${policy.label} allows every action on every resource (${statements.map(statementLabel).join(', ')}).`,
      {
        evidence: { statements: statements.map(({ index }) => index) },
      },
    )
  },
  commands: (policy) => policy.commands(),
})
