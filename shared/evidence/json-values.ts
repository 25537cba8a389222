import type { JsonValue } from '#shared/facts/json.ts'
import { EvidenceError } from './evidence-error.ts'
import { type EvidenceFile, textOf } from './evidence-file.ts'

export const MAX_JSON_DEPTH = 100

const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d
const COLON = 0x3a

const isBlank = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09

export const skipBlanks = (text: string, from: number): number => {
  let at = from
  while (at < text.length && isBlank(text.charCodeAt(at))) at += 1
  return at
}

/** The position after the closing quote of the JSON string that opens at `open`, or the text's end when it never closes. */
export const endOfString = (text: string, open: number): number => {
  let quote = open
  for (;;) {
    quote = text.indexOf('"', quote + 1)
    if (quote < 0) return text.length
    let backslashes = 0
    while (text.charCodeAt(quote - 1 - backslashes) === BACKSLASH) backslashes += 1
    if (backslashes % 2 === 0) return quote + 1
  }
}

const DOCUMENT_KEYS = new Set(['"Document"', '"PolicyDocument"', '"AssumeRolePolicyDocument"'])
const DOCUMENT_KEY_LENGTHS = new Set([...DOCUMENT_KEYS].map(({ length }) => length))

/** Where the object under a policy-document key opens, when the string just read was such a key. */
const documentOpening = (text: string, keyFrom: number, keyTo: number): number => {
  if (!DOCUMENT_KEY_LENGTHS.has(keyTo - keyFrom) || !DOCUMENT_KEYS.has(text.slice(keyFrom, keyTo))) return -1
  const colon = skipBlanks(text, keyTo)
  if (text.charCodeAt(colon) !== COLON) return -1
  const opening = skipBlanks(text, colon + 1)
  return text.charCodeAt(opening) === OPEN_OBJECT ? opening : -1
}

const notJson = (file: string, what: string): EvidenceError =>
  new EvidenceError(`${file} is not JSON as the AWS CLI writes it: ${what}. Fetch this evidence again.`)

/**
 * Cuts a text into its top-level JSON values. With `liftPolicies`, policy documents that stand in it as objects become strings of
 * their own text, so that what JSON.parse hides (duplicate keys) stays visible and one bad policy does not spoil the file.
 */
const cutValues = (text: string, file: string, liftPolicies: boolean): readonly string[] => {
  const values: string[] = []
  let pieces: string[] = []
  let copied = 0
  let depth = 0
  let documentAt = -1
  let documentDepth = 0
  let position = skipBlanks(text, 0)
  const close = (end: number): void => {
    pieces.push(text.slice(copied, end))
    values.push(pieces.join(''))
    pieces = []
    position = skipBlanks(text, end)
    copied = position
  }
  copied = position
  while (position < text.length) {
    const code = text.charCodeAt(position)
    if (code === QUOTE) {
      const end = endOfString(text, position)
      if (liftPolicies && documentAt < 0) {
        documentAt = documentOpening(text, position, end)
        documentDepth = depth
      }
      position = end
      if (depth === 0) close(end)
    } else if (code === OPEN_OBJECT || code === OPEN_LIST) {
      depth += 1
      if (depth > MAX_JSON_DEPTH) throw notJson(file, `it nests deeper than ${MAX_JSON_DEPTH} levels`)
      position += 1
    } else if (code === CLOSE_OBJECT || code === CLOSE_LIST) {
      depth -= 1
      position += 1
      if (depth < 0) throw notJson(file, 'it closes a bracket that it never opened')
      if (documentAt >= 0 && depth === documentDepth) {
        pieces.push(text.slice(copied, documentAt), JSON.stringify(text.slice(documentAt, position)))
        copied = position
        documentAt = -1
      }
      if (depth === 0) close(position)
    } else if (depth > 0) position += 1
    else throw notJson(file, `it has text outside of any object or list at position ${position}`)
  }
  if (depth > 0) throw notJson(file, 'it ends in the middle (was it cut short?)')
  return values
}

const parseValue = (text: string, file: string): JsonValue => {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    throw notJson(file, 'it cannot be parsed')
  }
}

/** All answers in a file: one value, a list of pages, or several values one after another (page files joined by `cat`). */
export const answersOf = (file: EvidenceFile, options: { liftPolicies?: boolean } = {}): readonly JsonValue[] =>
  cutValues(textOf(file), file.name, options.liftPolicies ?? false)
    .map((text) => parseValue(text, file.name))
    .flatMap((value): readonly JsonValue[] => (Array.isArray(value) ? value : [value]))
