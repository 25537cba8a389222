import { isJsonObject, type JsonObject, type JsonValue, ownProperty } from '#shared/facts/json.ts'
import type { PolicyDocument, Statement } from '#shared/facts/policy.ts'
import { type DuplicateKey, duplicateKeysOf } from './duplicate-keys.ts'
import { parseStatement, type PolicyKind } from './policy-statement.ts'

/** IAM's own limit for a policy document that it accepts as a parameter is 131,072 characters; encoding may triple it. */
const MAX_DOCUMENT_CHARACTERS = 4 * 131_072

const unreadable = (text: string, reason: string): PolicyDocument => ({ state: 'unreadable', text, reason })

/** IAM answers RFC 3986 encoded text, in which `+` is a plus sign; the AWS CLI has decoded it already. */
const decoded = (text: string): string | undefined => {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

const parseJson = (text: string): JsonValue | undefined => {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return undefined
  }
}

type Refusals = ReadonlyMap<number, string>

/** Statement index → refusal, or the sentence why the whole document is refused. */
const duplicateRefusals = (duplicates: readonly DuplicateKey[]): Refusals | string => {
  const refusals = new Map<number, string>()
  for (const { path, key } of duplicates) {
    const [element, position] = path
    if (element !== 'Statement') return `The key ${JSON.stringify(key)} stands twice in the policy.`
    const index = typeof position === 'number' ? position : 0
    refusals.set(index, `Statement ${index} is refused: the key ${JSON.stringify(key)} stands twice.`)
  }
  return refusals
}

const statementValues = (json: JsonObject): readonly JsonValue[] | undefined => {
  const statement = ownProperty(json, 'Statement')
  if (isJsonObject(statement)) return [statement]
  return Array.isArray(statement) ? (statement as readonly JsonValue[]) : undefined
}

const parsedDocument = (text: string, json: JsonObject, refusals: Refusals, kind: PolicyKind): PolicyDocument => {
  const version = ownProperty(json, 'Version')
  const statements: Statement[] = []
  const malformed: { index: number; reason: string }[] = []
  const values = statementValues(json)
  if (values === undefined)
    malformed.push({ index: 0, reason: 'The policy has no Statement that is an object or a list.' })
  for (const [index, value] of (values ?? []).entries()) {
    const refusal = refusals.get(index)
    const reading = refusal === undefined ? parseStatement(value, index, kind) : { malformed: refusal }
    if ('malformed' in reading) malformed.push({ index, reason: reading.malformed })
    else statements.push(reading)
  }
  return {
    state: 'parsed',
    text,
    // Parsed again on demand: few ask for it, and thousands of documents kept twice would cost more than all other facts.
    get json() {
      return JSON.parse(text) as JsonValue
    },
    ...(typeof version === 'string' && { version }),
    statements,
    malformed,
  }
}

const parseDocumentText = (source: string, kind: PolicyKind): PolicyDocument => {
  if (source.length > MAX_DOCUMENT_CHARACTERS) {
    return unreadable('', `The policy has ${source.length} characters; at most ${MAX_DOCUMENT_CHARACTERS} are read.`)
  }
  const text = source.trimStart().startsWith('{') ? source : decoded(source)
  if (text === undefined)
    return unreadable(source, 'The policy is not valid percent-encoding, so its text is not known.')
  if (text.trimStart().startsWith('%7B'))
    return unreadable(source, 'The policy is percent-encoded twice, which IAM never does.')
  const json = parseJson(text)
  if (json === undefined) return unreadable(text, 'The policy is not JSON.')
  if (!isJsonObject(json)) return unreadable(text, 'The policy is not a JSON object.')
  const duplicates = duplicateKeysOf(text, json)
  if (duplicates === 'too-deep') return unreadable(text, 'The policy nests deeper than any policy of IAM.')
  const refusals = duplicateRefusals(duplicates)
  return typeof refusals === 'string' ? unreadable(text, refusals) : parsedDocument(text, json, refusals, kind)
}

/** URL-encoded text, plain text, or an object that was decoded before. */
export const parsePolicyDocument = (value: JsonValue | undefined, kind: PolicyKind): PolicyDocument => {
  if (typeof value === 'string') return parseDocumentText(value, kind)
  if (isJsonObject(value)) return parseDocumentText(JSON.stringify(value), kind)
  return unreadable('', 'The evidence has no policy document here.')
}

export type PolicyReader = (value: JsonValue | undefined, kind: PolicyKind) => PolicyDocument

/** Reads each distinct text once: thousands of roles share a handful of trust policies. */
export const policyReader = (): PolicyReader => {
  const texts = (): Map<string, PolicyDocument> => new Map()
  const read: Readonly<Record<PolicyKind, Map<string, PolicyDocument>>> = {
    identity: texts(),
    trust: texts(),
    'resource-control': texts(),
  }
  return (value, kind) => {
    if (typeof value !== 'string') return parsePolicyDocument(value, kind)
    const before = read[kind].get(value)
    if (before) return before
    const document = parsePolicyDocument(value, kind)
    read[kind].set(value, document)
    return document
  }
}
