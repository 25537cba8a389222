import { matchesPattern, patternOf } from './wildcard-pattern.ts'
import type { WildcardPattern } from './wildcard-pattern.ts'

const MEMORY_LIMIT = 20_000
const memory = new Map<string, WildcardPattern | 'nothing'>()

const read = (text: string): WildcardPattern | 'nothing' => {
  const pattern = patternOf(text.toLowerCase())
  if (pattern.kind === 'everything') return pattern
  // IAM knows no action without a service prefix: `iam*` matches nothing, `*:*` everything.
  return text.indexOf(':') < 1 ? 'nothing' : pattern
}

/** An `Action` value, ready to compare with lower-case action names; `nothing` where it can match no action at all. */
export const actionPatternOf = (text: string): WildcardPattern | 'nothing' => {
  const known = memory.get(text)
  if (known !== undefined) return known
  const pattern = read(text)
  if (memory.size >= MEMORY_LIMIT) memory.clear()
  memory.set(text, pattern)
  return pattern
}

/** `lowerAction` must be in lower case. */
export const matchesActionPattern = (pattern: WildcardPattern | 'nothing', lowerAction: string): boolean =>
  pattern !== 'nothing' && matchesPattern(pattern, lowerAction)

/** Action names are compared without regard to case, as IAM does. */
export const matchesAction = (pattern: string, action: string): boolean =>
  matchesActionPattern(actionPatternOf(pattern), action.toLowerCase())
