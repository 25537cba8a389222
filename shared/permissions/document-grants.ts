import type { PolicyDocument } from '#shared/facts/policy.ts'
import { EMPTY_SET, addSet, noActions, packSet } from './action-set.ts'
import type { ActionSet } from './action-set.ts'
import { tell } from './action-tally.ts'
import type { ActionTally } from './action-tally.ts'
import type { ArnReach } from './arn-reach.ts'
import { compiledStatementsOf } from './compiled-document.ts'
import type { CompiledStatement } from './compiled-statement.ts'
import { judgeConditions } from './condition.ts'
import { bitOfKind, kindsOf } from './grant-kind.ts'
import { variablesOf } from './policy-variable.ts'
import { ANY_CALLER, isPrincipalKey } from './principal-context.ts'
import type { RequestContext } from './request-context.ts'
import { onceForTheSame } from './said-of-actions.ts'
import type { SaidOfActions } from './said-of-actions.ts'
import { actionsOfStatement } from './statement-grants.ts'
import type { WildcardPattern } from './wildcard-pattern.ts'

export type ReachOf = (pattern: WildcardPattern) => ArnReach

/** What one document says, without the statements that depend on who asks. */
export interface DocumentGrants {
  readonly sets: readonly SaidOfActions[]
  readonly perPrincipal: readonly CompiledStatement[]
  /** No condition and no resource depends on who asks: the document gives everybody who has it the same. */
  readonly sameForAll: boolean
}

/** What the statement gives or takes in this context. */
const saidBy = (statement: CompiledStatement, reachOf: ReachOf, context: RequestContext): readonly SaidOfActions[] => {
  const verdict = judgeConditions(statement.conditions, context)
  if (verdict === 'not-met') return []
  const { everywhere, somewhere } = actionsOfStatement(statement, reachOf)
  const [onAll, onNamed] = kindsOf(statement.effect, verdict)
  const said = [[bitOfKind(onAll), everywhere] as const, [bitOfKind(onNamed), somewhere] as const]
  return said.filter(([, set]) => set.length > 0)
}

const tellAll = (tally: ActionTally, said: readonly SaidOfActions[]): void => {
  for (const [bit, set] of said) tell(tally, set, bit)
}

const addSets = (sets: readonly ActionSet[]): ActionSet => {
  const [first = EMPTY_SET, ...more] = sets
  // One set stays the object that it is: what follows from it is known by it.
  if (more.length === 0) return first
  const bits = noActions()
  for (const set of sets) addSet(bits, set)
  return packSet(bits)
}

/** Each thing once, with all actions of which it is said. */
const addedUp = onceForTheSame((said): readonly SaidOfActions[] =>
  [...Map.groupBy(said, ([bit]) => bit)]
    .sort(([one], [other]) => one - other)
    .map(([bit, same]) => [bit, addSets(same.map(([, set]) => set))] as const),
)

const dependsOnPrincipal = (statement: CompiledStatement): boolean =>
  statement.conditions.some(({ keys }) => keys.some(isPrincipalKey))

const namesPrincipal = ({ resources }: CompiledStatement): boolean =>
  resources.some((text) => text.fixed === undefined && variablesOf(text).some(isPrincipalKey))

export const documentGrantsOf = (document: PolicyDocument, reachOf: ReachOf): DocumentGrants => {
  const statements = compiledStatementsOf(document)
  const perPrincipal = statements.filter(dependsOnPrincipal)
  const forAll = statements.filter((statement) => !dependsOnPrincipal(statement))
  const sets = addedUp(forAll.flatMap((statement) => saidBy(statement, reachOf, ANY_CALLER)))
  return { sets, perPrincipal, sameForAll: perPrincipal.length === 0 && !statements.some(namesPrincipal) }
}

export const addDocument = (
  tally: ActionTally,
  grants: DocumentGrants,
  reachOf: ReachOf,
  context: RequestContext,
): void => {
  tellAll(tally, grants.sets)
  for (const statement of grants.perPrincipal) tellAll(tally, saidBy(statement, reachOf, context))
}
