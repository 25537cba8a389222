import { ANY_RUN, overlapsPattern, patternOfEncoded } from './wildcard-pattern.ts'
import type { WildcardPattern } from './wildcard-pattern.ts'

export const ARN_PARTS = 6
const SERVICE = 2

/** The first five parts and the rest, which keeps its colons. */
export const splitArn = (text: string): readonly string[] => {
  const parts = text.split(':')
  return parts.length <= ARN_PARTS ? parts : [...parts.slice(0, ARN_PARTS - 1), parts.slice(ARN_PARTS - 1).join(':')]
}

const memory = new WeakMap<WildcardPattern, readonly WildcardPattern[]>()

/** A pattern's parts as patterns; fewer than six if it is no whole ARN. */
export const arnPartsOf = (pattern: WildcardPattern): readonly WildcardPattern[] => {
  const known = memory.get(pattern)
  if (known !== undefined) return known
  const made = splitArn(pattern.encoded).map(patternOfEncoded)
  memory.set(pattern, made)
  return made
}

const ACCOUNT = 4
const ACCOUNT_BEGINS = /^(?:\d*|aws.*|cloudfront)$/u

/** An ARN that a wildcard ends early: in `arn:aws:s3::b/*` a bucket stands where the account belongs. */
const overlapsCut = (cut: readonly WildcardPattern[], whole: readonly WildcardPattern[]): boolean => {
  const last = cut.length - 1
  if (last === ACCOUNT && !ACCOUNT_BEGINS.test(cut[last]?.literal ?? '')) return false
  const rest = whole.slice(last).map(({ encoded }) => encoded)
  return cut.every((part, index) => {
    const other = index < last ? whole[index] : patternOfEncoded(rest.join(':'))
    return other !== undefined && overlapsPattern(part, other)
  })
}

const hidesService = (parts: readonly WildcardPattern[]): boolean => parts[SERVICE]?.encoded.includes(ANY_RUN) !== false

/**
 * True if some real ARN matches both. IAM lets a wildcard run over colons, so `arn:aws:s3:::b/*` and `arn:*:sqs:*:*:*` have texts in common;
 * no real ARN is among them, because no name of a bucket's object makes it an ARN of Amazon SQS.
 */
export const overlapsArn = (a: WildcardPattern, b: WildcardPattern): boolean => {
  const left = arnPartsOf(a)
  const right = arnPartsOf(b)
  if (left.length > SERVICE + 1 && left.length < ARN_PARTS && right.length === ARN_PARTS)
    return overlapsCut(left, right)
  const whole = left.length === ARN_PARTS && right.length === ARN_PARTS
  if (!whole || hidesService(left) || hidesService(right)) return overlapsPattern(a, b)
  for (let i = SERVICE; i < ARN_PARTS; i += 1) {
    if (!overlapsPattern(left[i] ?? a, right[i] ?? b)) return false
  }
  return overlapsPattern(left[1] ?? a, right[1] ?? b)
}
