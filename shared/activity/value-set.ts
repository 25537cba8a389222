import { BoundedSet } from './bounded-keys.ts'
import { BoundedSightings } from './bounded-sightings.ts'
import { fingerprint } from './fingerprint.ts'
import type { Seen } from './sightings.ts'

const LONGEST_VALUE = 1024
const FORMS_LIMIT = 48

/** Values are sent by whoever made the call: a length limit, with the rest told apart by its fingerprint. */
export const clipValue = (value: string): string =>
  value.length <= LONGEST_VALUE ? value : `${value.slice(0, LONGEST_VALUE - 20)}…${fingerprint(value)}`

/**
 * Distinct values with their sightings, bounded. Values beyond the limit leave their generalised form behind
 * (`forms`): the parent of a resource, the network of an address, the product of a user agent.
 */
export interface ValueSet {
  readonly values: BoundedSightings
  readonly forms: BoundedSet
}

export const newValueSet = (limit: number): ValueSet => ({
  values: new BoundedSightings(limit),
  forms: new BoundedSet(FORMS_LIMIT),
})

export const addValue = (set: ValueSet, value: string, seen: Seen, formOf: (value: string) => string): void => {
  set.values.add(clipValue(value), seen, (evicted) => set.forms.add(formOf(evicted)))
}

/** True if adding it would change nothing, now or later: it is beyond what is kept, and its general form is there or beyond as well. */
export const isValueBeyond = (set: ValueSet, value: string, formOf: (value: string) => string): boolean => {
  const clipped = clipValue(value)
  return set.values.isBeyond(clipped, fingerprint(clipped)) && isFormTold(set.forms, formOf(clipped))
}

/** A form is told by being there; one that is beyond those that are kept cannot be. */
export const isFormTold = (forms: BoundedSet, form: string): boolean =>
  forms.has(form) || forms.isBeyond(form, fingerprint(form))

export const mergeValueSet = (into: ValueSet, from: ValueSet, formOf: (value: string) => string): void => {
  from.values.forEach((sighting, value) => addValue(into, value, sighting, formOf))
  from.forms.forEachKey((form) => into.forms.add(form))
  into.values.overflowed ||= from.values.overflowed
  into.forms.overflowed ||= from.forms.overflowed
}
