import { allRules } from '#shared/rules/index.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { configurationJsonSchema } from './configuration-json-schema.ts'
import { formatConfigurationPage } from './configuration-page.ts'
import { exceptionsJsonSchema } from './exceptions-json-schema.ts'

const json = (schema: object): string => `${JSON.stringify(schema, null, 2)}\n`

/** What is printed from the schemas of the settings files, by its place under docs/. */
export const settingsFiles = (): ReadonlyMap<string, string> => {
  const configuration = configurationJsonSchema(allRules)
  const exceptions = exceptionsJsonSchema(allRules)
  const { identityClasses, knownAccounts, ownerTags } = defaultConfiguration
  const defaults = { identityClasses, knownAccounts, ownerTags }
  return new Map([
    ['schemas/configuration.json', json(configuration)],
    ['schemas/exceptions.json', json(exceptions)],
    ['configuration.md', formatConfigurationPage({ configuration, exceptions, rules: allRules, defaults })],
  ])
}
