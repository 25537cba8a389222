import type { PolicyDocument } from '#shared/facts/policy.ts'
import { noActions, packSet, addSet } from './action-set.ts'
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

export type GrantBits = Record<GrantKind, ActionBits>

/** What one document says, without the statements that depend on who asks. */
export interface DocumentGrants {
  readonly sets: Readonly<Partial<Record<GrantKind, ActionSet>>>
  readonly perPrincipal: readonly CompiledStatement[]
}

export const noGrantBits = (): GrantBits => ({
  allowEverywhere: noActions(),
  allowSomewhere: noActions(),
  allowEverywhereIf: noActions(),
  allowSomewhereIf: noActions(),
  denyEverywhere: noActions(),
  denySomewhere: noActions(),
  denyEverywhereIf: noActions(),
  denySomewhereIf: noActions(),
})

const orInto = (target: ActionBits, more: ActionBits): void => addSet(target, more)

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
    orInto(conditional ? target.allowEverywhereIf : target.allowEverywhere, everywhere)
    orInto(conditional ? target.allowSomewhereIf : target.allowSomewhere, somewhere)
  } else {
    orInto(conditional ? target.denyEverywhereIf : target.denyEverywhere, everywhere)
    orInto(conditional ? target.denySomewhereIf : target.denySomewhere, somewhere)
  }
}

const dependsOnPrincipal = (statement: CompiledStatement): boolean =>
  statement.conditions.some(({ keys }) => keys.some(isPrincipalKey))

export const documentGrantsOf = (document: PolicyDocument, reachOf: ReachOf): DocumentGrants => {
  const statements = compiledStatementsOf(document)
  const bits = noGrantBits()
  for (const statement of statements) {
    if (!dependsOnPrincipal(statement)) addStatement(bits, statement, reachOf, ANY_CALLER)
  }
  const sets: Partial<Record<GrantKind, ActionSet>> = {}
  for (const kind of GRANT_KINDS) {
    const set = packSet(bits[kind])
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
  for (const kind of GRANT_KINDS) {
    const set = grants.sets[kind]
    if (set !== undefined) addSet(target[kind], set)
  }
  for (const statement of grants.perPrincipal) addStatement(target, statement, reachOf, context)
}
