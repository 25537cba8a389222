import { byCodeUnit } from '#shared/facts/order.ts'
import type { BoundedKeys } from './bounded-keys.ts'
import type { ValueSet } from './value-set.ts'
import { ACTION_SETS, type AccessKeyUse, type ActionUse, KEY_SETS, type UsageProfile } from './usage-profile.ts'

/** Every string of a profile, once and sorted. `copies`: its events, as the sketch lists them. */
export const stringsOf = (profile: UsageProfile, copies: ReturnType<UsageProfile['copies']['entries']>): string[] => {
  const found = new Set<string>([...profile.ledger, ...profile.skipped.keys(), ...profile.filesSkipped.keys()])
  profile.unreadable.forEach((reason, name) => found.add(name).add(reason))
  profile.principals.forEach(({ ids, actions }, key) => {
    found.add(key)
    addSet(found, ids)
    actions.forEach((use, name) => addAction(found.add(name), use))
  })
  profile.accessKeys.forEach((use, id) => addAccessKey(found.add(id), use))
  addKeys(found, profile.coverage)
  profile.occurrences.forEach((list, key) => addKeys(found.add(key), list))
  for (const { principal, action, outcome } of new Set(copies.map(([, event]) => event)))
    found.add(principal).add(action).add(outcome)
  return [...found].sort(byCodeUnit)
}

const addKeys = (found: Set<string>, keys: BoundedKeys): void => {
  keys.forEachKey((key) => found.add(key))
}

const addSet = (found: Set<string>, { values, forms }: ValueSet): void => {
  addKeys(found, values)
  addKeys(found, forms)
}

const ACTION_MAPS = ['iamActions', 'mappedBy', 'requests', 'requestForms', 'deniedRequests'] as const

const addAction = (found: Set<string>, use: ActionUse): void => {
  for (const name of ACTION_SETS) addSet(found, use[name])
  for (const name of ACTION_MAPS) addKeys(found, use[name])
}

const addAccessKey = (found: Set<string>, use: AccessKeyUse): void => {
  for (const name of KEY_SETS) addSet(found, use[name])
}
