import { serviceOfAction } from '#shared/facts/action-name.ts'
import type { AccessLevel } from './access-level.ts'
import { actionEntryOf, serviceActionsOf, services } from './action-table.ts'
import type { ActionEntry } from './action-table.ts'
import { CATALOGUE_VERSIONS } from './generated/versions.js'
import { actionDetailOf } from './service-detail.ts'
import type { ActionDetail } from './service-detail.ts'

export type { AccessLevel } from './access-level.ts'
export { resourceTypesOf } from './service-detail.ts'
export type { ResourceType } from './service-detail.ts'
export { services } from './action-table.ts'

export interface Action extends ActionDetail {
  readonly name: string
  readonly accessLevel: AccessLevel
}

const known = new Map<ActionEntry, Action>()
let everyAction: readonly string[] | undefined

/** The version of the action list; a usage profile that was mapped with another one can be mapped again. */
export const catalogueVersion = (): string => CATALOGUE_VERSIONS['actions'] ?? ''

export const serviceExists = (prefix: string): boolean => serviceActionsOf(prefix) !== undefined

/** The action in the catalogue's own case, or `undefined` if IAM has no such action. Compared case-insensitively, as IAM does. */
export const canonicalActionOf = (action: string): string | undefined => actionEntryOf(action)?.name

export const accessLevelOf = (action: string): AccessLevel | undefined => actionEntryOf(action)?.level

/** All that the catalogue says of one action: cheaper questions are `canonicalActionOf` and `accessLevelOf`. */
export const actionOf = (action: string): Action | undefined => {
  const entry = actionEntryOf(action)
  if (entry === undefined) return undefined
  const found = known.get(entry)
  if (found !== undefined) return found
  const service = serviceOfAction(entry.name)
  const built: Action = { name: entry.name, accessLevel: entry.level, ...actionDetailOf(service, entry.index) }
  known.set(entry, built)
  return built
}

/** Names of a service's actions, sorted; empty for a service that does not exist. */
export const actionsOfService = (prefix: string): readonly string[] => serviceActionsOf(prefix)?.names ?? []

export const allActions = (): readonly string[] =>
  (everyAction ??= services().flatMap((service) => actionsOfService(service)))
