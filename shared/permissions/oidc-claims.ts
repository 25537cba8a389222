import { hasWildcard, isNamed } from './subject-form.ts'
import { restricts } from './trust-conditions.ts'
import type { RequiredValue } from './trust-conditions.ts'
import type { TrustGrant } from './trust.ts'

/** A claim that a trust policy compares beside the subject, and what it names. */
export interface NamedByClaim {
  readonly owner: boolean
  readonly project: boolean
  readonly context: boolean
  /** By an id that is never given twice. */
  readonly byId: boolean
  /** For people: claim and values. */
  readonly words: string
}

type Naming = Partial<Pick<NamedByClaim, 'owner' | 'project' | 'context' | 'byId'>>

const whole =
  (naming: Naming) =>
  (value: string): Naming =>
    hasWildcard(value) ? {} : naming

const ofRepository = (value: string): Naming => {
  const [owner, project] = value.split('/')
  return { owner: isNamed(owner), project: isNamed(owner) && isNamed(project) }
}

/** `octo/shared/.github/workflows/deploy.yml@refs/heads/main`: a reusable workflow does the same whoever calls it. */
const ofWorkflow = (value: string): Naming => {
  const [path = '', reference = ''] = value.split('@')
  return { ...ofRepository(value), project: isNamed(path), context: isNamed(path) && isNamed(reference) }
}

const OWNER_ID = whole({ owner: true, byId: true })
const PROJECT_ID = whole({ owner: true, project: true, byId: true })
const CONTEXT = whole({ context: true })

// IAM user guide, "Available keys for AWS OIDC federation": claims of GitHub, GitLab, Buildkite, CircleCI and Google are keys since January 2026.
const CLAIMS: ReadonlyMap<string, (value: string) => Naming> = new Map([
  ['repository_id', PROJECT_ID],
  ['project_id', PROJECT_ID],
  ['pipeline_id', PROJECT_ID],
  ['oidc.circleci.com/project-id', PROJECT_ID],
  ['repository_owner_id', OWNER_ID],
  ['enterprise_id', OWNER_ID],
  ['namespace_id', OWNER_ID],
  ['organization_id', OWNER_ID],
  ['google/organization_number', OWNER_ID],
  ['organization_slug', whole({ owner: true })],
  ['pipeline_slug', whole({ project: true })],
  ['repository', ofRepository],
  ['job_workflow_ref', ofWorkflow],
  ['ref', CONTEXT],
  ['environment', CONTEXT],
  ['build_branch', CONTEXT],
  ['ref_protected', (value) => ({ context: value === 'true' })],
])

/** Buildkite signs these as session tags too, which nobody else can set: `aws:RequestTag/organization_slug`. */
const TAGGING_ISSUERS: ReadonlySet<string> = new Set(['agent.buildkite.com'])
const TAG = 'aws:requesttag/'

const claimOf = (key: string, issuer: string): string => {
  const lower = key.toLowerCase()
  const own = `${issuer.toLowerCase()}:`
  if (lower.startsWith(own)) return lower.slice(own.length)
  return lower.startsWith(TAG) && TAGGING_ISSUERS.has(issuer) ? lower.slice(TAG.length) : ''
}

const namedBy = (required: RequiredValue, issuer: string): readonly NamedByClaim[] => {
  const claim = claimOf(required.key, issuer)
  const read = CLAIMS.get(claim)
  if (read === undefined || !restricts(required)) return []
  // Compared as a letter, a wildcard is in no claim.
  const each = required.values.map((value) => read(required.patterns ? value : value.replaceAll(/[*?]/gu, '_')))
  const all = (what: keyof Naming): boolean => each.every((naming) => naming[what] === true)
  return [
    {
      owner: all('owner'),
      project: all('project'),
      context: all('context'),
      byId: all('byId'),
      words: `${claim} ${required.values.join(', ')}`,
    },
  ]
}

/** What the claims beside the subject name. */
export const namedByClaims = ({ conditions }: TrustGrant, issuer: string): readonly NamedByClaim[] =>
  conditions.required.flatMap((required) => namedBy(required, issuer))
