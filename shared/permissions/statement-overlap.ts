import type { CompiledStatement } from './compiled-statement.ts'
import { judgeConditions } from './condition.ts'
import type { CompiledPolicies } from './evaluate.ts'
import { resolveVariables } from './policy-variable.ts'
import type { RequestContext } from './request-context.ts'
import { coversPattern, overlapsPattern, patternOf } from './wildcard-pattern.ts'
import type { WildcardPattern } from './wildcard-pattern.ts'

const EVERYTHING: readonly WildcardPattern[] = [patternOf('*')]

const patternsOf = (statement: CompiledStatement, context: RequestContext): readonly WildcardPattern[] =>
  statement.resources.flatMap((text) => {
    const resolved = resolveVariables(text, context)
    if (resolved.state === 'absent') return []
    return [resolved.state === 'resolved' ? resolved.pattern : resolved.widest]
  })

/** The resources that a statement names, as this principal would see them; NotResource counts as everything. */
export const resourcesOf = (statement: CompiledStatement, context: RequestContext): readonly WildcardPattern[] =>
  statement.onEverything || statement.resourcesNegated ? EVERYTHING : patternsOf(statement, context)

const listedBy = (statement: CompiledStatement, context: RequestContext): readonly WildcardPattern[] =>
  statement.onEverything ? EVERYTHING : patternsOf(statement, context)

/** Does the Deny take all of these resources away? A Deny with NotResource spares only what it lists. */
const takesAll = (deny: CompiledStatement, allowed: WildcardPattern, context: RequestContext): boolean => {
  const listed = listedBy(deny, context)
  return deny.resourcesNegated
    ? !listed.some((spared) => overlapsPattern(spared, allowed))
    : listed.some((denied) => coversPattern(denied, allowed))
}

/** What is left of an action that is allowed on named resources and denied on named resources. */
export const leftOver = (
  policies: CompiledPolicies,
  context: RequestContext,
  action: string,
): 'none' | 'some' | 'conditional' => {
  const statements = policies.statementsOn(action)
  const judged = statements.map((statement) => ({ statement, verdict: judgeConditions(statement.conditions, context) }))
  const pick = (effect: 'Allow' | 'Deny', verdict: 'met' | 'unknown'): readonly CompiledStatement[] =>
    judged.flatMap((one) => (one.statement.effect === effect && one.verdict === verdict ? [one.statement] : []))
  const denies = pick('Deny', 'met')
  const maybeDenies = pick('Deny', 'unknown')
  const left = (allows: readonly CompiledStatement[]): readonly WildcardPattern[] =>
    allows
      .flatMap((allow) => resourcesOf(allow, context))
      .filter((allowed) => !denies.some((deny) => takesAll(deny, allowed, context)))
  const open = left(pick('Allow', 'met'))
  if (open.some((allowed) => !maybeDenies.some((deny) => takesAll(deny, allowed, context)))) return 'some'
  return open.length > 0 || left(pick('Allow', 'unknown')).length > 0 ? 'conditional' : 'none'
}

/** Do identity policies and boundary allow the action on any resource in common? */
export const resourcesMeet = (
  identity: CompiledPolicies,
  boundary: CompiledPolicies,
  context: RequestContext,
  action: string,
): boolean => {
  const allowed = (policies: CompiledPolicies): readonly WildcardPattern[] =>
    policies
      .statementsOn(action)
      .filter(({ effect }) => effect === 'Allow')
      .flatMap((statement) => resourcesOf(statement, context))
  const outer = allowed(boundary)
  return allowed(identity).some((one) => outer.some((other) => overlapsPattern(one, other)))
}
