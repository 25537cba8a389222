import { ANY_RUN, encodeWildcards, patternOf, patternOfEncoded } from './wildcard-pattern.ts'
import type { WildcardPattern } from './wildcard-pattern.ts'
import { contextValue } from './request-context.ts'
import type { RequestContext } from './request-context.ts'

interface Variable {
  readonly key: string
  readonly fallback?: string
}

/** A value of a policy that may hold policy variables. Only documents of version 2012-10-17 have them; elsewhere `${…}` is text. */
export interface VariableText {
  /** Empty where the pattern is fixed. */
  readonly parts: readonly (string | Variable)[]
  /** The pattern, if no variable has to be filled in. */
  readonly fixed: WildcardPattern | undefined
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
const VARIABLE = /\$\{(?<body>[^{}]*)\}/gu
const CHARACTERS: ReadonlySet<string> = new Set(['*', '?', '$'])

const variableOf = (body: string): Variable => {
  const parsed = /^\s*(?<key>[^,]*?)\s*,\s*'(?<fallback>[^']*)'\s*$/u.exec(body)?.groups
  if (parsed === undefined) return { key: body.trim().toLowerCase() }
  return { key: (parsed['key'] ?? '').toLowerCase(), fallback: parsed['fallback'] ?? '' }
}

const partsOf = (text: string): readonly (string | Variable)[] => {
  const parts: (string | Variable)[] = []
  let from = 0
  for (const found of text.matchAll(VARIABLE)) {
    const body = found.groups?.['body'] ?? ''
    parts.push(encodeWildcards(text.slice(from, found.index)))
    parts.push(CHARACTERS.has(body) ? body : variableOf(body))
    from = found.index + found[0].length
  }
  parts.push(encodeWildcards(text.slice(from)))
  return parts
}

const NO_PARTS: VariableText['parts'] = []

export const variableTextOf = (text: string, variables: boolean): VariableText => {
  if (!variables || !text.includes('${')) return { parts: NO_PARTS, fixed: patternOf(text) }
  const parts = partsOf(text)
  const texts = parts.filter((part) => typeof part === 'string')
  return texts.length === parts.length
    ? { parts: NO_PARTS, fixed: patternOfEncoded(texts.join('')) }
    : { parts, fixed: undefined }
}

export type Resolved =
  | { readonly state: 'resolved'; readonly pattern: WildcardPattern }
  /** A variable has no value in this request: the text stands for nothing. */
  | { readonly state: 'absent' }
  /** A variable's value is not known; `widest` has a wildcard in its place. */
  | { readonly state: 'unknown'; readonly widest: WildcardPattern; readonly keys: readonly string[] }

export const resolveVariables = (text: VariableText, context: RequestContext): Resolved => {
  if (text.fixed !== undefined) return { state: 'resolved', pattern: text.fixed }
  const keys: string[] = []
  let encoded = ''
  for (const part of text.parts) {
    if (typeof part === 'string') {
      encoded += part
      continue
    }
    const value = contextValue(context, part.key)
    if (value === 'unknown') {
      keys.push(part.key)
      encoded += ANY_RUN
    } else if (value !== 'absent' && value.length === 1) encoded += value[0] ?? ''
    else if (part.fallback === undefined) return { state: 'absent' }
    else encoded += part.fallback
  }
  const pattern = patternOfEncoded(encoded)
  return keys.length === 0 ? { state: 'resolved', pattern } : { state: 'unknown', widest: pattern, keys }
}

export const variablesOf = (text: VariableText): readonly string[] =>
  text.parts.flatMap((part) => (typeof part === 'string' ? [] : [part.key]))
