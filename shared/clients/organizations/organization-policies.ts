import { DescribePolicyCommand, ListPoliciesCommand } from '@aws-sdk/client-organizations'
import type { PolicySummary } from '@aws-sdk/client-organizations'
import { collectPages } from '../bulk-source.ts'
import type { BulkSource } from '../bulk-source.ts'
import type { Collection } from '../collection.ts'
import { tokenCursor } from '../pages.ts'

export const actions = ['organizations:ListPolicies', 'organizations:DescribePolicy']

const evidence = 'organization-policies'
const types = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const

const listOf = async (collection: Collection, Filter: (typeof types)[number]) =>
  collectPages(
    collection,
    { call: 'organizations:ListPolicies', evidence },
    ({ Marker: NextToken }, options) =>
      collection.clients.organizations.send(
        new ListPoliciesCommand({ Filter, ...(NextToken === undefined ? {} : { NextToken }) }),
        options,
      ),
    (page) => tokenCursor(page.NextToken),
  )

const withContent = async (collection: Collection, summary: PolicySummary) => {
  const answer = await collection.attempt({ call: 'organizations:DescribePolicy', evidence }, (options) =>
    collection.clients.organizations.send(new DescribePolicyCommand({ PolicyId: summary.Id }), options),
  )
  return { ...summary, ...(answer?.Policy?.Content === undefined ? {} : { Content: answer.Policy.Content }) }
}

/** Service and resource control policies with their documents. */
export const organizationPolicies: BulkSource = {
  evidence,
  scope: 'organization',
  collect: async (collection) => {
    const pages = (await Promise.all(types.map((type) => listOf(collection, type)))).flat()
    if (pages.length === 0) return
    const summaries = pages.flatMap((page) => page.Policies ?? [])
    const Policies = await Promise.all(summaries.map((summary) => withContent(collection, summary)))
    collection.keep(evidence, { Policies })
  },
}
