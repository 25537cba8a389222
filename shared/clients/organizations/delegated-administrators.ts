import {
  ListDelegatedAdministratorsCommand,
  ListDelegatedServicesForAccountCommand,
} from '@aws-sdk/client-organizations'
import type { DelegatedAdministrator } from '@aws-sdk/client-organizations'
import { collectPages } from '../bulk-source.ts'
import type { BulkSource } from '../bulk-source.ts'
import type { Collection } from '../collection.ts'
import { tokenCursor } from '../pages.ts'

export const actions = ['organizations:ListDelegatedAdministrators', 'organizations:ListDelegatedServicesForAccount']

const evidence = 'delegated-administrators'

const listOf = async (collection: Collection) =>
  collectPages(
    collection,
    { call: 'organizations:ListDelegatedAdministrators', evidence },
    ({ Marker: NextToken }, options) =>
      collection.clients.organizations.send(
        new ListDelegatedAdministratorsCommand(NextToken === undefined ? {} : { NextToken }),
        options,
      ),
    (page) => tokenCursor(page.NextToken),
  )

const withServices = async (collection: Collection, administrator: DelegatedAdministrator) => {
  const pages = await collectPages(
    collection,
    { call: 'organizations:ListDelegatedServicesForAccount', evidence },
    ({ Marker: NextToken }, options) =>
      collection.clients.organizations.send(
        new ListDelegatedServicesForAccountCommand({
          AccountId: administrator.Id,
          ...(NextToken === undefined ? {} : { NextToken }),
        }),
        options,
      ),
    (page) => tokenCursor(page.NextToken),
  )
  return { ...administrator, DelegatedServices: pages.flatMap((page) => page.DelegatedServices ?? []) }
}

export const delegatedAdministrators: BulkSource = {
  evidence,
  scope: 'organization',
  collect: async (collection) => {
    const pages = await listOf(collection)
    if (pages.length === 0) return
    const administrators = pages.flatMap((page) => page.DelegatedAdministrators ?? [])
    collection.keep(evidence, await Promise.all(administrators.map((each) => withServices(collection, each))))
  },
}
