import type { PolicyDocument } from '#shared/facts/policy.ts'
import { EMPTY_SET, addSet, noActions, packSet } from './action-set.ts'
import type { ActionBits, ActionSet } from './action-set.ts'
import type { ArnReach } from './arn-reach.ts'
import { compiledStatementsOf } from './compiled-document.ts'
import type { CompiledStatement } from './compiled-statement.ts'
import { judgeConditions } from './condition.ts'
import { ANY_CALLER, isPrincipalKey } from './principal-context.ts'
import type { RequestContext } from './request-context.ts'
import { actionsOfStatement } from './statement-grants.ts'
import type { WildcardPattern } from './wildcard-pattern.ts'

export type ReachOf = (pattern: WildcardPattern) => ArnReach

/** `If`: only when a condition is met that depends on the request. */
export const GRANT_KINDS = [
  'allowEverywhere',
  'allowSomewhere',
  'allowEverywhereIf',
  'allowSomewhereIf',
  'denyEverywhere',
  'denySomewhere',
  'denyEverywhereIf',
  'denySomewhereIf',
] as const
export type GrantKind = (typeof GRANT_KINDS)[number]

/** A kind of which nothing was said is absent: most documents speak of two of the eight. */
export type GrantBits = Partial<Record<GrantKind, ActionBits>>

/** What one document says, without the statements that depend on who asks. */
export interface DocumentGrants {
  readonly sets: Readonly<Partial<Record<GrantKind, ActionSet>>>
  readonly perPrincipal: readonly CompiledStatement[]
}

const addTo = (target: GrantBits, kind: GrantKind, more: ActionSet | undefined): void => {
  if (more === undefined) return
  addSet((target[kind] ??= noActions()), more)
}

/** Adds what the statement gives or takes in this context. */
export const addStatement = (
  target: GrantBits,
  statement: CompiledStatement,
  reachOf: ReachOf,
  context: RequestContext,
): void => {
  const verdict = judgeConditions(statement.conditions, context)
  if (verdict === 'not-met') return
  const { everywhere, somewhere } = actionsOfStatement(statement, reachOf)
  const conditional = verdict === 'unknown'
  if (statement.effect === 'Allow') {
    addTo(target, conditional ? 'allowEverywhereIf' : 'allowEverywhere', everywhere)
    addTo(target, conditional ? 'allowSomewhereIf' : 'allowSomewhere', somewhere)
  } else {
    addTo(target, conditional ? 'denyEverywhereIf' : 'denyEverywhere', everywhere)
    addTo(target, conditional ? 'denySomewhereIf' : 'denySomewhere', somewhere)
  }
}

const dependsOnPrincipal = (statement: CompiledStatement): boolean =>
  statement.conditions.some(({ keys }) => keys.some(isPrincipalKey))

export const documentGrantsOf = (document: PolicyDocument, reachOf: ReachOf): DocumentGrants => {
  const statements = compiledStatementsOf(document)
  const bits: GrantBits = {}
  for (const statement of statements) {
    if (!dependsOnPrincipal(statement)) addStatement(bits, statement, reachOf, ANY_CALLER)
  }
  const sets: Partial<Record<GrantKind, ActionSet>> = {}
  for (const kind of GRANT_KINDS) {
    const found = bits[kind]
    const set = found === undefined ? EMPTY_SET : packSet(found)
    if (set.length > 0) sets[kind] = set
  }
  return { sets, perPrincipal: statements.filter(dependsOnPrincipal) }
}

export const addDocument = (
  target: GrantBits,
  grants: DocumentGrants,
  reachOf: ReachOf,
  context: RequestContext,
): void => {
  for (const kind of GRANT_KINDS) addTo(target, kind, grants.sets[kind])
  for (const statement of grants.perPrincipal) addStatement(target, statement, reachOf, context)
}
