import type { Statement } from '#shared/facts/policy.ts'
import {
  EMPTY_SET,
  actionNameAt,
  actionsMatching,
  addSet,
  complement,
  noActions,
  packPositions,
  packSet,
  positionsOf,
  setHasPosition,
} from './action-set.ts'
import type { ActionSet } from './action-set.ts'
import { actsOnlyOn } from './arn-reach.ts'
import type { ArnReach } from './arn-reach.ts'
import type { CompiledStatement } from './compiled-statement.ts'
import { resolveVariables } from './policy-variable.ts'
import { NOTHING_KNOWN } from './request-context.ts'
import type { WildcardPattern } from './wildcard-pattern.ts'

/** The actions of one statement, by how far it reaches. */
export interface StatementActions {
  /** On every resource. */
  readonly everywhere: ActionSet
  /** On the resources that it names, where these are of a kind that the action can act on. */
  readonly somewhere: ActionSet
}

const addUp = (patterns: readonly string[], negated: boolean): ActionSet => {
  const [first] = patterns
  if (first !== undefined && patterns.length === 1 && !negated) return actionsMatching(first)
  const bits = noActions()
  for (const pattern of patterns) addSet(bits, actionsMatching(pattern))
  return packSet(negated ? complement(bits) : bits)
}

const MEMORY_LIMIT = 20_000
const memory = new Map<string, ActionSet>()

/** The actions that the statement names. The same list stands in many statements, and its set is made once. */
export const namedActions = ({ actions, notActions }: Statement): ActionSet => {
  const patterns = actions ?? notActions ?? []
  const negated = actions === undefined && notActions !== undefined
  // With the lengths, because a pattern of hostile evidence may hold any character.
  const key = `${negated ? '!' : ''}${patterns.map((pattern) => `${pattern.length}:${pattern}`).join()}`
  const known = memory.get(key)
  if (known !== undefined) return known
  const set = addUp(patterns, negated)
  if (memory.size >= MEMORY_LIMIT) memory.clear()
  memory.set(key, set)
  return set
}

const patternsOf = (statement: CompiledStatement): readonly WildcardPattern[] =>
  statement.resources.flatMap((text) => {
    const resolved = resolveVariables(text, NOTHING_KNOWN)
    if (resolved.state === 'absent') return []
    return [resolved.state === 'resolved' ? resolved.pattern : resolved.widest]
  })

/** A variable is not a wildcard: `user/${aws:username}` names one user, not all. */
const fixedPatternsOf = (statement: CompiledStatement): readonly WildcardPattern[] =>
  statement.resources.flatMap((text) => text.fixed ?? [])

const onNamedResources = (
  statement: CompiledStatement,
  named: ActionSet,
  reachOf: (pattern: WildcardPattern) => ArnReach,
): StatementActions => {
  const reached = [...new Set(patternsOf(statement).map((pattern) => reachOf(pattern).reached))]
  const usable = positionsOf(named).filter((position) => reached.some((set) => setHasPosition(set, position)))
  const whole = new Set(fixedPatternsOf(statement).flatMap((pattern) => [...reachOf(pattern).whole]))
  if (whole.size === 0) return { everywhere: EMPTY_SET, somewhere: packPositions(usable) }
  const isWhole = (position: number): boolean => actsOnlyOn(actionNameAt(position), whole)
  const [everywhere, somewhere] = [usable.filter(isWhole), usable.filter((position) => !isWhole(position))]
  return { everywhere: packPositions(everywhere), somewhere: packPositions(somewhere) }
}

export const actionsOfStatement = (
  statement: CompiledStatement,
  reachOf: (pattern: WildcardPattern) => ArnReach,
): StatementActions => {
  const named = namedActions(statement.source)
  if (statement.onEverything) return { everywhere: named, somewhere: EMPTY_SET }
  // NotResource leaves something out: never everything, and no action is beyond its reach.
  if (statement.resourcesNegated) return { everywhere: EMPTY_SET, somewhere: named }
  return onNamedResources(statement, named, reachOf)
}
