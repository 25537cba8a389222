import type { TrailRecord } from '#shared/facts/trail-record.ts'
import type { CountedEvent } from './event-sketch.ts'
import { type Resolution, resolutionOf } from './fold-requests.ts'
import type { EmptyField, LazyRecords } from './lazy-record.ts'
import { type Read, readsSame } from './read-tracker.ts'
import type { RequestsOf, RowUse } from './record-row.ts'
import { newSighting, type Sighting } from './sightings.ts'

/** What the mapping made of a record, and of every other in which what it read is the same. */
interface Answer {
  readonly resolution: Resolution
  /** Besides the parameters and resources, whose bytes are equal. */
  readonly reads: readonly Read[]
  /** Undefined: it was made from more than the row, the parameters and empty fields. */
  readonly empty: readonly EmptyField[] | undefined
}

/** An answer for one principal, call and outcome, counted until it goes to the profile. */
export interface AnswerCount {
  readonly use: RowUse
  readonly resolution: Resolution
  /** Fields that must be as empty as they were, for another record of the same row and parameters. */
  readonly empty: readonly EmptyField[]
  /** False: one record's own, which no other will ask for. */
  readonly isShared: boolean
  readonly seen: Sighting
  readonly event: CountedEvent
}

interface Asked {
  readonly answers: Answer[]
  hits: number
  misses: number
}

const MOST_MISSES = 8
const MOST_SCOPES = 65_536

/**
 * Other sessions' equal calls mostly mean the same: an answer serves again where all that it was made from is equal. What is
 * read is noted only from the second time on that a call of the same scope comes with the same parameters, because noting costs more
 * than asking, and many parameters (names of objects, of streams) never come back.
 */
export class AnswerCache {
  readonly #lazy: LazyRecords
  readonly #requestsOf: RequestsOf
  readonly #scopes = new Map<string, number>()
  #scopeOfTemplate = new WeakMap<TrailRecord, number>()
  readonly #asked = new Map<number, Asked | undefined>()
  readonly #counts = new Map<string, Map<Answer, AnswerCount>>()

  constructor(lazy: LazyRecords, requestsOf: RequestsOf) {
    this.#lazy = lazy
    this.#requestsOf = requestsOf
  }

  /** With the scanner's parameters: their numbers begin anew. */
  clear(): void {
    this.#scopes.clear()
    this.#scopeOfTemplate = new WeakMap()
    this.#asked.clear()
    this.#counts.clear()
  }

  /** For the selected record. `parameters`: the scanner's number for their bytes, negative without one. */
  countOf(template: TrailRecord, use: RowUse, parameters: number): AnswerCount {
    const answer = this.#answerOf(template, parameters)
    if (!answer?.empty) return newCount(use, answer?.resolution ?? this.#ownResolution(), [], false)
    const name = `${use.principalKey}\n${use.actionKey}\n${use.outcome}`
    const counts = this.#counts.get(name) ?? new Map<Answer, AnswerCount>()
    this.#counts.set(name, counts)
    const known = counts.get(answer)
    if (known) return known
    const made = newCount(use, answer.resolution, answer.empty, true)
    counts.set(answer, made)
    return made
  }

  /** Undefined: the record's parameters are not worth remembering, or not yet. */
  #answerOf(template: TrailRecord, parameters: number): Answer | undefined {
    const scope = this.#scopeNumber(template)
    if (parameters < 0 || scope < 0) return undefined
    const key = parameters * MOST_SCOPES + scope
    const asked = this.#asked.get(key)
    if (!asked) {
      // The first time leaves only a mark.
      this.#asked.set(key, this.#asked.has(key) ? { answers: [], hits: 0, misses: 0 } : undefined)
      const again = this.#asked.get(key)
      return again && this.#newAnswer(again)
    }
    const known = asked.answers.find(({ reads }) => readsSame(this.#lazy.plain, reads))
    if (known) {
      asked.hits += 1
      return known
    }
    return asked.misses > MOST_MISSES && asked.misses > asked.hits ? undefined : this.#newAnswer(asked)
  }

  #scopeNumber(template: TrailRecord): number {
    const known = this.#scopeOfTemplate.get(template)
    if (known !== undefined) return known
    const scope = this.#requestsOf.scopeOf?.(template) ?? `${template.eventSource}\n${template.eventName}`
    const number = this.#scopes.get(scope) ?? (this.#scopes.size < MOST_SCOPES ? this.#scopes.size : -1)
    if (number >= 0) this.#scopes.set(scope, number)
    this.#scopeOfTemplate.set(template, number)
    return number
  }

  #newAnswer(asked: Asked): Answer {
    asked.misses += 1
    const resolution = resolutionOf(this.#lazy.watched(this.#requestsOf.scopeOf === undefined), this.#requestsOf)
    const { reads, opaque } = this.#lazy.tracker
    const empty = opaque ? undefined : this.#lazy.emptyFieldsOf(reads)
    const answer: Answer = { resolution, reads, empty }
    if (empty && asked.answers.length < MOST_MISSES) asked.answers.push(answer)
    return answer
  }

  #ownResolution(): Resolution {
    return resolutionOf(Object.create(this.#lazy.plain) as TrailRecord, this.#requestsOf)
  }
}

const newCount = (
  use: RowUse,
  resolution: Resolution,
  empty: readonly EmptyField[],
  isShared: boolean,
): AnswerCount => ({
  use,
  resolution,
  empty,
  isShared,
  seen: newSighting(),
  event: {
    copies: 1,
    principal: use.principalKey,
    action: use.actionKey,
    outcome: use.outcome,
    requests: resolution.requestKeys,
  },
})
