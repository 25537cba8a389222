/** What a subject names: whose it is, which repository (or project, workspace, namespace) of theirs, and which branch, environment or run. */
export interface NamedInSubject {
  readonly owner: boolean
  readonly project: boolean
  readonly context: boolean
}

export const hasWildcard = (text: string): boolean => /[*?]/u.test(text)

/** True for a text without wildcards. What stands behind an `@` is an id that GitHub adds: `octo@*` is still octo and nobody else. */
export const isNamed = (text: string | undefined): boolean => {
  const [name = ''] = (text ?? '').split('@', 1)
  return name !== '' && !hasWildcard(name)
}

type Claims = ReadonlyMap<string, string>

/** `repo:octo/app:ref:refs/heads/main`. Issuers write a colon within a value as `%3A`, so every colon parts. */
const claimsOf = (subject: string): Claims => {
  const words = subject.split(':')
  const claims = new Map<string, string>()
  for (const [index, word] of words.entries()) if (!claims.has(word)) claims.set(word, words[index + 1] ?? '')
  return claims
}

const anyOf = (claims: Claims, ...names: readonly string[]): boolean =>
  names.some((name) => {
    const value = claims.get(name)
    return value !== undefined && value !== '' && !hasWildcard(value)
  })

// https://docs.github.com/en/actions/reference/security/oidc (customizing the subject claims: the template may hold any of these)
const ofGitHub = (subject: string): NamedInSubject => {
  const claims = claimsOf(subject)
  const path =
    claims.get('repo') ?? claims.get('repository') ?? claims.get('workflow_ref') ?? claims.get('job_workflow_ref')
  const [owner, project] = (path ?? '').split('/')
  return {
    owner:
      isNamed(owner) ||
      anyOf(claims, 'repository_owner', 'repository_owner_id', 'repository_id', 'enterprise', 'enterprise_id'),
    project: isNamed(project) || anyOf(claims, 'repository_id'),
    context:
      anyOf(claims, 'environment', 'ref', 'head_ref', 'base_ref', 'workflow_ref', 'job_workflow_ref') ||
      claims.has('pull_request'),
  }
}

const ofGitLab = (subject: string): NamedInSubject => {
  const claims = claimsOf(subject)
  const [owner, ...rest] = (claims.get('project_path') ?? '').split('/')
  return { owner: isNamed(owner), project: isNamed(rest.join('/')), context: anyOf(claims, 'ref') }
}

/** HCP Terraform's workspaces and stacks, Buildkite's pipelines. */
const ofOrganization = (subject: string): NamedInSubject => {
  const claims = claimsOf(subject)
  return {
    owner: anyOf(claims, 'organization'),
    project: anyOf(claims, 'workspace', 'stack', 'pipeline'),
    context: anyOf(claims, 'run_phase', 'operation', 'ref'),
  }
}

const ofVercel = (subject: string): NamedInSubject => {
  const claims = claimsOf(subject)
  return { owner: anyOf(claims, 'owner'), project: anyOf(claims, 'project'), context: anyOf(claims, 'environment') }
}

/** The issuer is the account's own; `*:stack:net:*` is how its guide names a stack in whatever space. */
const ofSpacelift = (subject: string): NamedInSubject => {
  const claims = claimsOf(subject)
  return {
    owner: true,
    project: anyOf(claims, 'stack', 'module'),
    context: anyOf(claims, 'run_type') && anyOf(claims, 'scope'),
  }
}

const ofSemaphore = (subject: string): NamedInSubject => {
  const claims = claimsOf(subject)
  return { owner: anyOf(claims, 'org'), project: anyOf(claims, 'project', 'repo'), context: anyOf(claims, 'ref') }
}

// https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/
const ofCircleCi = (subject: string): NamedInSubject => {
  const of = (pattern: RegExp): boolean => isNamed(pattern.exec(subject)?.groups?.['value'])
  return {
    owner: of(/^org\/(?<value>[^/]+)/u),
    project: of(/\/project\/(?<value>[^/]+)/u) || of(/\/vcs-origin\/(?<value>.+?)(?:\/vcs-ref\/|$)/u),
    context: of(/\/vcs-ref\/(?<value>.+)$/u),
  }
}

/** `{repository}:{step}` or `{repository}:{environment}:{step}`; a step has another id each time. */
const ofBitbucket = (subject: string): NamedInSubject => {
  const [repository = '', environment, ...step] = subject.split(':')
  const isId = (text: string): boolean => /^\{[^{}*?]+\}\**$/u.test(text)
  return { owner: true, project: isId(repository), context: step.length > 0 && isId(environment ?? '') }
}

const ofKubernetes = (subject: string): NamedInSubject => {
  const [, , namespace, name] = subject.split(':')
  return { owner: true, project: isNamed(namespace), context: isNamed(name) }
}

type Reader = (subject: string) => NamedInSubject

const FORMS: readonly (readonly [begins: RegExp, read: Reader])[] = [
  [
    /^(?:repo|repository|repository_owner|repository_id|repository_owner_id|enterprise|enterprise_id|workflow_ref|job_workflow_ref):/u,
    ofGitHub,
  ],
  // Nothing of these belongs to one customer: a repository of anybody has a branch main and an environment production.
  [
    /^(?:environment|ref|head_ref|base_ref|workflow|actor|actor_id|event_name|repository_visibility|runner_environment):/u,
    ofGitHub,
  ],
  [/^project_path:/u, ofGitLab],
  [/^organization:/u, ofOrganization],
  [/^owner:/u, ofVercel],
  [/^(?:\*:)?(?:space|space_path|stack|module):/u, ofSpacelift],
  [/^org:/u, ofSemaphore],
  [/^org\//u, ofCircleCi],
  [/^\{/u, ofBitbucket],
  [/^system:serviceaccount:/u, ofKubernetes],
]

/** Forms whose owners choose what stands in a subject, so that one without any wildcard may still leave the rest open. */
const CHOSEN: ReadonlySet<Reader> = new Set([ofGitHub, ofGitLab])

/** What a subject of a known form names, with `patterns` if wildcards are wildcards; undefined for other forms. */
export const namedIn = (subject: string): NamedInSubject | undefined => {
  const read = FORMS.find(([begins]) => begins.test(subject))?.[1]
  if (read === undefined) return undefined
  const isWhole = !hasWildcard(subject) && !CHOSEN.has(read)
  return isWhole ? { owner: true, project: true, context: true } : read(subject)
}
