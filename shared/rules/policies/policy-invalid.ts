import type { IssueSeverity } from '#shared/permissions/validate-policy.ts'
import { fail, notApplicable, pass } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import type { Severity } from '../severity.ts'
import { allPoliciesOf } from './policies-in-place.ts'
import { issueEvidence, issueWords, senseIssuesOf } from './policy-issues.ts'

const SEVERITIES: Readonly<Record<IssueSeverity, Severity>> = { error: 'medium', warning: 'low', advice: 'info' }

export const policyInvalid = defineRule({
  id: 'policy-invalid',
  family: 'policies',
  title: 'A policy is written wrongly, or means something else than it seems',
  severity: 'medium',
  frameworks: [],
  rationale:
    'An action that does not exist, a condition key that no request has, an ARN of another form: IAM says nothing, the permission is missing or the Deny does not hold.',
  remediation: 'Correct the document as the finding says; access-analyzer validate-policy reads it a second time.',
  needs: ['account-authorization-details'],
  subjects: allPoliciesOf,
  evaluate(policy) {
    if (policy.expected !== undefined) return notApplicable(policy.expected)
    const issues = senseIssuesOf(policy)
    const [worst] = issues
    if (!worst) return pass
    const others = issues.length - 1
    const more = others === 0 ? '' : ` There ${others === 1 ? 'is 1 more issue' : `are ${others} more issues`}.`
    return fail(`${policy.label}: ${issueWords(worst)}${more}`, {
      severity: SEVERITIES[worst.severity],
      evidence: issueEvidence(issues),
    })
  },
  commands: (policy) => policy.commands(),
})
