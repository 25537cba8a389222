import type { AccountFacts } from '#shared/facts/account.ts'
import { knownOr } from '#shared/facts/known.ts'
import { byKey } from '#shared/facts/order.ts'
import { policiesOfPrincipal, type PrincipalPolicy } from '#shared/permissions/principal-policies.ts'
import type { Inventory, SuggestionEntry } from '#shared/reports/inventory.ts'
import type { PolicySuggestion } from '#shared/suggestions/policy-suggestion.ts'
import { suggestPolicies } from '../suggest-policies.ts'
import type { InventoryContext } from './inventory-context.ts'

type Documents = Map<string, NonNullable<Inventory['policyDocuments']>[number]>

/** A managed policy is one for all; an inline policy is its holder's. */
const refOf = (principal: string, { arn, groupName, name }: PrincipalPolicy): string =>
  arn ?? (groupName === undefined ? `${principal} ${name}` : `group ${groupName} ${name}`)

const collected = (principal: string, policies: readonly PrincipalPolicy[], into: Documents): readonly string[] =>
  policies.map((policy) => {
    const ref = refOf(principal, policy)
    const { document, name } = policy
    into.set(ref, { ref, name, document: document.state === 'parsed' ? document.json : document.text })
    return ref
  })

const entry = (
  { used: _used, denied: _denied, unmapped, ...rest }: PolicySuggestion,
  today: readonly string[] | null,
): SuggestionEntry => ({ ...rest, unmappedEvents: unmapped.length, today })

const wasSeen = ({ used, denied, policies }: PolicySuggestion): boolean =>
  used.length + denied.length + policies.length > 0

/** For whoever was seen in the log: the least that it needs, beside the policies of today. */
export const suggestionEntries = (
  account: AccountFacts,
  { activity, configuration, suggestions: wanted }: InventoryContext,
): Pick<Inventory, 'suggestions' | 'policyDocuments'> => {
  if (!wanted || activity === undefined) return {}
  const holders = new Map(
    [...knownOr(account.users, []), ...knownOr(account.roles, [])].map((principal) => [principal.arn, principal]),
  )
  const documents: Documents = new Map()
  const { suggestions } = suggestPolicies({ account, profile: activity, configuration })
  const entries = suggestions.filter(wasSeen).map((suggestion) => {
    const holder = holders.get(suggestion.principal)
    const held = holder && policiesOfPrincipal(holder, account)
    const today = held?.state === 'known' ? collected(suggestion.principal, held.value.policies, documents) : null
    return entry(suggestion, today)
  })
  return { suggestions: entries, policyDocuments: [...documents.values()].sort(byKey(({ ref }) => ref)) }
}
