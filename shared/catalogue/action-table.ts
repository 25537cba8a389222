import { accessLevelOfLetter } from './access-level.ts'
import type { AccessLevel } from './access-level.ts'
import { actionNames } from './generated/action-names.js'

export interface ActionEntry {
  /** `s3:GetObject`, in the catalogue's own case. */
  readonly name: string
  readonly level: AccessLevel
  /** Position among the service's actions, by which its details are found. */
  readonly index: number
}

interface ServiceActions {
  readonly names: readonly string[]
  readonly byLowerName: ReadonlyMap<string, ActionEntry>
}

let packed: ReadonlyMap<string, string> | undefined
const packedNames = (): ReadonlyMap<string, string> => (packed ??= new Map(Object.entries(actionNames())))
const unpacked = new Map<string, ServiceActions>()

const unpack = (service: string, text: string): ServiceActions => {
  const entries = text.split(',').map((item, index): ActionEntry => ({
    name: `${service}:${item.slice(1)}`,
    level: accessLevelOfLetter(item.slice(0, 1)),
    index,
  }))
  return {
    names: entries.map((entry) => entry.name),
    byLowerName: new Map(entries.map((entry) => [entry.name.toLowerCase(), entry])),
  }
}

/** Service prefixes in the catalogue, sorted. */
export const services = (): readonly string[] => [...packedNames().keys()]

/** What the catalogue knows of one service; `undefined` for a prefix that does not exist. Prefixes are compared in lower case. */
export const serviceActionsOf = (prefix: string): ServiceActions | undefined => {
  const service = prefix.toLowerCase()
  const known = unpacked.get(service)
  if (known !== undefined) return known
  const text = packedNames().get(service)
  if (text === undefined) return undefined
  const actions = unpack(service, text)
  unpacked.set(service, actions)
  return actions
}

export const actionEntryOf = (action: string): ActionEntry | undefined => {
  const colon = action.indexOf(':')
  return colon < 1 ? undefined : serviceActionsOf(action.slice(0, colon))?.byLowerName.get(action.toLowerCase())
}
