import type { RequiredValue } from './trust-conditions.ts'

/**
 * How many workloads an OIDC subject lets in: everybody at the issuer, everything of one organization, everything of one repository (or
 * project), or one named thing (branch, environment, workspace).
 */
export type SubjectWidth = 'anyone' | 'organization' | 'repository' | 'exact'

const ORDER: readonly SubjectWidth[] = ['anyone', 'organization', 'repository', 'exact']

interface Shape {
  /** Takes the organization, the repository and the rest out of a subject. */
  readonly parse: RegExp
}

const SHAPES: ReadonlyMap<string, Shape> = new Map([
  [
    'token.actions.githubusercontent.com',
    { parse: /^repo:(?<owner>[^/:]*)(?:\/(?<project>[^:]*)(?::(?<rest>.*))?)?$/u },
  ],
  ['gitlab.com', { parse: /^project_path:(?<owner>[^/:]*)(?:\/(?<project>[^:]*)(?::(?<rest>.*))?)?$/u }],
  [
    'app.terraform.io',
    { parse: /^organization:(?<owner>[^:]*)(?::(?:project:[^:]*:)?workspace:(?<project>[^:]*)(?::(?<rest>.*))?)?$/u },
  ],
  [
    'agent.buildkite.com',
    { parse: /^organization:(?<owner>[^:]*)(?::pipeline:(?<project>[^:]*)(?::(?<rest>.*))?)?$/u },
  ],
])

const hasWildcard = (text: string | undefined): boolean => text !== undefined && /[*?]/u.test(text)

const widthOfShape = (subject: string, { parse }: Shape): SubjectWidth | undefined => {
  const parts = parse.exec(subject)?.groups
  if (parts === undefined) return undefined
  const { owner, project, rest } = parts
  if (!owner || hasWildcard(owner)) return 'anyone'
  if (!project || hasWildcard(project)) return 'organization'
  return hasWildcard(rest) ? 'repository' : 'exact'
}

const widthOfPattern = (issuer: string, subject: string): SubjectWidth => {
  if (!hasWildcard(subject)) return 'exact'
  const shape = SHAPES.get(issuer)
  const width = shape && widthOfShape(subject, shape)
  if (width !== undefined) return width
  // An unknown form: what stands before the first wildcard is all that is asked for.
  return /^[*?]/u.test(subject) || shape !== undefined ? 'anyone' : 'organization'
}

/** The weakest of the values: they are alternatives. */
export const subjectWidthOf = (issuer: string, value: RequiredValue): SubjectWidth => {
  if (value.optional || value.values.length === 0) return 'anyone'
  const widths = value.values.map((subject) => (value.patterns ? widthOfPattern(issuer, subject) : 'exact'))
  return ORDER.find((width) => widths.includes(width)) ?? 'anyone'
}

/** Pull requests run code that anybody who may open one has written. */
export const admitsPullRequests = ({ values }: RequiredValue): boolean =>
  values.some((subject) => /:pull_request(?:$|:)/u.test(subject))
