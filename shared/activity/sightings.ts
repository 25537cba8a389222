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

/** Dated sightings, counted one by one: an instant that might be undefined would be an object of its own, made anew for each of them. */
export interface Tally {
  count: number
  first: number
  last: number
}

export const newTally = (): Tally => ({ count: 0, first: Infinity, last: -Infinity })

export const addInstant = (to: Tally, at: number): void => {
  to.count += 1
  if (at < to.first) to.first = at
  if (at > to.last) to.last = at
}

export const clearTally = (tally: Tally): void => {
  tally.count = 0
  tally.first = Infinity
  tally.last = -Infinity
}
