import { type JsonObject, type JsonValue, ownProperty } from '#shared/facts/json.ts'
import { endOfString, MAX_JSON_DEPTH, skipBlanks } from './json-values.ts'

/** A key that stands twice in one object: JSON.parse keeps the last and hides the first. */
export interface DuplicateKey {
  readonly path: readonly (string | number)[]
  readonly key: string
}

interface Level {
  /** Undefined: a list. */
  readonly keys: Set<string> | undefined
  step: string | number
}

const keyText = (token: string): string => {
  if (!token.includes('\\')) return token.slice(1, -1)
  const parsed: unknown = JSON.parse(token)
  return typeof parsed === 'string' ? parsed : token
}

const findDuplicates = (text: string): readonly DuplicateKey[] => {
  const found: DuplicateKey[] = []
  const levels: Level[] = []
  let position = 0
  while (position < text.length) {
    const character = text[position]
    const level = levels.at(-1)
    if (character === '"') {
      const end = endOfString(text, position)
      if (level?.keys && text[skipBlanks(text, end)] === ':') {
        const key = keyText(text.slice(position, end))
        if (level.keys.has(key)) found.push({ path: levels.slice(0, -1).map(({ step }) => step), key })
        level.keys.add(key)
        level.step = key
      }
      position = end
      continue
    }
    if (character === '{') levels.push({ keys: new Set(), step: '' })
    else if (character === '[') levels.push({ keys: undefined, step: 0 })
    else if (character === '}' || character === ']') levels.pop()
    else if (character === ',' && level && typeof level.step === 'number') level.step += 1
    position += 1
  }
  return found
}

const keysInText = (text: string): number => {
  let count = 0
  let quote = text.indexOf('"')
  while (quote >= 0) {
    const end = endOfString(text, quote)
    if (text[skipBlanks(text, end)] === ':') count += 1
    quote = text.indexOf('"', end)
  }
  return count
}

/** How many keys JSON.parse kept; NaN when the value nests deeper than evidence may. */
const keysIn = (value: JsonValue, depth: number): number => {
  if (typeof value !== 'object' || value === null) return 0
  if (depth > MAX_JSON_DEPTH) return Number.NaN
  let count = 0
  if (Array.isArray(value)) for (const item of value as readonly JsonValue[]) count += keysIn(item, depth + 1)
  else
    for (const key of Object.keys(value)) count += 1 + keysIn(ownProperty(value as JsonObject, key) ?? null, depth + 1)
  return count
}

/** Of a text and the value that JSON.parse made of it: when both have as many keys, none was hidden. */
export const duplicateKeysOf = (text: string, value: JsonValue): readonly DuplicateKey[] | 'too-deep' => {
  const kept = keysIn(value, 0)
  if (Number.isNaN(kept)) return 'too-deep'
  return kept === keysInText(text) ? [] : findDuplicates(text)
}
