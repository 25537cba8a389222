import type { Statement } from '#shared/facts/policy.ts'
import { actionNameAt, actionsMatching, addSet, complement, keepOnly, noActions, positionsIn } from './action-set.ts'
import { setAction, without } from './action-set.ts'
import type { ActionBits } from './action-set.ts'
import { actsOnlyOn } from './arn-reach.ts'
import type { ArnReach } from './arn-reach.ts'
import type { CompiledStatement } from './compiled-statement.ts'
import { resolveVariables } from './policy-variable.ts'
import { NOTHING_KNOWN } from './request-context.ts'
import type { WildcardPattern } from './wildcard-pattern.ts'

/** The actions of one statement, by how far it reaches; absent where there are none. */
export interface StatementActions {
  /** On every resource. */
  readonly everywhere?: ActionBits
  /** On the resources that it names, where these are of a kind that the action can act on. */
  readonly somewhere?: ActionBits
}

export const namedActions = ({ actions, notActions }: Statement): ActionBits => {
  const bits = noActions()
  for (const pattern of actions ?? notActions ?? []) addSet(bits, actionsMatching(pattern))
  return actions === undefined && notActions !== undefined ? complement(bits) : bits
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
  named: ActionBits,
  reachOf: (pattern: WildcardPattern) => ArnReach,
): StatementActions => {
  const usable = noActions()
  for (const pattern of patternsOf(statement)) addSet(usable, reachOf(pattern).reached)
  keepOnly(usable, named)
  const whole = new Set(fixedPatternsOf(statement).flatMap((pattern) => [...reachOf(pattern).whole]))
  if (whole.size === 0) return { somewhere: usable }
  const everywhere = noActions()
  for (const position of positionsIn(usable)) {
    if (actsOnlyOn(actionNameAt(position), whole)) setAction(everywhere, position)
  }
  return { everywhere, somewhere: without(usable, everywhere) }
}

export const actionsOfStatement = (
  statement: CompiledStatement,
  reachOf: (pattern: WildcardPattern) => ArnReach,
): StatementActions => {
  const named = namedActions(statement.source)
  if (statement.onEverything) return { everywhere: named }
  // NotResource leaves something out: never everything, and no action is beyond its reach.
  if (statement.resourcesNegated) return { somewhere: named }
  return onNamedResources(statement, named, reachOf)
}
