/** How often and between which instants something was seen; the instants are undefined while every sighting is undated. */
export interface Sighting {
  count: number
  first: number | undefined
  last: number | undefined
}

/** A batch of equal sightings; one record is a batch of one. */
export type Seen = Readonly<Sighting>

export const newSighting = (): Sighting => ({ count: 0, first: undefined, last: undefined })

export const addSighting = (to: Sighting, seen: Seen): void => {
  to.count += seen.count
  if (seen.first !== undefined && (to.first === undefined || seen.first < to.first)) to.first = seen.first
  if (seen.last !== undefined && (to.last === undefined || seen.last > to.last)) to.last = seen.last
}

export const clearSighting = (sighting: Sighting): void => {
  sighting.count = 0
  sighting.first = undefined
  sighting.last = undefined
}
