import type { Comparison } from './condition-operator.ts'
import { isInRange, parseIpRange } from './ip-range.ts'
import { ARN_PARTS, arnPartsOf, splitArn } from './arn-pattern.ts'
import { matchesPattern } from './wildcard-pattern.ts'
import type { WildcardPattern } from './wildcard-pattern.ts'

/** Does one value of the request satisfy one value of the policy? `wanted` has its variables filled in. */
export type Compare = (wanted: WildcardPattern, actual: string) => boolean

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/iu
/** Also used to check a policy's own values. */
export const parseConditionNumber = (text: string): number | undefined => (NUMBER.test(text) ? Number(text) : undefined)

// W3C profile of ISO 8601, or seconds since 1970.
const ISO_DATE = /^\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2}))?)?)?$/u
export const parseConditionDate = (text: string): number | undefined => {
  if (/^\d{5,11}(?:\.\d+)?$/u.test(text)) return Number(text) * 1000
  if (!ISO_DATE.test(text)) return undefined
  const time = Date.parse(text)
  return Number.isNaN(time) ? undefined : time
}

/** The pattern as it was written: outside StringLike and Arn* an asterisk is an asterisk. */
export const literalText = (pattern: WildcardPattern): string =>
  pattern.kind === 'exact' ? pattern.encoded : pattern.encoded.replaceAll('\uE000', '*').replaceAll('\uE001', '?')

const comparing =
  (parse: (text: string) => number | undefined, holds: (actual: number, wanted: number) => boolean): Compare =>
  (pattern, text) => {
    const wanted = parse(literalText(pattern))
    const actual = parse(text)
    return wanted !== undefined && actual !== undefined && holds(actual, wanted)
  }

const compareArn: Compare = (pattern, text) => {
  if (pattern.kind === 'everything') return true
  const wanted = arnPartsOf(pattern)
  const actual = splitArn(text)
  if (wanted.length !== ARN_PARTS || actual.length !== ARN_PARTS) return false
  return wanted.every((part, index) => matchesPattern(part, actual[index] ?? ''))
}

const equal = (a: number, b: number): boolean => a === b
const less = (a: number, b: number): boolean => a < b
const lessOrEqual = (a: number, b: number): boolean => a <= b
const greater = (a: number, b: number): boolean => a > b
const greaterOrEqual = (a: number, b: number): boolean => a >= b
const sameText: Compare = (pattern, text) => literalText(pattern) === text
const sameTextIgnoringCase: Compare = (pattern, text) => literalText(pattern).toLowerCase() === text.toLowerCase()
const inRange: Compare = (pattern, text) => {
  const range = parseIpRange(literalText(pattern))
  return range !== undefined && isInRange(range, text)
}

export const COMPARE: Readonly<Record<Exclude<Comparison, 'null'>, Compare>> = {
  string: sameText,
  'string-ignoring-case': sameTextIgnoringCase,
  'string-like': matchesPattern,
  numeric: comparing(parseConditionNumber, equal),
  'numeric-less': comparing(parseConditionNumber, less),
  'numeric-less-or-equal': comparing(parseConditionNumber, lessOrEqual),
  'numeric-greater': comparing(parseConditionNumber, greater),
  'numeric-greater-or-equal': comparing(parseConditionNumber, greaterOrEqual),
  date: comparing(parseConditionDate, equal),
  'date-less': comparing(parseConditionDate, less),
  'date-less-or-equal': comparing(parseConditionDate, lessOrEqual),
  'date-greater': comparing(parseConditionDate, greater),
  'date-greater-or-equal': comparing(parseConditionDate, greaterOrEqual),
  bool: sameTextIgnoringCase,
  binary: sameText,
  ip: inRange,
  arn: compareArn,
}
