import type { TrailRecord } from '#shared/facts/trail-record.ts'
import type { CountedEvent } from './event-sketch.ts'
import { fingerprint } from './fingerprint.ts'
import type { Resolution } from './fold-requests.ts'
import { actionUseOf } from './fold-row.ts'
import type { EmptyField } from './lazy-record.ts'
import type { MappingOf, RequestsOf, RowUse } from './record-row.ts'
import type { Tally } from './sightings.ts'
import type { ActionUse, UsageProfile } from './usage-profile.ts'

/** What the mapping made of a record, and of every other of its scope with the same parameters and these fields empty. */
export interface Answer {
  readonly resolution: Resolution
  readonly empty: readonly EmptyField[]
}

/** An answer for one principal, call and outcome, counted until it goes to the profile. */
export interface AnswerCount extends Answer, Tally {
  readonly group: CallGroup
  /** False: one record's own, which no other will ask for. */
  readonly isShared: boolean
  /** What each such record counts for, made when the first of them is told apart from others. */
  event: CountedEvent | undefined
}

/** Calls that the mapping cannot tell apart by anything but parameters, resources, response, error text and additional data. */
export interface AnswerScope {
  readonly mapping: MappingOf
  /** False: nothing says what the mapping looks at, so that no answer may serve another record. */
  readonly isKnown: boolean
  /** Undefined: all of the parameters' text decides. */
  readonly lookedAt: ((parameters: string) => string) | undefined
  /** By the scanner's number for the parameters. */
  readonly answers: Map<number, Answer>
  hits: number
  misses: number
}

/** Rows of one principal, call and outcome in one scope: sessions, addresses and agents differ, what is counted is one. */
export class CallGroup {
  readonly use: RowUse
  /** The first record: what the mapping looks at is the same in all. */
  readonly record: TrailRecord
  readonly scope: AnswerScope
  readonly fingerprint: number
  /** By the scanner's number for the parameters. */
  readonly counts = new Map<number, AnswerCount>()
  /** Of answers that were found by what the mapping looks at. */
  readonly countsByAnswer = new Map<Answer, AnswerCount>()
  #into: UsageProfile | undefined
  #action: ActionUse | undefined

  constructor(use: RowUse, record: TrailRecord, scope: AnswerScope) {
    this.use = use
    this.record = record
    this.scope = scope
    this.fingerprint = fingerprint(`${use.principalKey}\n${use.actionKey}\n${use.outcome}`)
  }

  /** The profile's entry. It is remembered: one that had to go for others never comes back. */
  actionIn(profile: UsageProfile): ActionUse | undefined {
    if (this.#into !== profile) {
      this.#into = profile
      this.#action = actionUseOf(profile, this.use)
    }
    return this.#action
  }

  /** The same, if it is there already: nothing is made for a file that may yet be refused. */
  actionKnownIn(profile: UsageProfile): ActionUse | undefined {
    return this.#into === profile ? this.#action : undefined
  }
}

/** More than a log has in which nobody makes up calls. */
const MOST_SCOPES = 16_384
const MOST_GROUPS = 16_384
/** Of all groups together. */
const MOST_COUNTS = 65_536

/** Groups and scopes are few in an honest log; those of a hostile one are bounded, as are the answers that are counted for each. */
export class CallGroups {
  readonly #requestsOf: RequestsOf
  readonly #scopes = new Map<string, AnswerScope>()
  readonly #groups = new Map<string, CallGroup>()
  #counts = 0

  constructor(requestsOf: RequestsOf) {
    this.#requestsOf = requestsOf
  }

  /** It is time for `clear`. */
  get isCrowded(): boolean {
    return this.#counts > MOST_COUNTS || this.#groups.size > MOST_GROUPS || this.hasManyScopes
  }

  get hasManyScopes(): boolean {
    return this.#scopes.size > MOST_SCOPES
  }

  /** An answer is counted for a group for the first time. */
  noteCount(): void {
    this.#counts += 1
  }

  /** With all rows. What the mapping said of parameters stays known, unless their numbers begin anew or scopes are too many. */
  clear(areNumbersNew: boolean): void {
    this.#groups.clear()
    this.#counts = 0
    if (this.hasManyScopes) this.#scopes.clear()
    // Which of them have parameters that come back stays known too.
    if (areNumbersNew) for (const scope of this.#scopes.values()) scope.answers.clear()
  }

  of(use: RowUse, record: TrailRecord): CallGroup {
    const scopeName = this.#requestsOf.scopeOf?.(record) ?? ''
    const name = `${use.principalKey}\n${use.actionKey}\n${use.outcome}\n${scopeName}`
    const known = this.#groups.get(name)
    if (known) return known
    const made = new CallGroup(use, record, this.#scopeOf(scopeName, record))
    this.#groups.set(name, made)
    return made
  }

  #scopeOf(name: string, record: TrailRecord): AnswerScope {
    const known = this.#scopes.get(name)
    if (known) return known
    const { scopeOf, within, lookedAtOf } = this.#requestsOf
    const isKnown = scopeOf !== undefined
    const mapping = isKnown && within ? within(record) : this.#requestsOf
    const lookedAt = isKnown ? lookedAtOf?.(record) : undefined
    const made = { mapping, isKnown, lookedAt, answers: new Map<number, Answer>(), hits: 0, misses: 0 }
    this.#scopes.set(name, made)
    return made
  }
}
