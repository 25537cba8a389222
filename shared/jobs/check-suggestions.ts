import type { AccountFacts } from '#shared/facts/account.ts'
import type { AwsChecks, PolicyCheck } from '#shared/facts/policy-check.ts'
import { simulatedUsesOf, todaysDocumentOf, withChecks } from '#shared/suggestions/live-checks.ts'
import type { PolicySuggestion } from '#shared/suggestions/policy-suggestion.ts'

const notKnown = (policy: number): PolicyCheck => ({
  check: 'CheckNoNewAccess',
  policy,
  result: 'not checked',
  says: ["Today's policies are not known in full."],
})

const checksOf = async (
  aws: AwsChecks,
  suggestion: PolicySuggestion,
  account: AccountFacts,
): Promise<readonly PolicyCheck[]> => {
  const documents = suggestion.policies.map(({ document }) => JSON.stringify(document))
  const existing = todaysDocumentOf(suggestion.principal, account)
  const checks: PolicyCheck[] = []
  for (const [index, proposed] of documents.entries()) {
    const policy = index + 1
    checks.push(await aws.validate(proposed, policy))
    checks.push(existing === undefined ? notKnown(policy) : await aws.noNewAccess({ existing, proposed }, policy))
  }
  return [...checks, await aws.simulate(documents, simulatedUsesOf(suggestion))]
}

const outOfTime: PolicyCheck = {
  check: 'ValidatePolicy',
  policy: 0,
  result: 'not checked',
  says: ['The time for the checks was over before this principal; ask about it alone.'],
}

/**
 * AWS's own checks of each suggested policy, one after the other: their quotas are small. Nothing is changed. When `isOver`, the rest is said
 * to be not checked.
 */
export const checkSuggestions = async (
  aws: AwsChecks,
  suggestions: readonly PolicySuggestion[],
  account: AccountFacts,
  isOver: () => boolean = () => false,
): Promise<readonly PolicySuggestion[]> => {
  const checked: PolicySuggestion[] = []
  for (const suggestion of suggestions) {
    if (suggestion.policies.length === 0) checked.push(suggestion)
    else checked.push(withChecks(suggestion, isOver() ? [outOfTime] : await checksOf(aws, suggestion, account)))
  }
  return checked
}
