import type { AccountFacts } from '#shared/facts/account.ts'
import { known } from '#shared/facts/known.ts'
import type { PolicyDocument } from '#shared/facts/policy.ts'
import type { Grants } from '#shared/facts/principal.ts'
import { account, accountWithPolicies, inlinePolicy, managedPolicy, role, user } from './facts.ts'

export const grantsWith = (document: PolicyDocument, name = 'own'): Grants => ({
  inlinePolicies: [inlinePolicy(name, document)],
  attachedPolicies: [],
})
export const grantsTo = (...arns: readonly string[]): Grants => ({
  inlinePolicies: [],
  attachedPolicies: arns.map((arn) => ({ arn, name: arn.slice(arn.lastIndexOf('/') + 1) })),
})

/** One customer-managed policy called AppPolicy, attached. */
export const managed = (document: PolicyDocument, more: Parameters<typeof managedPolicy>[0] = {}): AccountFacts =>
  accountWithPolicies(managedPolicy({ document, ...more }))

export const inlineOfUser = (document: PolicyDocument, more: Parameters<typeof user>[0] = {}): AccountFacts =>
  account({ users: known([user({ grants: known(grantsWith(document)), ...more })]) })

export const inlineOfRole = (document: PolicyDocument, more: Parameters<typeof role>[0] = {}): AccountFacts =>
  account({ roles: known([role({ grants: grantsWith(document), ...more })]) })

export const SERVICE_LINKED = '/aws-service-role/x.amazonaws.com/'
export const unreadable: PolicyDocument = { state: 'unreadable', text: '{', reason: 'The policy is not JSON.' }
