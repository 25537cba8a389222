import { isJsonObject, type JsonObject, type JsonValue, ownProperty } from '#shared/facts/json.ts'
import { matchesGlob } from '#shared/facts/glob.ts'

/**
 * A JSON filter pattern of CloudWatch Logs, read so that it can be asked which events it selects (CloudWatch Logs user guide,
 * "Using filter patterns to match terms in JSON log events"). Regular expressions and patterns of bare terms are not read.
 */
export type FilterPattern = Joined | Condition

interface Joined {
  readonly kind: 'all' | 'any'
  readonly parts: readonly FilterPattern[]
}
type Condition =
  | { readonly kind: 'exists' | 'absent' | 'null' | 'true' | 'false'; readonly path: readonly string[] }
  | { readonly kind: 'compare'; readonly path: readonly string[]; readonly operator: string; readonly value: string }

/** The quota of a filter pattern; it also bounds how deep the parser can go. */
const MAX_LENGTH = 1024

const TOKEN =
  /\s*(?:(?<symbol>&&|\|\||\(|\)|!=|<=|>=|=|<|>)|(?<selector>\$[^\s()=!<>&|]*)|"(?<quoted>(?:[^"\\]|\\.)*)"|(?<bare>[^\s()=!<>&|"{}$%][^\s()=!<>&|"{}%]*))/uy

interface Token {
  readonly kind: 'symbol' | 'selector' | 'text' | 'word'
  readonly text: string
}

const tokensOf = (text: string): readonly Token[] | undefined => {
  const tokens: Token[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.length) {
    const found = TOKEN.exec(text)?.groups
    if (!found) return undefined
    if (found['symbol'] !== undefined) tokens.push({ kind: 'symbol', text: found['symbol'] })
    else if (found['selector'] !== undefined) tokens.push({ kind: 'selector', text: found['selector'] })
    else if (found['quoted'] !== undefined) {
      tokens.push({ kind: 'text', text: found['quoted'].replaceAll(/\\(.)/gu, '$1') })
    } else tokens.push({ kind: 'word', text: found['bare'] ?? '' })
  }
  return tokens
}

const pathOf = (selector: string): readonly string[] =>
  selector
    .slice(1)
    .split(/[.[\]]/u)
    .map((part) => part.replaceAll(/^['"]|['"]$/gu, ''))
    .filter((part) => part !== '')

class Reader {
  readonly #tokens: readonly Token[]
  #at = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  get isDone(): boolean {
    return this.#at === this.#tokens.length
  }

  #takes(...texts: readonly string[]): boolean {
    const next = this.#tokens.slice(this.#at, this.#at + texts.length)
    const fits =
      next.length === texts.length &&
      next.every((token, index) => token.kind !== 'text' && token.text.toUpperCase() === texts[index])
    if (fits) this.#at += texts.length
    return fits
  }

  /** `&&` binds closer than `||`. */
  either(): FilterPattern | undefined {
    return this.#joined('||', 'any', () => this.#joined('&&', 'all', () => this.#single()))
  }

  #joined(symbol: string, kind: 'all' | 'any', part: () => FilterPattern | undefined): FilterPattern | undefined {
    const parts: FilterPattern[] = []
    do {
      const next = part()
      if (!next) return undefined
      parts.push(next)
    } while (this.#takes(symbol))
    return parts.length === 1 ? parts[0] : { kind, parts }
  }

  #single(): FilterPattern | undefined {
    if (this.#takes('(')) {
      const inside = this.either()
      return this.#takes(')') ? inside : undefined
    }
    const selector = this.#tokens[this.#at]
    if (selector?.kind !== 'selector') return undefined
    this.#at += 1
    return this.#condition(pathOf(selector.text))
  }

  #condition(path: readonly string[]): FilterPattern | undefined {
    if (this.#takes('NOT', 'EXISTS')) return { kind: 'absent', path }
    if (this.#takes('EXISTS')) return { kind: 'exists', path }
    if (this.#takes('IS', 'NULL')) return { kind: 'null', path }
    if (this.#takes('IS', 'TRUE')) return { kind: 'true', path }
    if (this.#takes('IS', 'FALSE')) return { kind: 'false', path }
    const operator = this.#tokens[this.#at]
    const value = this.#tokens[this.#at + 1]
    if (operator?.kind !== 'symbol' || !/^(?:!?=|[<>]=?)$/u.test(operator.text)) return undefined
    if (value?.kind !== 'text' && value?.kind !== 'word') return undefined
    this.#at += 2
    return { kind: 'compare', path, operator: operator.text, value: value.text }
  }
}

/** `undefined`: not a JSON pattern, or one that this reader does not understand. */
export const parseFilterPattern = (text: string): FilterPattern | undefined => {
  const inside = /^\s*\{(?<inside>[^]*)\}\s*$/u.exec(text)?.groups?.['inside']
  if (inside === undefined || text.length > MAX_LENGTH) return undefined
  const tokens = tokensOf(inside.trim())
  if (!tokens) return undefined
  const reader = new Reader(tokens)
  const pattern = reader.either()
  return reader.isDone ? pattern : undefined
}

const valueAt = (event: JsonObject, path: readonly string[]): JsonValue | undefined => {
  let value: JsonValue | undefined = event
  for (const step of path) {
    if (Array.isArray(value)) value = value[Number(step)]
    else if (isJsonObject(value)) value = ownProperty(value, step)
    else return undefined
  }
  return value
}

const compares = (operator: string, found: JsonValue, value: string): boolean => {
  const isNumber = typeof found === 'number' && value.trim() !== '' && Number.isFinite(Number(value))
  const equal = isNumber
    ? found === Number(value)
    : matchesGlob(value, typeof found === 'string' ? found : JSON.stringify(found))
  if (operator === '=') return equal
  if (operator === '!=') return !equal
  if (!isNumber) return false
  const wanted = Number(value)
  if (operator === '<') return found < wanted
  if (operator === '>') return found > wanted
  return operator === '<=' ? found <= wanted : found >= wanted
}

/** A comparison with a field that the event does not have, or that is an object or array, selects nothing. */
const holds = (condition: Condition, event: JsonObject): boolean => {
  const found = valueAt(event, condition.path)
  switch (condition.kind) {
    case 'exists':
      return found !== undefined
    case 'absent':
      return found === undefined
    case 'null':
      return found === null
    case 'true':
      return found === true
    case 'false':
      return found === false
    case 'compare':
      return found !== undefined && found !== null && typeof found !== 'object'
        ? compares(condition.operator, found, condition.value)
        : false
  }
}

export const selects = (pattern: FilterPattern, event: JsonObject): boolean => {
  if (!('parts' in pattern)) return holds(pattern, event)
  return pattern.kind === 'all'
    ? pattern.parts.every((part) => selects(part, event))
    : pattern.parts.some((part) => selects(part, event))
}
