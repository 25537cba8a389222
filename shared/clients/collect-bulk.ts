import type { AuditClients } from './audit-clients.ts'
import type { BulkSource } from './bulk-source.ts'
import { bulkSources } from './bulk-sources.ts'
import { filesOf, startCollection } from './collection.ts'
import type { Collected, Collection, CollectionOptions } from './collection.ts'
import { failureOf } from './failure.ts'
import { readAccountAlias } from './iam/account-aliases.ts'

/** A source records its own failures; what it did not foresee is recorded for it, and the others go on. */
const collectOne = async (collection: Collection, { evidence, collect }: BulkSource): Promise<void> => {
  try {
    await collect(collection)
  } catch (error) {
    collection.fail({ call: `collect ${evidence}`, evidence }, failureOf(error))
  }
}

/** The account-wide calls: everything that does not cost a call per user. Never throws; what failed is in `errors`. */
export const collectBulk = async (clients: AuditClients, options: CollectionOptions): Promise<Collected> => {
  const collection = startCollection(clients, options)
  const asked = bulkSources.filter(({ scope }) => scope === 'account' || options.organizationLists !== false)
  const alias = readAccountAlias(collection)
  await Promise.all(asked.map((source) => collectOne(collection, source)))
  const name = await alias
  const { answers, errors } = collection.collected()
  return { files: filesOf(answers), errors, calls: collection.calls(), ...(name === undefined ? {} : { alias: name }) }
}
