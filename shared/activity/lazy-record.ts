import type { JsonObject, JsonValue } from '#shared/facts/json.ts'
import type { TrailRecord } from '#shared/facts/trail-record.ts'
import { type Read, ReadTracker } from './read-tracker.ts'
import { STABLE_FIELDS } from './row-cache.ts'
import { resourcesOf, withoutNullText } from './trail-record-of.ts'
import { OUT, OUT_BYTES, type TrailScanner } from './trail-scanner.ts'

/** Fields that differ from record to record, in the scanner's order; the first two make a pair with the row. */
const VARIABLE_FIELDS = [
  'requestParameters',
  'resources',
  'responseElements',
  'additionalEventData',
  'errorMessage',
  'sharedEventID',
  'serviceEventDetails',
] as const
type VariableField = (typeof VARIABLE_FIELDS)[number]
const PAIR_FIELDS = 2
/** Every record's own: an answer that was made from them is for no other record. */
const OWN_FIELDS = ['eventTime', 'eventID'] as const
const NULL_LENGTH = 4
const LETTER_N = 0x6e

/** A field beside the parameters that the mapping found absent or null; it must be so again. */
export interface EmptyField {
  readonly index: number
  readonly value: null | undefined
}

/** Records whose variable fields are parsed only when they are asked for. One record at a time. */
export class LazyRecords {
  readonly #scanner: TrailScanner
  readonly #parsed = new Map<number, unknown>()
  #index = 0
  #template: TrailRecord = {}
  tracker = new ReadTracker()
  /** The fields as they are, for comparing with what was read of another record. */
  readonly plain: object
  readonly #watched: object
  readonly #watchedInScope: object

  constructor(scanner: TrailScanner) {
    this.#scanner = scanner
    this.plain = this.#viewOf((value) => value)
    this.#watched = this.#viewOf((value, field) => (isOfPair(field) ? value : this.tracker.watch(value, [field])))
    this.#watchedInScope = this.#viewOf((value, field) =>
      isOfPair(field) || isStable(field) ? value : this.tracker.watch(value, [field]),
    )
  }

  select(index: number, template: TrailRecord): void {
    this.#index = index
    this.#template = template
    this.#parsed.clear()
  }

  /** The selected record, noting what is read of it besides what makes the pair: that is equal wherever the answer serves again. */
  watched(stableFieldsToo: boolean): TrailRecord {
    this.tracker = new ReadTracker()
    return Object.create(stableFieldsToo ? this.#watched : this.#watchedInScope) as TrailRecord
  }

  /** What the reads ask of the other variable fields; undefined when they found something there. */
  emptyFieldsOf(reads: readonly Read[]): readonly EmptyField[] | undefined {
    const empty: EmptyField[] = []
    for (const { path, value } of reads) {
      const index = VARIABLE_FIELDS.findIndex((field) => field === path[0])
      if (index < PAIR_FIELDS) continue
      if (value !== null && value !== undefined) return undefined
      // The text "null" reads as null, and is not what an empty field looks like.
      if (!this.#isEmpty(index, value)) return undefined
      empty.push({ index, value })
    }
    return empty
  }

  /** Are these fields of the record as empty as that? */
  areEmpty(index: number, fields: readonly EmptyField[]): boolean {
    this.#index = index
    return fields.every((field) => this.#isEmpty(field.index, field.value))
  }

  #isEmpty(index: number, value: null | undefined): boolean {
    if (value === undefined) return this.#length(index) === 0
    const { buffer, words } = this.#scanner
    return this.#length(index) === NULL_LENGTH && buffer[words[this.#spanOf(index)] ?? 0] === LETTER_N
  }

  #viewOf(pass: (value: unknown, field: string) => unknown): object {
    const view: object = {}
    // Absent ones too: that a field is not there is something that was read.
    for (const field of STABLE_FIELDS) define(view, field, () => pass(this.#template[field], field))
    for (const [index, field] of VARIABLE_FIELDS.entries())
      define(view, field, () => pass(this.#read(index, field), field))
    for (const field of OWN_FIELDS) define(view, field, () => this.#readOwn(field))
    return view
  }

  #readOwn(field: (typeof OWN_FIELDS)[number]): unknown {
    this.tracker.opaque = true
    const out = (OUT + this.#index * OUT_BYTES) / 4
    const { buffer, words } = this.#scanner
    const text = buffer.toString('utf8', words[out], words[out + 1])
    return (JSON.parse(text) as JsonObject)[field]
  }

  #read(index: number, field: VariableField): unknown {
    if (this.#length(index) === 0) return undefined
    if (this.#parsed.has(index)) return this.#parsed.get(index)
    const value = asRecordHas(JSON.parse(this.#text(index)) as JsonValue, field)
    this.#parsed.set(index, value)
    return value
  }

  #length(index: number): number {
    const { words } = this.#scanner
    const at = this.#spanOf(index)
    return (words[at + 1] ?? 0) - (words[at] ?? 0)
  }

  #spanOf(index: number): number {
    return (OUT + this.#index * OUT_BYTES + 32) / 4 + index * 2
  }

  #text(index: number): string {
    const { buffer, words } = this.#scanner
    const at = this.#spanOf(index)
    return buffer.toString('utf8', words[at], words[at + 1])
  }
}

const STABLE: ReadonlySet<string> = new Set(STABLE_FIELDS)
const isStable = (field: string): boolean => STABLE.has(field)
const isOfPair = (field: string): boolean => field === 'requestParameters' || field === 'resources'

const define = (view: object, field: string, get: () => unknown): void => {
  Object.defineProperty(view, field, { enumerable: true, get })
}

const asRecordHas = (value: JsonValue, field: VariableField): unknown => {
  if (field === 'resources') return Array.isArray(value) ? resourcesOf(value) : undefined
  if (field === 'errorMessage' || field === 'sharedEventID')
    return typeof value === 'string' && value !== '' ? value : undefined
  return withoutNullText(value)
}
