import type { Statement } from '#shared/facts/policy.ts'
import { actionPatternOf, matchesActionPattern } from './action-pattern.ts'
import { compileCondition } from './condition.ts'
import type { CompiledCondition } from './condition.ts'
import { resolveVariables, variableTextOf } from './policy-variable.ts'
import type { VariableText } from './policy-variable.ts'
import type { RequestContext } from './request-context.ts'
import { notTernary, someTernary, ternaryOf } from './ternary.ts'
import type { Ternary } from './ternary.ts'
import { coversPattern, matchesPattern, overlapsPattern } from './wildcard-pattern.ts'
import type { WildcardPattern } from './wildcard-pattern.ts'

export interface CompiledStatement {
  readonly source: Statement
  readonly effect: 'Allow' | 'Deny'
  readonly conditions: readonly CompiledCondition[]
  readonly resources: readonly VariableText[]
  /** Of the resources those without a variable: the same for everybody. */
  readonly fixedPatterns: readonly WildcardPattern[]
  /** No resource has a variable. */
  readonly isFixed: boolean
  /** True for NotResource: what is listed is left out. */
  readonly resourcesNegated: boolean
  readonly onEverything: boolean
  /** `lowerAction` in lower case. */
  readonly matchesAction: (lowerAction: string) => boolean
}

const actionMatcherOf = ({ actions, notActions }: Statement): ((lowerAction: string) => boolean) => {
  const patterns = (actions ?? notActions ?? []).map(actionPatternOf)
  // A loop: it is asked for every action of every rule.
  const listed = (action: string): boolean => {
    for (const pattern of patterns) if (matchesActionPattern(pattern, action)) return true
    return false
  }
  return actions === undefined && notActions !== undefined ? (action) => !listed(action) : listed
}

export const compileStatement = (statement: Statement, variables: boolean): CompiledStatement => {
  const listed = statement.resources ?? statement.notResources
  const resourcesNegated = statement.resources === undefined && statement.notResources !== undefined
  const resources = (listed ?? []).map((text) => variableTextOf(text, variables))
  return {
    source: statement,
    effect: statement.effect,
    conditions: statement.conditions.map((condition) => compileCondition(condition, variables)),
    resources,
    fixedPatterns: resources.flatMap(({ fixed }) => fixed ?? []),
    isFixed: resources.every(({ fixed }) => fixed !== undefined),
    resourcesNegated,
    // Trust policies have no Resource: they speak of the role that they belong to.
    onEverything: !resourcesNegated && (listed === undefined || resources.some((r) => r.fixed?.kind === 'everything')),
    matchesAction: actionMatcherOf(statement),
  }
}

/** `NotResource: "*"` leaves nothing. */
export const isOnNothing = ({ resourcesNegated, resources }: CompiledStatement): boolean =>
  resourcesNegated && resources.some((text) => text.fixed?.kind === 'everything')

/** The resource of a request: one ARN, or a pattern where the record does not tell it all. */
export type RequestedResource = { readonly text: string } | { readonly pattern: WildcardPattern }

const judgePattern = (listed: WildcardPattern, requested: RequestedResource): Ternary => {
  if ('text' in requested) return ternaryOf(matchesPattern(listed, requested.text))
  if (coversPattern(listed, requested.pattern)) return 'met'
  return overlapsPattern(listed, requested.pattern) ? 'unknown' : 'not-met'
}

const judgeListed = (listed: VariableText, requested: RequestedResource, context: RequestContext): Ternary => {
  if (listed.fixed !== undefined) return judgePattern(listed.fixed, requested)
  const resolved = resolveVariables(listed, context)
  if (resolved.state === 'resolved') return judgePattern(resolved.pattern, requested)
  if (resolved.state === 'absent') return 'not-met'
  return judgePattern(resolved.widest, requested) === 'not-met' ? 'not-met' : 'unknown'
}

export const judgeResource = (
  statement: CompiledStatement,
  requested: RequestedResource,
  context: RequestContext,
): Ternary => {
  if (statement.onEverything) return 'met'
  const listed = someTernary(statement.resources, (one) => judgeListed(one, requested, context))
  return statement.resourcesNegated ? notTernary(listed) : listed
}
