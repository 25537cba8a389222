import type { AccountFacts } from '#shared/facts/account.ts'
import type { Role, User } from '#shared/facts/principal.ts'
import { accountIndexOf } from './account-index.ts'
import type { EffectivePermissions } from './effective-permissions.ts'
import { scopeOf } from './effective-permissions.ts'
import type { StrongPrincipals } from './strong-principals.ts'

export interface Finding {
  readonly kind: 'open' | 'conditional'
  readonly because: string
  /** The ARN that the path runs over, where one was found. */
  readonly through?: string
}

export interface Search {
  readonly permissions: EffectivePermissions
  readonly account: AccountFacts
  readonly strong: StrongPrincipals
  /** What came of passing a role to these services: many paths differ in what they do afterwards. */
  readonly passed: Map<string, Finding | undefined>
}

/** One action on one resource, as the path needs it. */
export interface Step {
  readonly action: string
  readonly resource: string
  readonly context?: Readonly<Record<string, string>>
}

type Verdict = 'no' | { readonly keys: readonly string[] }

const judgeSteps = (steps: readonly Step[], { permissions }: Search): Verdict => {
  const keys: string[] = []
  for (const { action, resource, context } of steps) {
    const decision = permissions.decide(action, resource, context)
    if (decision.outcome === 'conditional') keys.push(...decision.dependsOn)
    else if (decision.outcome !== 'allow') return 'no'
  }
  return { keys }
}

export interface Candidate {
  readonly arn: string
  readonly steps: readonly Step[]
  /** What the target gives, as a sentence without its condition. */
  readonly because: string
  /** Conditions outside the principal's policies, for example of a role's trust. */
  readonly unless?: string
}

const unique = (keys: readonly string[]): string => [...new Set(keys)].join(', ')

// If an action is only ever allowed under conditions, no other target will be open: the first one is the answer.
const canBeOpen = (steps: readonly Step[], { permissions }: Search): boolean =>
  steps.every(({ action, context }) => context !== undefined || !scopeOf(permissions, action).conditional)

const judgeCandidate = ({ arn, steps, because, unless }: Candidate, search: Search): Finding | undefined => {
  const verdict = judgeSteps(steps, search)
  if (verdict === 'no') return undefined
  if (verdict.keys.length === 0 && unless === undefined) return { kind: 'open', because: `${because}.`, through: arn }
  const needs = [...(verdict.keys.length > 0 ? [unique(verdict.keys)] : []), ...(unless === undefined ? [] : [unless])]
  return { kind: 'conditional', because: `${because}, depending on ${needs.join(' and ')}.`, through: arn }
}

/** The first target that is open; else the first that hangs on a condition. */
export const searchTargets = (candidates: Iterable<Candidate>, search: Search): Finding | undefined => {
  let conditional: Finding | undefined
  for (const candidate of candidates) {
    if (conditional !== undefined && candidate.unless !== undefined) continue
    const found = judgeCandidate(candidate, search)
    if (found === undefined) continue
    if (found.kind === 'open' || (candidate.unless === undefined && !canBeOpen(candidate.steps, search))) return found
    conditional ??= found
  }
  return conditional
}

/** The principals of the pool on which an action may be allowed at all: few are named, so not all have to be asked. */
export const principalsNamed = <T extends User | Role>(
  action: string,
  pool: { readonly all: Iterable<T>; readonly has: (principal: User | Role) => principal is T },
  { permissions, account }: Search,
): Iterable<T> => {
  const patterns = permissions.resourcesNamed(action)
  if (patterns.some(({ kind }) => kind === 'everything')) return pool.all
  return new Set(patterns.flatMap((pattern) => accountIndexOf(account).principalsMatching(pattern)).filter(pool.has))
}

/** Nothing was found: is that because nothing can be, or because it was not seen? */
export const unseen = (action: string, what: string, complete: boolean, search: Search): Finding | undefined => {
  const { reach } = scopeOf(search.permissions, action)
  if (!complete)
    return {
      kind: 'conditional',
      because: `${action} is allowed, but ${what} cannot be seen: the evidence does not list them.`,
    }
  return reach === 'all'
    ? { kind: 'conditional', because: `${action} is allowed on every resource, but the evidence shows no ${what}.` }
    : undefined
}
