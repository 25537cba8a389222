import { services } from './action-table.ts'
import { GLOBAL_CONDITION_KEYS } from './generated/global-condition-keys.js'
import { matchesGlob } from './glob.ts'
import { serviceConditionKeysOf } from './service-detail.ts'

interface KeyTable {
  readonly exact: ReadonlyMap<string, string>
  readonly templates: readonly (readonly [string, string])[]
}

const tables = new Map<string, KeyTable>()

/** `aws:RequestTag/${TagKey}` becomes the glob `aws:requesttag/?*`: the part in braces stands for at least one character. */
const globOf = (key: string): string => key.toLowerCase().replaceAll(/\$\{[^}]*\}|<[^>]*>/gu, '?*')

// Most templates are written `${TagKey}`; four keys of Amazon S3 say `<key>`.
const isTemplate = (key: string): boolean => key.includes('${') || key.includes('<')

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

/**
 * The type of a condition key (`String`, `ARN`, `Bool`, `Numeric`, `Date`, `IPAddress`, `ArrayOfString` …), or `undefined` if AWS documents no
 * such key. With `service`, only global keys and those of that service count. Keys of a customer's own OIDC provider are not in any catalogue.
 */
export const conditionKeyTypeOf = (key: string, service?: string): string | undefined => {
  const wanted = key.toLowerCase()
  const global = lookUp(
    tableOf('', () => Object.entries(GLOBAL_CONDITION_KEYS)),
    wanted,
  )
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
