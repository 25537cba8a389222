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
import { isOnNothing } from './compiled-statement.ts'
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

const patternsOf = (statement: CompiledStatement): readonly WildcardPattern[] => {
  if (statement.isFixed) return statement.fixedPatterns
  return statement.resources.flatMap((text) => {
    const resolved = resolveVariables(text, NOTHING_KNOWN)
    if (resolved.state === 'absent') return []
    return [resolved.state === 'resolved' ? resolved.pattern : resolved.widest]
  })
}

/** Of `named` what acts on one of `reached`; everywhere what acts only on resources that are named as a whole. */
const narrowed = (named: ActionSet, reached: readonly ActionSet[], fixed: readonly ArnReach[]): StatementActions => {
  const usable = positionsOf(named).filter((position) => reached.some((set) => setHasPosition(set, position)))
  const whole = new Set(fixed.flatMap((reach) => [...reach.whole]))
  if (whole.size === 0) return { everywhere: EMPTY_SET, somewhere: packPositions(usable) }
  const isWhole = (position: number): boolean => actsOnlyOn(actionNameAt(position), whole)
  const [everywhere, somewhere] = [usable.filter(isWhole), usable.filter((position) => !isWhole(position))]
  return { everywhere: packPositions(everywhere), somewhere: packPositions(somewhere) }
}

const narrowedMemory = new WeakMap<ActionSet, WeakMap<ArnReach, WeakMap<ArnReach, StatementActions>>>()

/** Two: as often as not a bucket stands beside its objects, a table beside its indexes. */
const narrowedOnce = (named: ActionSet, first: ArnReach, second: ArnReach): StatementActions => {
  const ofNamed = narrowedMemory.get(named) ?? new WeakMap<ArnReach, WeakMap<ArnReach, StatementActions>>()
  narrowedMemory.set(named, ofNamed)
  const ofFirst = ofNamed.get(first) ?? new WeakMap<ArnReach, StatementActions>()
  ofNamed.set(first, ofFirst)
  const known = ofFirst.get(second)
  if (known !== undefined) return known
  const made = narrowed(named, [first.reached, second.reached], [first, second])
  ofFirst.set(second, made)
  return made
}

const onNamedResources = (
  statement: CompiledStatement,
  named: ActionSet,
  reachOf: (pattern: WildcardPattern) => ArnReach,
): StatementActions => {
  // A variable is not a wildcard: `user/${aws:username}` names one user, not all.
  const fixed = [...new Set(statement.fixedPatterns.map(reachOf))]
  const [first, second = first, ...more] = fixed
  if (statement.isFixed && first !== undefined && second !== undefined && more.length === 0)
    return narrowedOnce(named, first, second)
  const reached = new Set(patternsOf(statement).map((pattern) => reachOf(pattern).reached))
  return narrowed(named, [...reached], fixed)
}

export const actionsOfStatement = (
  statement: CompiledStatement,
  reachOf: (pattern: WildcardPattern) => ArnReach,
): StatementActions => {
  const named = namedActions(statement.source)
  if (statement.onEverything) return { everywhere: named, somewhere: EMPTY_SET }
  if (isOnNothing(statement)) return { everywhere: EMPTY_SET, somewhere: EMPTY_SET }
  // NotResource leaves something out: never everything, and no action is beyond its reach.
  if (statement.resourcesNegated) return { everywhere: EMPTY_SET, somewhere: named }
  return onNamedResources(statement, named, reachOf)
}
