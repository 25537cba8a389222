import { isJsonObject, type JsonObject, type JsonValue, ownProperty } from '#shared/facts/json.ts'

export const listOf = (value: JsonValue | undefined): readonly JsonValue[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value]

/** IAM's answers are percent-encoded, and some writers of records take parameters from there. */
const decoded = (text: string): string => (/^\s*%7b/i.test(text) ? decodeURIComponent(text) : text)

const documentOf = (text: string): JsonObject | undefined => {
  try {
    const value = JSON.parse(decoded(text)) as JsonValue
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** The Allow statements of a policy that stands as text in a call's parameters; undefined where the text is cut or is no policy. */
export const allowStatementsIn = (policy: string): readonly JsonObject[] | undefined => {
  const document = documentOf(policy)
  if (document === undefined) return undefined
  return listOf(ownProperty(document, 'Statement'))
    .filter(isJsonObject)
    .filter((statement) => ownProperty(statement, 'Effect') === 'Allow')
}
