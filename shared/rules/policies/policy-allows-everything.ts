import { adminStatementsOf } from '#shared/permissions/policy-scan.ts'
import { awsConfig, cis, securityHub } from '../frameworks.ts'
import { fail, pass } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { statementLabel } from './broad-grants.ts'
import { managedPoliciesOf, unreadPartOf, whyNotJudged } from './policies-in-place.ts'

export const policyAllowsEverything = defineRule({
  id: 'policy-allows-everything',
  family: 'policies',
  title: 'A customer-managed policy allows every action on every resource',
  severity: 'high',
  frameworks: [
    ...cis('1.16', { v50: '1.15', v60: '2.15', v70: '2.14' }),
    ...securityHub('IAM.1'),
    ...awsConfig('iam-policy-no-statements-with-admin-access'),
  ],
  rationale: 'Whoever holds the policy owns the account, and its name does not say so as AdministratorAccess does.',
  remediation:
    'Write what the holders need, from what they have used; for real administrators attach AdministratorAccess to a role with MFA.',
  needs: ['account-authorization-details'],
  subjects: managedPoliciesOf,
  evaluate(policy) {
    const silent = whyNotJudged(policy)
    if (silent) return silent
    const statements = adminStatementsOf(policy.document)
    if (statements.length === 0) return unreadPartOf(policy) ?? pass
    const isAttached = policy.use === 'attached'
    return fail(
      `${policy.label} allows every action on every resource (${statements.map(statementLabel).join(', ')})${isAttached ? '' : '; it is attached to nobody'}.`,
      {
        ...(isAttached ? {} : { severity: 'medium' as const }),
        evidence: { statements: statements.map(({ index }) => index) },
      },
    )
  },
  commands: (policy) => policy.commands(),
})
