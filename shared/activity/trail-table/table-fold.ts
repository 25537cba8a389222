import { DAY_MS } from '#shared/facts/instant.ts'
import type { TrailRecord } from '#shared/facts/trail-record.ts'
import { parseTrailObjectName } from '#shared/facts/trail-object-name.ts'
import { parseEventTime } from '../event-time.ts'
import { foldUse, skipRecord } from '../fold-record.ts'
import { resolutionOf } from '../fold-requests.ts'
import { type DaySeen, foldRow, type RowBatch } from '../fold-row.ts'
import { recordRowOf, type RequestsOf } from '../record-row.ts'
import { addInstant, addSighting, newSighting, newTally, type Seen, type Tally } from '../sightings.ts'
import { trailRecordOf } from '../trail-record-of.ts'
import { newUsageProfile, type UsageProfile } from '../usage-profile.ts'
import type { QueriedDay, RESULT_COLUMNS } from './day-query.ts'
import { eventOfFields } from './record-fields.ts'

/** One row of the query's result; a column that is NULL is empty. */
export type ResultRow = Readonly<Record<(typeof RESULT_COLUMNS)[number], string>>

/** What the query gave cannot be used: nothing of it is kept. */
export class UnusableResult extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UnusableResult'
  }
}

interface AccountFold {
  readonly profile: UsageProfile
  /** By its log objects, and by what was folded. They are equal when no row was lost. */
  promised: number
}

/** Folds the rows of one day's query into one profile an account: the same that the log files give. */
export class TableFold {
  readonly #asked: QueriedDay
  readonly #requestsOf: RequestsOf
  readonly #catalogue: string
  readonly #accounts = new Map<string, AccountFold>()

  constructor(
    asked: QueriedDay,
    { requestsOf, catalogue }: { readonly requestsOf: RequestsOf; readonly catalogue: string },
  ) {
    this.#asked = asked
    this.#requestsOf = requestsOf
    this.#catalogue = catalogue
  }

  add(row: ResultRow): void {
    const fold = this.#foldOf(row.account)
    if (row.object !== '') this.#addObject(fold, row)
    else this.#addRecords(fold.profile, row)
  }

  /** By account; those of which no record was there have none. */
  profiles(): ReadonlyMap<string, UsageProfile> {
    for (const [account, { profile, promised }] of this.#accounts) {
      if (profile.recordsRead !== promised)
        throw new UnusableResult(
          `The query for account ${account} on ${this.#asked.day} gave ${profile.recordsRead} records, but its log files have ${promised}; run it again.`,
        )
    }
    return new Map([...this.#accounts].map(([account, { profile }]) => [account, profile]))
  }

  #foldOf(account: string): AccountFold {
    const known = this.#accounts.get(account)
    if (known) return known
    if (!this.#asked.accounts.includes(account)) throw this.#unusable(`account ${JSON.stringify(account)}`)
    const fold = { profile: newUsageProfile(this.#catalogue), promised: 0 }
    this.#accounts.set(account, fold)
    return fold
  }

  /** The ledger has the names that the reader of files gives: so a day that both have read is not counted twice. */
  #addObject(fold: AccountFold, { account, object, records }: ResultRow): void {
    const place = /^s3:\/\/([^/]+\/(.+))$/.exec(object)
    const name = parseTrailObjectName(place?.[2] ?? '')
    if (!place?.[1] || name?.kind !== 'log' || name.account !== account || name.day !== this.#asked.day)
      throw this.#unusable(JSON.stringify(object))
    if (!/^\d+$/.test(records)) throw this.#unusable(`a count of ${JSON.stringify(records)}`)
    fold.profile.ledger.add(place[1])
    fold.profile.filesRead += 1
    fold.promised += Number(records)
  }

  #addRecords(profile: UsageProfile, { record, events }: ResultRow): void {
    const event = eventOfFields(record)
    const list = parseEvents(events)
    if (!event || !list) throw this.#unusable('a row that is no record')
    const parsed = trailRecordOf(event)
    if (parsed.state === 'malformed') skipRecord(profile, 'malformed', list.length)
    else foldEvents(profile, parsed.record, list, this.#requestsOf)
  }

  #unusable(what: string): UnusableResult {
    const { day, accounts } = this.#asked
    return new UnusableResult(
      `The query for ${accounts.length} accounts on ${day} gave ${what}; look whether its table is the one of this version.`,
    )
  }
}

interface TimeAndId {
  readonly eventTime: string
  readonly eventID: string
  readonly at: number | undefined
}

const parseEvents = (text: string): readonly TimeAndId[] | undefined => {
  try {
    const values: unknown = JSON.parse(text)
    if (!Array.isArray(values)) return undefined
    return values.map((value) => timeAndId(String(value)))
  } catch {
    return undefined
  }
}

/** `2026-11-20T10:00:00Z|5f0c…`; either may be missing. No instant has a bar in it. */
const timeAndId = (text: string): TimeAndId => {
  const bar = text.indexOf('|')
  const eventTime = text.slice(0, Math.max(0, bar))
  return { eventTime, eventID: text.slice(bar + 1), at: parseEventTime(eventTime) }
}

const foldEvents = (
  profile: UsageProfile,
  shared: TrailRecord,
  events: readonly TimeAndId[],
  requestsOf: RequestsOf,
): void => {
  const row = recordRowOf(shared)
  foldRow(profile, row, batchOf(events))
  if (!row.use) return
  // A mapping that says what it looks at does not look at time and id.
  const known = requestsOf.scopeOf && resolutionOf(shared, requestsOf)
  for (const { at, eventTime, eventID } of events) {
    const record = {
      ...shared,
      ...(at === undefined ? {} : { eventTime }),
      ...(eventID === '' ? {} : { eventID }),
    }
    foldUse(profile, row, record, { at, resolution: known ?? resolutionOf(record, requestsOf) })
  }
}

const batchOf = (events: readonly TimeAndId[]): RowBatch => {
  const seen = newSighting()
  const days = new Map<number, Tally & DaySeen>()
  let undated = 0
  for (const { at } of events) {
    const one: Seen = { count: 1, first: at, last: at }
    addSighting(seen, one)
    if (at === undefined) undated += 1
    else addInstant(dayOf(days, Math.floor(at / DAY_MS)), at)
  }
  return { seen, undated, days: [...days.values()] }
}

const dayOf = (days: Map<number, Tally & DaySeen>, day: number): Tally => {
  const known = days.get(day)
  if (known) return known
  const made = { day, ...newTally() }
  days.set(day, made)
  return made
}
