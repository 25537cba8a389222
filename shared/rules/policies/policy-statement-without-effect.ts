import { fail, notApplicable, pass } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { allPoliciesOf, unreadPartOf } from './policies-in-place.ts'
import { issueEvidence, issueWords, statementsWithoutEffectOf } from './policy-issues.ts'

export const policyStatementWithoutEffect = defineRule({
  id: 'policy-statement-without-effect',
  family: 'policies',
  title: 'A statement of a policy has no effect beside the others',
  severity: 'info',
  frameworks: [],
  rationale:
    'A statement that another one covers hides what the policy really allows: who takes the narrow one away believes that the access is gone.',
  remediation: 'Remove the statement that has no effect, or the wide one if the narrow one is what was meant.',
  needs: ['account-authorization-details'],
  subjects: allPoliciesOf,
  evaluate(policy) {
    if (policy.expected !== undefined) return notApplicable(policy.expected)
    const issues = statementsWithoutEffectOf(policy)
    const [worst] = issues
    if (!worst) return unreadPartOf(policy) ?? pass
    const others = issues.length - 1
    const more = others === 0 ? '' : ` There ${others === 1 ? 'is 1 more' : `are ${others} more`}.`
    return fail(`${policy.label}: ${issueWords(worst)}${more}`, {
      ...(worst.code === 'statement-cancelled' ? { severity: 'low' as const } : {}),
      evidence: issueEvidence(issues),
    })
  },
  commands: (policy) => policy.commands(),
})
