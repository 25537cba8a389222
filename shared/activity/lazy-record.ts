import type { JsonValue } from '#shared/facts/json.ts'
import type { TrailRecord } from '#shared/facts/trail-record.ts'
import { resourcesOf, withoutNullText } from './trail-record-of.ts'
import { OUT, OUT_BYTES, type TrailScanner } from './trail-scanner.ts'

/** Fields that differ from record to record, in the scanner's order; the first two decide a memo. */
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
const MEMO_FIELDS = 2

/**
 * Records whose variable fields are parsed only when the mapping asks for them, and which remember whether it asked for
 * more than the parameters and resources: only then do equal parameters not yet mean an equal answer.
 */
export class LazyRecords {
  readonly #scanner: TrailScanner
  readonly #prototypes = new WeakMap<TrailRecord, object>()
  #index = 0
  askedForMore = false

  constructor(scanner: TrailScanner) {
    this.#scanner = scanner
  }

  /** Valid until the next call. */
  at(index: number, template: TrailRecord): TrailRecord {
    this.#index = index
    this.askedForMore = false
    const known = this.#prototypes.get(template) ?? this.#prototypeOf(template)
    return Object.create(known) as TrailRecord
  }

  #prototypeOf(template: TrailRecord): object {
    const prototype: object = { ...template }
    for (const [index, field] of VARIABLE_FIELDS.entries()) {
      Object.defineProperty(prototype, field, { enumerable: true, get: () => this.#read(index, field) })
    }
    this.#prototypes.set(template, prototype)
    return prototype
  }

  #read(index: number, field: VariableField): unknown {
    if (index >= MEMO_FIELDS) this.askedForMore = true
    const out = OUT + this.#index * OUT_BYTES + 32 + index * 8
    const start = this.#scanner.view.getUint32(out, true)
    if (start === 0) return undefined
    const value = JSON.parse(
      this.#scanner.buffer.toString('utf8', start, this.#scanner.view.getUint32(out + 4, true)),
    ) as JsonValue
    if (field === 'resources') return Array.isArray(value) ? resourcesOf(value) : undefined
    if (field === 'errorMessage' || field === 'sharedEventID')
      return typeof value === 'string' && value !== '' ? value : undefined
    return withoutNullText(value)
  }
}
