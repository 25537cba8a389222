import { isJsonObject, type JsonObject, type JsonValue, ownProperty } from '#shared/facts/json.ts'

export const textIn = (object: JsonObject, key: string): string | undefined => {
  const value = ownProperty(object, key)
  return typeof value === 'string' ? value : undefined
}

export const numberIn = (object: JsonObject, key: string): number | undefined => {
  const value = ownProperty(object, key)
  return typeof value === 'number' ? value : undefined
}

/** A list, or the one object that stands in its place (as in some of the AWS CLI's own examples); absent is empty. */
export const objectsIn = (object: JsonObject, key: string): readonly JsonObject[] => {
  const value = ownProperty(object, key)
  if (isJsonObject(value)) return [value]
  return Array.isArray(value) ? (value as readonly JsonValue[]).filter(isJsonObject) : []
}
