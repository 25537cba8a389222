import * as z from 'zod/mini'
import type { BoundedSet } from './bounded-keys.ts'
import type { BoundedMap } from './bounded-map.ts'
import type { BoundedSightings } from './bounded-sightings.ts'
import type { CountedEvent } from './event-sketch.ts'
import { addOccurrence } from './fold-occurrence.ts'
import type { Occurrence } from './occurrence.ts'
import { PROFILE_FORMAT, PROFILE_VERSION } from './serialise-profile.ts'
import { addSighting, type Sighting } from './sightings.ts'
import type { ValueSet } from './value-set.ts'
import {
  ACTION_SETS,
  type AccessKeyUse,
  type ActionUse,
  KEY_SETS,
  newAccessKeyUse,
  newActionUse,
  newPrincipalUse,
  newUsageProfile,
  type UsageProfile,
} from './usage-profile.ts'

const Document = z.object({
  format: z.literal(PROFILE_FORMAT),
  version: z.literal(PROFILE_VERSION),
  catalogue: z.string(),
  strings: z.array(z.string()),
  ledger: z.array(z.number()),
  window: z.array(z.nullable(z.number())),
  recordsRead: z.number(),
  filesRead: z.number(),
  skipped: z.array(z.array(z.number())),
  filesSkipped: z.array(z.array(z.number())),
  unreadable: z.array(z.unknown()),
  principals: z.array(z.unknown()),
  accessKeys: z.array(z.unknown()),
  coverage: z.array(z.unknown()),
  occurrences: z.array(z.unknown()),
  copies: z.array(z.unknown()),
})

/** The profile that `serialiseProfile` wrote; refuses another format or version. */
export const parseProfile = (text: string): UsageProfile => {
  const document = Document.parse(JSON.parse(text))
  const reader = new ProfileReader(document.strings)
  const profile = newUsageProfile(document.catalogue)
  for (const name of document.ledger) profile.ledger.add(reader.string(name))
  addSighting(profile.window, reader.sighting(document.window))
  profile.recordsRead = document.recordsRead
  profile.filesRead = document.filesRead
  for (const [reason, count] of document.skipped) profile.skipped.set(reader.string(reason), count ?? 0)
  for (const [reason, count] of document.filesSkipped) profile.filesSkipped.set(reader.string(reason), count ?? 0)
  reader.map(profile.unreadable, document.unreadable, (_, reason) => reader.string(reason))
  reader.map(profile.principals, document.principals, (key, packed) => reader.principal(key, list(packed)))
  reader.map(profile.accessKeys, document.accessKeys, (key, packed) => reader.accessKey(key, list(packed)))
  reader.sightings(profile.coverage, document.coverage)
  reader.occurrences(profile, document.occurrences)
  reader.copies(profile, document.copies)
  return profile
}

const list = (packed: unknown): readonly unknown[] => {
  if (!Array.isArray(packed))
    throw new Error('The usage profile is damaged: a list was expected. Fold its log objects again.')
  return packed
}

const numberOf = (packed: unknown): number => {
  if (typeof packed !== 'number')
    throw new Error('The usage profile is damaged: a number was expected. Fold its log objects again.')
  return packed
}

class ProfileReader {
  readonly #strings: readonly string[]

  constructor(strings: readonly string[]) {
    this.#strings = strings
  }

  string(index: unknown): string {
    const text = this.#strings[numberOf(index)]
    if (text === undefined)
      throw new Error(
        'The usage profile is damaged: it refers to a string that it does not hold. Fold its log objects again.',
      )
    return text
  }

  sighting(packed: unknown): Sighting {
    const [count, first, last] = list(packed)
    return {
      count: numberOf(count),
      first: first === null ? undefined : numberOf(first),
      last: last === null ? undefined : numberOf(last),
    }
  }

  map<V extends object | string>(
    into: BoundedMap<V>,
    packed: unknown,
    make: (key: string, packed: unknown) => V,
  ): void {
    this.#pairs(packed, into, (index, value) => {
      const key = this.string(index)
      into.obtain(key, () => make(key, value))
    })
  }

  #pairs(packed: unknown, into: { overflowed: boolean }, each: (key: unknown, value: unknown) => void): void {
    const items = list(packed)
    for (let at = 1; at < items.length; at += 2) each(items[at], items[at + 1])
    into.overflowed = items[0] === true
  }

  days(into: BoundedSightings, packed: unknown): void {
    this.#pairs(packed, into, (day, value) => into.add(String(numberOf(day)), this.sighting(value)))
  }

  sightings(into: BoundedSightings, packed: unknown): void {
    this.#pairs(packed, into, (index, value) => into.add(this.string(index), this.sighting(value)))
  }

  keys(into: BoundedSet, packed: unknown): void {
    this.#pairs(packed, into, (index) => into.add(this.string(index)))
  }

  set(into: ValueSet, packed: unknown): void {
    const [values, forms] = list(packed)
    this.sightings(into.values, values)
    this.keys(into.forms, forms)
  }

  principal(key: string, [ids, actions]: readonly unknown[]): ReturnType<typeof newPrincipalUse> {
    const [arn, type, account, pathUnknown] = list(JSON.parse(key))
    const use = newPrincipalUse({
      arn: String(arn),
      type: String(type),
      account: String(account),
      id: '',
      pathUnknown: pathUnknown === 1,
    })
    this.set(use.ids, ids)
    this.map(use.actions, actions, (actionKey, packed) => this.action(actionKey, list(packed)))
    return use
  }

  action(key: string, packed: readonly unknown[]): ActionUse {
    const [eventSource, eventName, invokedBy, task] = list(JSON.parse(key))
    const use = newActionUse({
      eventSource: String(eventSource),
      eventName: String(eventName),
      invokedBy: String(invokedBy),
      privilegedTask: task === 1,
    })
    const counts = list(packed[0]).map(numberOf)
    for (const [at, name] of (['ok', 'dryRun', 'denied', 'failed', 'noEvidence', 'undated'] as const).entries())
      use[name] = counts[at] ?? 0
    const mfa = list(packed[1]).map(numberOf)
    for (const [at, mark] of (['yes', 'no', 'unknown'] as const).entries()) use.mfa[mark] = mfa[at] ?? 0
    addSighting(use.seen, this.sighting(packed[2]))
    this.days(use.days, packed[3])
    this.keys(use.iamActions, packed[4])
    this.keys(use.mappedBy, packed[5])
    for (const [at, name] of ACTION_SETS.entries()) this.set(use[name], packed[6 + at])
    this.sightings(use.requests, packed[12])
    this.keys(use.requestForms, packed[13])
    this.sightings(use.deniedRequests, packed[14])
    return use
  }

  accessKey(key: string, packed: readonly unknown[]): AccessKeyUse {
    const use = newAccessKeyUse(key)
    addSighting(use.seen, this.sighting(packed[0]))
    this.days(use.days, packed[1])
    for (const [at, name] of KEY_SETS.entries()) this.set(use[name], packed[2 + at])
    return use
  }

  occurrences(profile: UsageProfile, packed: unknown): void {
    this.#pairs(packed, profile.occurrences, (listKey, occurrences) => {
      this.#pairs(occurrences, { overflowed: false }, (key) =>
        addOccurrence(profile, JSON.parse(this.string(key)) as Occurrence),
      )
      const kept = profile.occurrences.get(this.string(listKey))
      if (kept) kept.overflowed = list(occurrences)[0] === true
    })
  }

  copies(profile: UsageProfile, packed: unknown): void {
    const [overflowed, counted, marks] = list(packed)
    const events = list(counted).map((event) => this.countedEvent(list(event)))
    const threes = list(marks).map(numberOf)
    for (let at = 0; at < threes.length; at += 3) {
      const [mark = 0, copies = 0, place = -1] = threes.slice(at, at + 3)
      const event = events[place]
      if (!event) throw new Error('The usage profile is damaged: an event is missing. Fold its log objects again.')
      profile.copies.add(mark, copies === 1 ? event : { ...event, copies })
    }
    profile.copies.overflowed = overflowed === true
  }

  countedEvent([principal, action, outcome, ...requests]: readonly unknown[]): CountedEvent {
    return {
      copies: 1,
      principal: this.string(principal),
      action: this.string(action),
      outcome: this.string(outcome),
      requests: requests.map(numberOf),
    }
  }
}
