import type { PolicyDocument } from '#shared/facts/policy.ts'
import type { ActionSet } from './action-set.ts'
import { sortTally, tell, withTally } from './action-tally.ts'
import type { ActionTally } from './action-tally.ts'
import type { ArnReach } from './arn-reach.ts'
import { compiledStatementsOf } from './compiled-document.ts'
import type { CompiledStatement } from './compiled-statement.ts'
import { judgeConditions } from './condition.ts'
import { bitOfKind, kindsOf } from './grant-kind.ts'
import { variablesOf } from './policy-variable.ts'
import { ANY_CALLER, isPrincipalKey } from './principal-context.ts'
import type { RequestContext } from './request-context.ts'
import { actionsOfStatement } from './statement-grants.ts'
import type { WildcardPattern } from './wildcard-pattern.ts'

export type ReachOf = (pattern: WildcardPattern) => ArnReach

/** What one document says, without the statements that depend on who asks. */
export interface DocumentGrants {
  readonly sets: readonly (readonly [bit: number, set: ActionSet])[]
  readonly perPrincipal: readonly CompiledStatement[]
  /** No condition and no resource depends on who asks: the document gives everybody who has it the same. */
  readonly sameForAll: boolean
}

/** Adds what the statement gives or takes in this context. */
const addStatement = (
  tally: ActionTally,
  statement: CompiledStatement,
  reachOf: ReachOf,
  context: RequestContext,
): void => {
  const verdict = judgeConditions(statement.conditions, context)
  if (verdict === 'not-met') return
  const { everywhere, somewhere } = actionsOfStatement(statement, reachOf)
  const [onAll, onNamed] = kindsOf(statement.effect, verdict)
  tell(tally, everywhere, bitOfKind(onAll))
  tell(tally, somewhere, bitOfKind(onNamed))
}

const dependsOnPrincipal = (statement: CompiledStatement): boolean =>
  statement.conditions.some(({ keys }) => keys.some(isPrincipalKey))

const namesPrincipal = ({ resources }: CompiledStatement): boolean =>
  resources.some((text) => text.fixed === undefined && variablesOf(text).some(isPrincipalKey))

export const documentGrantsOf = (document: PolicyDocument, reachOf: ReachOf): DocumentGrants => {
  const statements = compiledStatementsOf(document)
  const perPrincipal = statements.filter(dependsOnPrincipal)
  const all = withTally((tally) => {
    for (const statement of statements)
      if (!dependsOnPrincipal(statement)) addStatement(tally, statement, reachOf, ANY_CALLER)
    return sortTally(tally, (things) => things)
  })
  const sets = all.flatMap((set, index) => (set.length === 0 ? [] : [[1 << index, set] as const]))
  return { sets, perPrincipal, sameForAll: perPrincipal.length === 0 && !statements.some(namesPrincipal) }
}

export const addDocument = (
  tally: ActionTally,
  grants: DocumentGrants,
  reachOf: ReachOf,
  context: RequestContext,
): void => {
  for (const [bit, set] of grants.sets) tell(tally, set, bit)
  for (const statement of grants.perPrincipal) addStatement(tally, statement, reachOf, context)
}
