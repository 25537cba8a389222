import { hasWildcard, namedIn } from './subject-form.ts'
import type { RequiredValue } from './trust-conditions.ts'

/**
 * How many workloads an OIDC subject lets in: everybody at the issuer, everything of one organization, everything of one repository (or
 * project), or one named thing (branch, environment, workspace).
 */
export type SubjectWidth = 'anyone' | 'organization' | 'repository' | 'exact'

const ORDER: readonly SubjectWidth[] = ['anyone', 'organization', 'repository', 'exact']

/** Their subjects have a form that is known: a pattern of another form begins with a wildcard somewhere, or fits nothing. */
const KNOWN_FORMS: ReadonlySet<string> = new Set([
  'token.actions.githubusercontent.com',
  'gitlab.com',
  'app.terraform.io',
  'agent.buildkite.com',
])

const widthOfSubject = (issuer: string, subject: string): SubjectWidth => {
  if (/^[*?]/u.test(subject) && KNOWN_FORMS.has(issuer)) return 'anyone'
  const named = namedIn(subject)
  if (named !== undefined) {
    if (!named.owner) return 'anyone'
    if (!named.project) return 'organization'
    return named.context ? 'exact' : 'repository'
  }
  if (!hasWildcard(subject)) return 'exact'
  // An unknown form: what stands before the first wildcard is all that is asked for.
  return /^[*?]/u.test(subject) || KNOWN_FORMS.has(issuer) ? 'anyone' : 'organization'
}

const widthOfValue = (issuer: string, subject: string, patterns: boolean): SubjectWidth => {
  // A claim that is compared with itself.
  if (/\$\{[^}]*:sub\}/iu.test(subject)) return 'anyone'
  // Compared as a letter, a wildcard is in no subject, and nobody comes in.
  return !patterns && hasWildcard(subject) ? 'exact' : widthOfSubject(issuer, subject)
}

/** The weakest of the values: they are alternatives. */
export const subjectWidthOf = (issuer: string, value: RequiredValue): SubjectWidth => {
  if (value.optional || value.values.length === 0) return 'anyone'
  const widths = value.values.map((subject) => widthOfValue(issuer, subject, value.patterns))
  return ORDER.find((width) => widths.includes(width)) ?? 'anyone'
}

/** Pull requests run code that anybody who may open one has written. */
export const admitsPullRequests = ({ values }: RequiredValue): boolean =>
  values.some((subject) => /:pull_request(?:$|:)/u.test(subject))
