import { byCodeUnit } from '#shared/facts/order.ts'
import type { BoundedSet } from './bounded-keys.ts'
import type { CountedEvent } from './event-sketch.ts'
import { stringsOf } from './strings-of.ts'
import type { Seen } from './sightings.ts'
import type { ValueSet } from './value-set.ts'
import {
  ACTION_SETS,
  type AccessKeyUse,
  type ActionUse,
  KEY_SETS,
  type PrincipalUse,
  type UsageProfile,
} from './usage-profile.ts'

export const PROFILE_FORMAT = 'credaudit usage profile'
export const PROFILE_VERSION = 3

type Packed = null | boolean | number | string | readonly Packed[]

/** Strings once, sorted, then numbers that refer to them: equal content gives equal bytes. */
export const serialiseProfile = (profile: UsageProfile): string => {
  // The sketch trims itself when it is listed, which decides whether it overflowed.
  const copies = profile.copies.entries()
  const strings = stringsOf(profile, copies)
  const indexes = new Map(strings.map((text, index) => [text, index]))
  const body = packProfile(profile, copies, (text) => {
    const index = indexes.get(text)
    if (index === undefined) throw new Error('A string of the usage profile was not listed.')
    return index
  })
  return JSON.stringify({
    format: PROFILE_FORMAT,
    version: PROFILE_VERSION,
    catalogue: profile.catalogue,
    strings,
    ...body,
  })
}

type Index = (text: string) => number
type Copies = ReturnType<UsageProfile['copies']['entries']>

const packProfile = (profile: UsageProfile, copies: Copies, index: Index): Readonly<Record<string, Packed>> => ({
  ledger: [...profile.ledger].sort(byCodeUnit).map(index),
  window: packSighting(profile.window),
  recordsRead: profile.recordsRead,
  skipped: packCounts(profile.skipped, index),
  filesRead: profile.filesRead,
  filesSkipped: packCounts(profile.filesSkipped, index),
  unreadable: packMap(profile.unreadable, index, index),
  principals: packMap(profile.principals, index, (use) => packPrincipal(use, index)),
  accessKeys: packMap(profile.accessKeys, index, (use) => packAccessKey(use, index)),
  coverage: packMap(profile.coverage, index, packSighting),
  occurrences: packMap(profile.occurrences, index, (list) => packMap(list, index, packOccurrence)),
  copies: packCopies(profile.copies.overflowed, copies, index),
})

/** What events count for, each once; then by threes an event's fingerprint, its number of copies and its place among these. */
const packCopies = (overflowed: boolean, copies: Copies, index: Index): Packed => {
  const counted: Packed[] = []
  const places = new Map<string, number>()
  const placeOf = ({ principal, action, outcome, requests }: CountedEvent): number => {
    const packed = [index(principal), index(action), index(outcome), ...requests]
    const key = packed.join(' ')
    const place = places.get(key) ?? counted.push(packed) - 1
    places.set(key, place)
    return place
  }
  // Many are one and the same object.
  const known = new Map<CountedEvent, number>()
  const marks: number[] = []
  for (const [mark, event] of copies) {
    const place = known.get(event) ?? placeOf(event)
    known.set(event, place)
    marks.push(mark, event.copies, place)
  }
  return [overflowed, counted, marks]
}

const packCounts = (counts: ReadonlyMap<string, number>, index: Index): Packed =>
  [...counts].sort((a, b) => byCodeUnit(a[0], b[0])).map(([key, count]) => [index(key), count])

interface Packable<V> {
  readonly overflowed: boolean
  readonly forEach: (visit: (value: V, key: string) => void) => void
}

/** Overflow mark first, then key and value in turn; the strings' order is that of their numbers. */
const packMap = <V>(map: Packable<V>, index: Index, pack: (value: V) => Packed): Packed => {
  const entries: (readonly [number, V])[] = []
  map.forEach((value, key) => entries.push([index(key), value]))
  if (entries.length > 1) entries.sort((a, b) => a[0] - b[0])
  const packed: Packed[] = [map.overflowed]
  for (const [number, value] of entries) packed.push(number, pack(value))
  return packed
}

const packSighting = ({ count, first, last }: Seen): Packed => [count, first ?? null, last ?? null]

/** As a map of nothing, so that sets and maps are read alike. */
const packKeys = (keys: BoundedSet, index: Index): Packed =>
  packMap({ overflowed: keys.overflowed, forEach: (visit) => keys.forEachKey((key) => visit(0, key)) }, index, Number)

const packSet = (set: ValueSet, index: Index): Packed => [
  packMap(set.values, index, packSighting),
  packKeys(set.forms, index),
]
// The key is the occurrence itself in JSON.
const packOccurrence = (): Packed => 0

const packPrincipal = (use: PrincipalUse, index: Index): Packed => [
  packSet(use.ids, index),
  packMap(use.actions, index, (action) => packAction(action, index)),
]

const packAction = (use: ActionUse, index: Index): Packed => [
  [use.ok, use.dryRun, use.denied, use.failed, use.noEvidence, use.undated],
  [use.mfa.yes, use.mfa.no, use.mfa.unknown],
  packSighting(use.seen),
  packMap(use.days, Number, packSighting),
  packKeys(use.iamActions, index),
  packKeys(use.mappedBy, index),
  ...ACTION_SETS.map((name) => packSet(use[name], index)),
  packMap(use.requests, index, packSighting),
  packKeys(use.requestForms, index),
  packMap(use.deniedRequests, index, packSighting),
]

const packAccessKey = (use: AccessKeyUse, index: Index): Packed => [
  packSighting(use.seen),
  packMap(use.days, Number, packSighting),
  ...KEY_SETS.map((name) => packSet(use[name], index)),
]
