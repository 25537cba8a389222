import type { BoundedSet } from './bounded-keys.ts'
import type { BoundedMap } from './bounded-map.ts'
import type { BoundedSightings } from './bounded-sightings.ts'
import { requestFormsOf } from './fold-requests.ts'
import { networkOfAddress, noGeneralForm, parentOfResource, productOfAgent } from './generalised-forms.ts'
import { addSighting } from './sightings.ts'
import { mergeValueSet } from './value-set.ts'
import {
  type AccessKeyUse,
  type ActionUse,
  newAccessKeyUse,
  newActionUse,
  newOccurrenceList,
  newPrincipalUse,
  newUsageProfile,
  type PrincipalUse,
  type UsageProfile,
} from './usage-profile.ts'
import type { Occurrence } from './occurrence.ts'

/**
 * Associative and commutative; idempotent by the ledger: a profile whose log objects are all in the other one adds nothing.
 * Two profiles that share some objects but not all cannot be told apart any more, and are refused.
 */
export const mergeProfiles = (a: UsageProfile, b: UsageProfile): UsageProfile => {
  const merged = newUsageProfile(catalogueOf(a, b))
  // The one with the longer ledger first: the other may be a part of it.
  const [longer, shorter] = a.ledger.size < b.ledger.size ? [b, a] : [a, b]
  mergeInto(merged, longer)
  mergeInto(merged, shorter)
  return merged
}

const catalogueOf = (a: UsageProfile, b: UsageProfile): string =>
  [...new Set([...a.catalogue.split(' '), ...b.catalogue.split(' ')])]
    .filter((part) => part !== '')
    .sort()
    .join(' ')

/** Adds `from` to `into`, in place. */
export const mergeInto = (into: UsageProfile, from: UsageProfile): void => merge(into, from, 'copy')

/** The same for a profile that is not used any more: what `into` does not have is handed over, which costs neither time nor memory. */
export const absorb = (into: UsageProfile, from: UsageProfile): void => merge(into, from, 'hand over')

type Giving = 'copy' | 'hand over'

const merge = (into: UsageProfile, from: UsageProfile, giving: Giving): void => {
  const shared = [...from.ledger].filter((name) => into.ledger.has(name))
  if (shared.length > 0 && shared.length === from.ledger.size) return
  if (shared.length > 0) {
    throw new Error(
      `These profiles share ${shared.length} log objects (such as ${shared[0]}) but not all; fold those objects again instead of merging.`,
    )
  }
  for (const name of from.ledger) into.ledger.add(name)
  mergeTotals(into, from)
  const isGiven = giving === 'hand over'
  const newPrincipal = (use: PrincipalUse): PrincipalUse => (isGiven ? use : newPrincipalUse(use.principal))
  const newKey = (use: AccessKeyUse): AccessKeyUse => (isGiven ? use : newAccessKeyUse(use.accessKeyId))
  mergeMaps(into.principals, from.principals, newPrincipal, mergePrincipal)
  mergeMaps(into.accessKeys, from.accessKeys, newKey, mergeAccessKey)
  mergeSightings(into.coverage, from.coverage)
  mergeMaps(into.occurrences, from.occurrences, newOccurrenceList, mergeOccurrences)
  into.copies.merge(from.copies)
}

const mergeTotals = (into: UsageProfile, from: UsageProfile): void => {
  into.recordsRead += from.recordsRead
  into.filesRead += from.filesRead
  addSighting(into.window, from.window)
  for (const [reason, count] of from.skipped) into.skipped.set(reason, (into.skipped.get(reason) ?? 0) + count)
  for (const [reason, count] of from.filesSkipped)
    into.filesSkipped.set(reason, (into.filesSkipped.get(reason) ?? 0) + count)
  mergeMaps(
    into.unreadable,
    from.unreadable,
    (reason) => reason,
    () => {},
  )
}

const mergeMaps = <V extends object | string>(
  into: BoundedMap<V>,
  from: BoundedMap<V>,
  make: (value: V) => V,
  merge: (into: V, from: V) => void,
): void => {
  from.forEach((value, key) => {
    const kept = into.obtain(key, () => make(value))
    if (kept !== undefined && kept !== value) merge(kept, value)
  })
  into.overflowed ||= from.overflowed
}

const mergeKeys = (into: BoundedSet, from: BoundedSet): void => {
  from.forEachKey((key) => into.add(key))
  into.overflowed ||= from.overflowed
}

const mergeSightings = (into: BoundedSightings, from: BoundedSightings): void => {
  from.forEach((seen, key) => into.add(key, seen))
  into.overflowed ||= from.overflowed
}

const mergePrincipal = (into: PrincipalUse, from: PrincipalUse): void => {
  mergeValueSet(into.ids, from.ids, noGeneralForm)
  mergeMaps(into.actions, from.actions, newActionUse, mergeAction)
}

const mergeAction = (into: ActionUse, from: ActionUse): void => {
  for (const count of ['ok', 'dryRun', 'denied', 'failed', 'noEvidence', 'undated'] as const) into[count] += from[count]
  for (const mark of ['yes', 'no', 'unknown'] as const) into.mfa[mark] += from.mfa[mark]
  addSighting(into.seen, from.seen)
  mergeSightings(into.days, from.days)
  mergeKeys(into.iamActions, from.iamActions)
  mergeKeys(into.mappedBy, from.mappedBy)
  mergeValueSet(into.errorCodes, from.errorCodes, noGeneralForm)
  mergeValueSet(into.resources, from.resources, parentOfResource)
  mergeValueSet(into.accessKeyIds, from.accessKeyIds, noGeneralForm)
  mergeOrigin(into, from)
  mergeKeys(into.requestForms, from.requestForms)
  mergeRequests(into, from)
}

const mergeRequests = (into: ActionUse, from: ActionUse): void => {
  from.requests.forEach((seen, key) => {
    into.requests.add(key, seen, (evicted) => {
      for (const form of requestFormsOf(evicted)) into.requestForms.add(form)
    })
  })
  into.requests.overflowed ||= from.requests.overflowed
  mergeSightings(into.deniedRequests, from.deniedRequests)
}

const mergeAccessKey = (into: AccessKeyUse, from: AccessKeyUse): void => {
  addSighting(into.seen, from.seen)
  mergeSightings(into.days, from.days)
  mergeValueSet(into.principals, from.principals, noGeneralForm)
  mergeValueSet(into.calls, from.calls, noGeneralForm)
  mergeOrigin(into, from)
}

type Origin = Pick<ActionUse, 'regions' | 'sourceAddresses' | 'userAgents'>
const mergeOrigin = (into: Origin, from: Origin): void => {
  mergeValueSet(into.regions, from.regions, noGeneralForm)
  mergeValueSet(into.sourceAddresses, from.sourceAddresses, networkOfAddress)
  mergeValueSet(into.userAgents, from.userAgents, productOfAgent)
}

const mergeOccurrences = (into: BoundedMap<Occurrence>, from: BoundedMap<Occurrence>): void => {
  mergeMaps(
    into,
    from,
    (occurrence) => occurrence,
    () => {},
  )
}
