import type { AccountFacts } from '#shared/facts/account.ts'
import type { Inventory } from '#shared/reports/inventory.ts'
import type { Rule } from '#shared/rules/rule.ts'
import { credentialEntries } from './credential-entries.ts'
import type { InventoryContext } from './inventory-context.ts'
import { principalEntries } from './principal-entries.ts'
import { suggestionEntries } from './suggestion-entries.ts'

export const NO_INVENTORY: Inventory = { principals: [], credentials: [], rules: [] }

/** What the account holds, for whoever wants to look around in it: the page, above all. */
export const inventoryOf = (account: AccountFacts, rules: readonly Rule[], context: InventoryContext): Inventory => ({
  principals: principalEntries(account, context),
  credentials: credentialEntries(account, context),
  rules: rules
    .filter(({ id, enabledByDefault }) => context.configuration.rules.get(id)?.enabled ?? enabledByDefault)
    .map(({ id, family, title, severity, frameworks }) => ({ id, family, title, severity, frameworks })),
  ...suggestionEntries(account, context),
})
