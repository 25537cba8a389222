import { accessLevelOf, allActions } from '#shared/catalogue/actions.ts'
import type { AccessLevel } from '#shared/catalogue/actions.ts'

export const ACCESS_LEVELS: readonly AccessLevel[] = ['List', 'Read', 'Write', 'Tagging', 'Permissions management']

let table: Uint8Array | undefined

/** By an action's position in the catalogue, its level's place in the list. */
export const levelTable = (): Uint8Array => {
  if (table !== undefined) return table
  const names = allActions()
  table = new Uint8Array(names.length)
  for (const [position, name] of names.entries()) table[position] = ACCESS_LEVELS.indexOf(accessLevelOf(name) ?? 'List')
  return table
}
