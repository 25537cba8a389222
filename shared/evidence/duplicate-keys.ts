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

/** Only for a text that JSON.parse accepts; `too-deep` when it nests deeper than evidence may. */
export const duplicateKeysOf = (text: string): readonly DuplicateKey[] | 'too-deep' => {
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
    if (levels.length > MAX_JSON_DEPTH) return 'too-deep'
    position += 1
  }
  return found
}
