import { EMPTY_SET, setHasPosition } from './action-set.ts'
import { isOnNothing } from './compiled-statement.ts'
import type { CompiledStatement } from './compiled-statement.ts'
import { judgeConditions } from './condition.ts'
import { resolveVariables } from './policy-variable.ts'
import type { RequestContext } from './request-context.ts'
import { namedActions } from './statement-grants.ts'
import { coversPattern, overlapsPattern, patternOf } from './wildcard-pattern.ts'
import type { WildcardPattern } from './wildcard-pattern.ts'

const EVERYTHING: readonly WildcardPattern[] = [patternOf('*')]

const patternsOf = (statement: CompiledStatement, context: RequestContext): readonly WildcardPattern[] => {
  if (statement.isFixed) return statement.fixedPatterns
  return statement.resources.flatMap((text) => {
    const resolved = resolveVariables(text, context)
    if (resolved.state === 'absent') return []
    return [resolved.state === 'resolved' ? resolved.pattern : resolved.widest]
  })
}

/** The resources that a statement names, as this principal would see them; NotResource counts as everything, unless it leaves out all. */
export const resourcesOf = (statement: CompiledStatement, context: RequestContext): readonly WildcardPattern[] => {
  if (isOnNothing(statement)) return []
  return statement.onEverything || statement.resourcesNegated ? EVERYTHING : patternsOf(statement, context)
}

/** What a Deny surely names: a variable that is not known names nothing for sure. */
const surelyNamed = (deny: CompiledStatement, context: RequestContext): readonly WildcardPattern[] =>
  deny.resources.flatMap((text) => {
    const resolved = resolveVariables(text, context)
    return resolved.state === 'resolved' ? [resolved.pattern] : []
  })

/** Does the Deny take all of these resources away? A Deny with NotResource spares only what it lists. */
const takesAll = (deny: CompiledStatement, allowed: WildcardPattern, context: RequestContext): boolean => {
  if (deny.onEverything) return true
  return deny.resourcesNegated
    ? !patternsOf(deny, context).some((spared) => overlapsPattern(spared, allowed))
    : surelyNamed(deny, context).some((denied) => coversPattern(denied, allowed))
}

/** What the statements on one action leave of it, where it is allowed on named resources and denied on named resources. */
export const leftOver = (
  statements: readonly CompiledStatement[],
  context: RequestContext,
): 'none' | 'some' | 'conditional' => {
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

/** Do the statements of identity policies and boundary allow any resource in common? */
export const resourcesMeet = (
  identity: readonly CompiledStatement[],
  boundary: readonly CompiledStatement[],
  context: RequestContext,
): boolean => {
  const allowed = (statements: readonly CompiledStatement[]): readonly WildcardPattern[] =>
    statements.filter(({ effect }) => effect === 'Allow').flatMap((statement) => resourcesOf(statement, context))
  const outer = allowed(boundary)
  return allowed(identity).some((one) => outer.some((other) => overlapsPattern(one, other)))
}

/**
 * Answers for many actions at once: what is said of an action depends only on which statements speak of it, so actions of which the same
 * statements speak are judged once. A policy with NotResource speaks of 22,000 actions in a handful of such groups.
 */
export const judgeByStatements = <T>(
  statements: readonly CompiledStatement[],
  judge: (matching: readonly CompiledStatement[]) => T,
): ((position: number) => T) => {
  const named = statements.map(({ source }) => namedActions(source))
  const memory = new Map<string, T>()
  return (position) => {
    const matching = statements.filter((_, index) => setHasPosition(named[index] ?? EMPTY_SET, position))
    const key = matching.map((statement) => statements.indexOf(statement)).join(' ')
    const known = memory.get(key)
    if (known !== undefined) return known
    const judged = judge(matching)
    memory.set(key, judged)
    return judged
  }
}
