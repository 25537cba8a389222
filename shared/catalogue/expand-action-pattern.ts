import { nameOfAction } from '#shared/facts/action-name.ts'
import { allActions, actionsOfService, canonicalActionOf } from './actions.ts'
import { services } from './action-table.ts'
import { matchesGlob } from './glob.ts'

// Patterns come from policies that anybody may have written: the memory of them is bounded.
const MEMORY_LIMIT = 20_000
const memory = new Map<string, readonly string[]>()

const hasWildcard = (pattern: string): boolean => pattern.includes('*') || pattern.includes('?')

const candidatesOf = (service: string): readonly string[] =>
  hasWildcard(service)
    ? services().flatMap((name) => (matchesGlob(service, name) ? actionsOfService(name) : []))
    : actionsOfService(service)

const expand = (pattern: string): readonly string[] => {
  if (pattern === '*' || pattern === '*:*') return allActions()
  const colon = pattern.indexOf(':')
  if (colon < 1) return []
  if (!hasWildcard(pattern)) {
    const action = canonicalActionOf(pattern)
    return action === undefined ? [] : [action]
  }
  const service = pattern.slice(0, colon)
  const name = pattern.slice(colon + 1)
  return candidatesOf(service).filter((action) => matchesGlob(name, nameOfAction(action).toLowerCase()))
}

/** Every action that a policy's `Action` element matches, sorted; empty if none does. `*` and `?` as in IAM, case-insensitive. */
export const expandActionPattern = (pattern: string): readonly string[] => {
  const key = pattern.toLowerCase()
  const known = memory.get(key)
  if (known !== undefined) return known
  const actions = expand(key)
  if (memory.size >= MEMORY_LIMIT) memory.clear()
  memory.set(key, actions)
  return actions
}
