import { isJsonObject, type JsonObject, type JsonValue, ownProperty } from '#shared/facts/json.ts'

export type SelectedManagementEvents = 'all' | 'read-only' | 'write-only' | 'none' | 'filtered'

const listOf = (value: JsonValue | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : []

const stringsOf = (value: JsonValue | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []

/** Which management events a trail logs after this PutEventSelectors; undefined when the parameters do not say (cut, absent). */
export const selectedManagementEvents = (parameters: JsonValue | undefined): SelectedManagementEvents | undefined => {
  if (!isJsonObject(parameters)) return undefined
  const advanced = listOf(ownProperty(parameters, 'advancedEventSelectors'))
  if (advanced.length > 0) return joined(advanced.map(ofAdvancedSelector))
  const basic = listOf(ownProperty(parameters, 'eventSelectors'))
  return basic.length === 0 ? undefined : joined(basic.map(ofBasicSelector))
}

/** What several selectors give together. */
const joined = (parts: readonly SelectedManagementEvents[]): SelectedManagementEvents => {
  const kinds = new Set(parts.filter((part) => part !== 'none'))
  if (kinds.has('all') || (kinds.has('read-only') && kinds.has('write-only'))) return 'all'
  const [only] = kinds
  if (only === undefined) return 'none'
  return kinds.size === 1 ? only : 'filtered'
}

const ofBasicSelector = (selector: JsonObject): SelectedManagementEvents => {
  if (ownProperty(selector, 'includeManagementEvents') === false) return 'none'
  const type = ownProperty(selector, 'readWriteType')
  if (type === 'ReadOnly') return 'read-only'
  if (type === 'WriteOnly') return 'write-only'
  return stringsOf(ownProperty(selector, 'excludeManagementEventSources')).length > 0 ? 'filtered' : 'all'
}

const ofAdvancedSelector = (selector: JsonObject): SelectedManagementEvents => {
  const fields = listOf(ownProperty(selector, 'fieldSelectors'))
  const valuesOf = (name: string): readonly string[] | undefined => {
    const field = fields.find((one) => ownProperty(one, 'field') === name)
    return field && stringsOf(ownProperty(field, 'equals'))
  }
  if (valuesOf('eventCategory')?.includes('Management') !== true) return 'none'
  const understood = (field: JsonObject): boolean =>
    ['eventCategory', 'readOnly'].some((name) => name === ownProperty(field, 'field'))
  if (!fields.every(understood)) return 'filtered'
  const readOnly = valuesOf('readOnly')?.[0]
  if (readOnly === undefined) return 'all'
  return readOnly === 'true' ? 'read-only' : 'write-only'
}
