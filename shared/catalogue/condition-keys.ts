import { services } from './action-table.ts'
import { actionOf, actionsOfService, resourceTypesOf } from './actions.ts'
import { GLOBAL_CONDITION_KEYS } from './generated/global-condition-keys.js'
import { matchesGlob } from './glob.ts'
import { serviceConditionKeysOf } from './service-detail.ts'

interface KeyTable {
  readonly exact: ReadonlyMap<string, string>
  readonly templates: readonly (readonly [string, string])[]
}

const tables = new Map<string, KeyTable>()

/** `aws:RequestTag/${TagKey}` becomes the glob `aws:requesttag/?*`: the part in braces stands for at least one character. */
const globOf = (key: string): string => key.toLowerCase().replaceAll(PLACE_HOLDER, '?*')

// Most templates are written `${TagKey}`; keys of Amazon S3 say `<key>`, others `secretsmanager:ResourceTag/tag-key` or `sagemaker:ResourceTag/`.
const PLACE_HOLDER = /\$\{[^}]*\}|<[^>]*>|(?<=\/)tag-key$|(?<=\/)$/gu
const isTemplate = (key: string): boolean => /\$\{|<|\/(?:tag-key)?$/u.test(key)

const tableOf = (name: string, keys: () => Iterable<readonly [string, string]>): KeyTable => {
  const known = tables.get(name)
  if (known !== undefined) return known
  const all = [...keys()]
  const table = {
    exact: new Map(all.filter(([key]) => !isTemplate(key)).map(([key, type]) => [key.toLowerCase(), type])),
    templates: all.filter(([key]) => isTemplate(key)).map(([key, type]) => [globOf(key), type] as const),
  }
  tables.set(name, table)
  return table
}

const lookUp = (table: KeyTable, key: string): string | undefined =>
  table.exact.get(key) ?? table.templates.find(([glob]) => matchesGlob(glob, key))?.[1]

const globalTypeOf = (lowerKey: string): string | undefined =>
  lookUp(
    tableOf('', () => Object.entries(GLOBAL_CONDITION_KEYS)),
    lowerKey,
  )

/**
 * The type of a condition key (`String`, `ARN`, `Bool`, `Numeric`, `Date`, `IPAddress`, `ArrayOfString` …), or `undefined` if AWS documents no
 * such key. With `service`, only global keys and those of that service count. Keys of a customer's own OIDC provider are not in any catalogue.
 */
export const conditionKeyTypeOf = (key: string, service?: string): string | undefined => {
  const wanted = key.toLowerCase()
  const global = globalTypeOf(wanted)
  if (global !== undefined) return global
  const searched = service === undefined ? services() : [service.toLowerCase()]
  for (const name of searched) {
    const type = lookUp(
      tableOf(name, () => serviceConditionKeysOf(name)),
      wanted,
    )
    if (type !== undefined) return type
  }
  return undefined
}

export const isConditionKey = (key: string, service?: string): boolean => conditionKeyTypeOf(key, service) !== undefined

// In a request only where the Service Authorization Reference lists them for the action or for what it acts on, unlike the other global keys:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
const TAGS = /^aws:(?:requesttag\/.+|resourcetag\/.+|tagkeys)$/u

/**
 * Services of which the reference lists fewer keys than AWS's own managed policies and guides compare: Amazon Bedrock's guide limits
 * aws-marketplace:Subscribe by aws-marketplace:ProductId.
 */
const LOOSELY_DOCUMENTED: ReadonlySet<string> = new Set(['aws-marketplace', 'deadline', 'nimble', 'ram', 'redshift'])

const KEY_TYPE = 'listed'
const asRows = (keys: readonly string[]) => keys.map((key) => [key, KEY_TYPE] as const)

const keysByType = new Map<string, ReadonlyMap<string, readonly string[]>>()

const keysOfTypes = (service: string): ReadonlyMap<string, readonly string[]> => {
  const known = keysByType.get(service)
  if (known !== undefined) return known
  const made = new Map(resourceTypesOf(service).map(({ name, conditionKeys }) => [name, conditionKeys]))
  keysByType.set(service, made)
  return made
}

/** An action's own keys and those of the resource types that it acts on. */
const keysOfAction = (action: string, service: string): readonly string[] => {
  const { conditionKeys = [], resourceTypes = [] } = actionOf(action) ?? {}
  return [...conditionKeys, ...resourceTypes.flatMap(({ name }) => keysOfTypes(service).get(name) ?? [])]
}

/** Keys that the reference gives to a service and to none of its actions: nobody can say in which requests they are. */
const unplacedKeysOf = (service: string): readonly string[] => {
  const placed = new Set([
    ...actionsOfService(service).flatMap((action) => actionOf(action)?.conditionKeys ?? []),
    ...resourceTypesOf(service).flatMap((type) => type.conditionKeys),
  ])
  return serviceConditionKeysOf(service).flatMap(([key]) => (placed.has(key) ? [] : [key]))
}

/** False only where it is documented that no request of this action carries the key. */
export const canCarryKey = (action: string, key: string): boolean => {
  const wanted = key.toLowerCase()
  if (globalTypeOf(wanted) !== undefined && !TAGS.test(wanted)) return true
  const service = action.slice(0, Math.max(0, action.indexOf(':'))).toLowerCase()
  if (LOOSELY_DOCUMENTED.has(service)) return true
  const own = tableOf(action.toLowerCase(), () => asRows(keysOfAction(action, service)))
  if (lookUp(own, wanted) !== undefined) return true
  const unplaced = tableOf(`${service}:`, () => asRows(unplacedKeysOf(service)))
  return lookUp(unplaced, wanted) !== undefined
}
