import { actionOf } from '#shared/catalogue/actions.ts'
import type { PolicyDocument } from '#shared/facts/policy.ts'
import { sortedUnique } from '#shared/facts/order.ts'
import { compiledStatementsOf } from './compiled-document.ts'
import { judgeResource } from './compiled-statement.ts'
import type { CompiledStatement, RequestedResource } from './compiled-statement.ts'
import { judgeConditions, undecidedKeys } from './condition.ts'
import { NOTHING_KNOWN } from './request-context.ts'
import type { RequestContext } from './request-context.ts'
import { patternOf } from './wildcard-pattern.ts'

export interface PolicyRequest {
  readonly action: string
  /** An ARN, `*` for actions that know no resource, or an ARN with wildcards where parts are not known. */
  readonly resource: string
  /** Without it nothing is known: every condition is undecided. */
  readonly context?: RequestContext
}

export type Decision =
  | { readonly outcome: 'allow' | 'explicit-deny' | 'implicit-deny' }
  /** Allowed only if what it depends on turns out well: condition keys, or `resource` where the request's ARN is only partly known. */
  | { readonly outcome: 'conditional'; readonly dependsOn: readonly string[] }

const ALLOW: Decision = { outcome: 'allow' }
const EXPLICIT_DENY: Decision = { outcome: 'explicit-deny' }
const IMPLICIT_DENY: Decision = { outcome: 'implicit-deny' }

export interface CompiledPolicies {
  readonly decide: (request: PolicyRequest) => Decision
  /** Statements that name this action, of both effects, in the order of the documents. */
  readonly statementsOn: (action: string) => readonly CompiledStatement[]
}

/** What the statement says of the request: undefined if nothing, else the keys on which it depends (none: it applies). */
const dependsOn = (
  statement: CompiledStatement,
  resource: RequestedResource,
  context: RequestContext,
): readonly string[] | undefined => {
  const onResource = judgeResource(statement, resource, context)
  if (onResource === 'not-met') return undefined
  const onConditions = judgeConditions(statement.conditions, context)
  if (onConditions === 'not-met') return undefined
  const keys = onConditions === 'unknown' ? undecidedKeys(statement.conditions, context) : []
  return onResource === 'unknown' ? [...keys, 'resource'] : keys
}

const evaluate = (
  statements: readonly CompiledStatement[],
  resource: RequestedResource,
  context: RequestContext,
): Decision => {
  let allowed = false
  const mayAllow: string[] = []
  const mayDeny: string[] = []
  for (const statement of statements) {
    if (statement.effect === 'Allow' && allowed) continue
    const keys = dependsOn(statement, resource, context)
    if (keys === undefined) continue
    if (keys.length > 0) (statement.effect === 'Allow' ? mayAllow : mayDeny).push(...keys)
    else if (statement.effect === 'Deny') return EXPLICIT_DENY
    else allowed = true
  }
  if (!allowed && mayAllow.length === 0) return IMPLICIT_DENY
  if (allowed && mayDeny.length === 0) return ALLOW
  return { outcome: 'conditional', dependsOn: sortedUnique(allowed ? mayDeny : [...mayAllow, ...mayDeny]) }
}

/** An action that takes no resource is asked for `*`: that is a text then, and not "any resource". */
const requestedResource = (action: string, resource: string): RequestedResource => {
  if (!resource.includes('*') && !resource.includes('?')) return { text: resource }
  if (resource === '*' && actionOf(action)?.resourceTypes.length === 0) return { text: resource }
  return { pattern: patternOf(resource) }
}

const MEMORY_LIMIT = 50_000

const bounded = <V>(make: (key: string) => V): ((key: string) => V) => {
  const memory = new Map<string, V>()
  return (key) => {
    const known = memory.get(key)
    if (known !== undefined) return known
    const made = make(key)
    if (memory.size >= MEMORY_LIMIT) memory.clear()
    memory.set(key, made)
    return made
  }
}

/**
 * The union of these documents, ready for many decisions. Candidates are found once for each action, and a request without context is
 * decided once.
 */
export const compilePolicies = (documents: readonly PolicyDocument[]): CompiledPolicies => {
  const all = documents.flatMap(compiledStatementsOf)
  const statementsOn = bounded((action) => {
    const lowerAction = action.toLowerCase()
    return all.filter((statement) => statement.matchesAction(lowerAction))
  })
  const decideWithoutContext = bounded((key) => {
    const [action = '', resource = ''] = key.split('\n', 2)
    return evaluate(statementsOn(action), requestedResource(action, resource), NOTHING_KNOWN)
  })
  return {
    statementsOn,
    decide: ({ action, resource, context }) =>
      context === undefined
        ? decideWithoutContext(`${action}\n${resource}`)
        : evaluate(statementsOn(action), requestedResource(action, resource), context),
  }
}

/** Within a permissions boundary both must allow. */
const within = (identity: Decision, boundary: Decision): Decision => {
  if (identity.outcome === 'explicit-deny' || boundary.outcome === 'explicit-deny') return EXPLICIT_DENY
  if (identity.outcome === 'implicit-deny' || boundary.outcome === 'implicit-deny') return IMPLICIT_DENY
  const keys = [identity, boundary].flatMap((decision) => ('dependsOn' in decision ? decision.dependsOn : []))
  return keys.length === 0 ? ALLOW : { outcome: 'conditional', dependsOn: sortedUnique(keys) }
}

export interface PolicySet {
  readonly identity: CompiledPolicies
  readonly boundary?: CompiledPolicies
}

/** What IAM would answer from identity policies within their boundary; resource, session and organization policies are not asked. */
export const decide = (request: PolicyRequest, { identity, boundary }: PolicySet): Decision => {
  const decision = identity.decide(request)
  return boundary === undefined ? decision : within(decision, boundary.decide(request))
}
