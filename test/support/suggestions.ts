import type { UsageProfile } from '#shared/activity/usage-profile.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import { suggestPolicies } from '#shared/jobs/suggest-policies.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import type { PolicySuggestion } from '#shared/suggestions/policy-suggestion.ts'
import { accountWithRoles, document, inlinePolicy, role } from './facts.ts'
import { addCalls, type CallMade, newProfile } from './usage.ts'

/** A role that may do all that tests do, with these calls in its log. */
export const wideRole = (more: Parameters<typeof role>[0] = {}) =>
  role({
    grants: { inlinePolicies: [inlinePolicy('wide', document({ actions: ['*'] }))], attachedPolicies: [] },
    ...more,
  })

export const suggestionFor = (
  calls: readonly CallMade[],
  {
    account = accountWithRoles(wideRole()),
    profile = newProfile(),
    principal = wideRole().arn,
  }: { readonly account?: AccountFacts; readonly profile?: UsageProfile; readonly principal?: string } = {},
): PolicySuggestion => {
  addCalls(profile, { arn: principal }, calls)
  const { suggestions } = suggestPolicies({
    account,
    profile,
    configuration: defaultConfiguration,
    principals: [principal],
  })
  const [suggestion] = suggestions
  if (suggestion === undefined) throw new Error(`Nothing was suggested for ${principal}.`)
  return suggestion
}
