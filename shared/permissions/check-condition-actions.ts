import { canCarryKey } from '#shared/catalogue/condition-keys.ts'
import type { Condition, Statement } from '#shared/facts/policy.ts'
import { whenKeyAbsent } from './absent-key.ts'
import { actionsIn, actionsMatching } from './action-set.ts'
import type { PolicyIssue } from './policy-issue.ts'
import { issueAt, shown } from './statement-check.ts'

// Decided together with the call that assumes the role, and of the same request.
const BESIDE_ASSUMING: ReadonlySet<string> = new Set(['sts:tagsession', 'sts:setsourceidentity', 'sts:setcontext'])
const ASSUMING = 'sts:AssumeRole*'

const carries = (action: string, key: string): boolean =>
  canCarryKey(action, key) ||
  (BESIDE_ASSUMING.has(action.toLowerCase()) &&
    actionsIn(actionsMatching(ASSUMING)).some((assuming) => canCarryKey(assuming, key)))

const MEMORY_LIMIT = 5000
const memory = new Map<string, boolean>()

// A pattern of services hides too much to say anything, and a hostile policy could have all actions looked at for each of its keys.
const OF_ONE_SERVICE = /^[^*?:]+:/u

/** An action, or a pattern of a service's actions, of which it is documented that no request carries the key. */
const neverCarries = (pattern: string, key: string): boolean => {
  if (!OF_ONE_SERVICE.test(pattern)) return false
  const name = `${pattern.toLowerCase()}\n${key.toLowerCase()}`
  const known = memory.get(name)
  if (known !== undefined) return known
  const actions = actionsIn(actionsMatching(pattern))
  const never = actions.length > 0 && !actions.some((action) => carries(action, key))
  if (memory.size >= MEMORY_LIMIT) memory.clear()
  memory.set(name, never)
  return never
}

const SHOWN = 4

const listed = (names: readonly string[]): string => {
  const more = names.length - SHOWN
  return `${names.slice(0, SHOWN).map(shown).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

const words = ({ effect }: Statement, absent: 'fails' | 'holds', they: string): string => {
  if (absent === 'fails') return `this ${effect} never ${effect === 'Allow' ? 'gives' : 'reaches'} ${they}`
  return effect === 'Allow' ? `this Allow gives ${they} without a limit` : `this Deny always refuses ${they}`
}

const TAG = /^aws:(?:requesttag|resourcetag|tagkeys)/iu

/** A key of the service that is not in the requests of these actions: what is compared with it is compared with nothing. */
export const checkConditionActions = (statement: Statement, condition: Condition): readonly PolicyIssue[] => {
  const { actions = [], effect, conditions } = statement
  const { key, operator } = condition
  const absent = whenKeyAbsent(condition)
  if (absent === 'meant') return []
  // Beside another condition, one that holds is meant for the requests that do carry the key.
  if (absent === 'holds' && conditions.length > 1) return []
  const lost = actions.filter((action) => neverCarries(action, key))
  if (lost.length === 0) return []
  // Nothing is open that seems closed, and tags come to more actions every month.
  const severity = effect === 'Allow' && absent === 'fails' && TAG.test(key) ? 'advice' : 'warning'
  const they = lost.length === 1 ? 'it' : 'them'
  return [
    issueAt(statement, ['key-not-of-action', severity], `Condition.${operator}.${key}`, [
      `By AWS's reference no request of ${listed(lost)} carries ${shown(key)}: ${words(statement, absent, they)}.`,
      lost.length === actions.length ? undefined : 'Move these actions to a statement without the key.',
    ]),
  ]
}
