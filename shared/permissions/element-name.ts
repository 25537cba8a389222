import { distance } from 'fastest-levenshtein'
import { byCodeUnit } from '#shared/facts/order.ts'
import type { PolicyIssue } from './policy-issue.ts'

/** The name that was probably meant: the same in another case, or one or two letters away. */
export const nearestName = (name: string, names: readonly string[]): string | undefined =>
  names
    .map((candidate) => ({ candidate, far: distance(name.slice(0, 64).toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ far }) => far <= 2)
    .sort((a, b) => a.far - b.far || byCodeUnit(a.candidate, b.candidate))[0]?.candidate

export const unknownElement = (name: string, names: readonly string[], path: string): PolicyIssue => {
  const meant = nearestName(name, names)
  return {
    code: 'unknown-element',
    severity: 'error',
    path,
    message: `"${name}" is no element of a policy.`,
    ...(meant === undefined ? {} : { suggestion: `Write "${meant}".` }),
  }
}
