import type { IssueCode, IssueSeverity, PolicyIssue, PolicyKind } from '#shared/permissions/validate-policy.ts'
import { validatePolicy } from '#shared/permissions/validate-policy.ts'
import type { PolicyInPlace } from './policies-in-place.ts'

const NO_EFFECT: ReadonlySet<IssueCode> = new Set(['statement-repeated', 'statement-cancelled'])

/** Grants that are written well and give too much; rules of their own judge them. */
const JUDGED_ELSEWHERE: ReadonlySet<IssueCode> = new Set([
  'pass-role-open',
  'not-action-with-allow',
  'not-principal-with-allow',
  'deleted-principal',
])

const KINDS: ReadonlyMap<string, PolicyKind> = new Map([
  ['user', 'user-policy'],
  ['group', 'group-policy'],
  ['role', 'role-policy'],
])

const kindOf = ({ place, use, holder }: PolicyInPlace): PolicyKind => {
  if (place === 'trust') return 'trust-policy'
  if (place === 'inline') return KINDS.get(holder ?? '') ?? 'role-policy'
  return use === 'boundary' ? 'permissions-boundary' : 'managed-policy'
}

const ORDER: readonly IssueSeverity[] = ['error', 'warning', 'advice']
const gravestFirst = (issues: readonly PolicyIssue[]): readonly PolicyIssue[] =>
  ORDER.flatMap((severity) => issues.filter((issue) => issue.severity === severity))

/** What is wrong with the document itself, gravest first. */
export const senseIssuesOf = (policy: PolicyInPlace): readonly PolicyIssue[] =>
  gravestFirst(
    validatePolicy(policy.document, kindOf(policy)).filter(
      ({ code }) => !NO_EFFECT.has(code) && !JUDGED_ELSEWHERE.has(code),
    ),
  )

/** Statements that change nothing. */
export const statementsWithoutEffectOf = (policy: PolicyInPlace): readonly PolicyIssue[] =>
  gravestFirst(validatePolicy(policy.document, kindOf(policy)).filter(({ code }) => NO_EFFECT.has(code)))

/** Where, what, and what to write instead, as one or two sentences. */
export const issueWords = ({ path, message, suggestion }: PolicyIssue): string => {
  const where = path.includes('[') ? `${path}: ` : ''
  return `${where}${message}${suggestion === undefined ? '' : ` ${suggestion}`}`
}

const MOST_LISTED = 50

export const issueEvidence = (issues: readonly PolicyIssue[]) => ({
  count: issues.length,
  issues: issues.slice(0, MOST_LISTED).map(({ code, severity, path, message }) => ({ code, severity, path, message })),
})
