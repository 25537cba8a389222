import type { JsonObject, JsonValue } from '#shared/facts/json.ts'
import type { TrailRecord } from '#shared/facts/trail-record.ts'
import { resourcesOf, withoutNullText } from './trail-record-of.ts'
import { OUT, OUT_BYTES, type TrailScanner } from './trail-scanner.ts'

/** Fields that come from the record's row. */
const STABLE_FIELDS = [
  'userIdentity',
  'eventSource',
  'eventName',
  'eventType',
  'eventCategory',
  'awsRegion',
  'recipientAccountId',
  'errorCode',
  'readOnly',
  'managementEvent',
  'eventVersion',
  'vpcEndpointId',
  'sourceIPAddress',
  'userAgent',
] as const

/** Fields that differ from record to record, in the scanner's order; equal bytes of the first two have one number. */
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
const NUMBERED_FIELDS = 2
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
  /** The selected record. */
  readonly record: TrailRecord
  readonly #parsed: unknown[] = []
  /** What was read since `beginReads`: one bit for each variable field. */
  #reads = 0
  #readOwn = false
  #known = 0
  #index = 0
  #template: TrailRecord = {}

  constructor(scanner: TrailScanner) {
    this.#scanner = scanner
    this.record = this.#view()
  }

  /** `template`: the fields that the record's row has. */
  select(index: number, template: TrailRecord): void {
    this.#index = index
    this.#template = template
    this.#known = 0
  }

  /** In bytes, with the resources. */
  get parametersLength(): number {
    return this.#length(0) + this.#length(1)
  }

  /** As they stand in the log, with the resources: what else decides about an answer is empty. */
  parametersText(): string {
    return `${this.#text(0)}\n${this.#text(1)}`
  }

  beginReads(): void {
    this.#reads = 0
    this.#readOwn = false
  }

  /** Fields that were read besides parameters and resources; undefined when something was there. */
  emptyFieldsRead(): readonly EmptyField[] | undefined {
    if (this.#readOwn) return undefined
    const empty: EmptyField[] = []
    for (let index = NUMBERED_FIELDS; index < VARIABLE_FIELDS.length; index += 1) {
      if ((this.#reads & (1 << index)) === 0) continue
      const value = this.#length(index) === 0 ? undefined : null
      // The text "null" reads as null, and is not what an empty field looks like.
      if (!this.#isEmpty(index, value)) return undefined
      empty.push({ index, value })
    }
    return empty
  }

  /** Are these fields of the record as empty as that? */
  areEmpty(fields: readonly EmptyField[]): boolean {
    for (const { index, value } of fields) if (!this.#isEmpty(index, value)) return false
    return true
  }

  #isEmpty(index: number, value: null | undefined): boolean {
    if (value === undefined) return this.#length(index) === 0
    const { buffer, words } = this.#scanner
    return this.#length(index) === NULL_LENGTH && buffer[words[this.#spanOf(index)] ?? 0] === LETTER_N
  }

  #view(): TrailRecord {
    const view: object = {}
    for (const field of STABLE_FIELDS) define(view, field, () => this.#template[field])
    for (const [index, field] of VARIABLE_FIELDS.entries()) define(view, field, () => this.#read(index, field))
    for (const field of OWN_FIELDS) define(view, field, () => this.#ownField(field))
    // It has a record's fields, each as a getter.
    return view
  }

  #ownField(field: (typeof OWN_FIELDS)[number]): unknown {
    this.#readOwn = true
    const out = (OUT + this.#index * OUT_BYTES) / 4
    const { buffer, words } = this.#scanner
    const text = buffer.toString('utf8', words[out], words[out + 1])
    return (JSON.parse(text) as JsonObject)[field]
  }

  #read(index: number, field: VariableField): unknown {
    const bit = 1 << index
    this.#reads |= bit
    if (this.#length(index) === 0) return undefined
    if ((this.#known & bit) !== 0) return this.#parsed[index]
    const value = asRecordHas(JSON.parse(this.#text(index)) as JsonValue, field)
    this.#known |= bit
    this.#parsed[index] = value
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

const define = (view: object, field: string, get: () => unknown): void => {
  Object.defineProperty(view, field, { enumerable: true, get })
}

const asRecordHas = (value: JsonValue, field: VariableField): unknown => {
  if (field === 'resources') return Array.isArray(value) ? resourcesOf(value) : undefined
  if (field === 'errorMessage' || field === 'sharedEventID')
    return typeof value === 'string' && value !== '' ? value : undefined
  return withoutNullText(value)
}
