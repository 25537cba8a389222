import type { JsonObject, JsonValue } from '#shared/facts/json.ts'
import { isDigestName, visitEvents } from './events-in.ts'
import { foldRecord, skipRecord } from './fold-record.ts'
import { GUNZIP_BUDGET, type GunzipBudget, gunzipGuarded, isGzip, UnreadableFile } from './gunzip-guarded.ts'
import { lineFormatOf } from './line-format.ts'
import { absorb } from './merge-profiles.ts'
import { DEEPEST_NESTING } from './nesting.ts'
import type { RequestsOf } from './record-row.ts'
import { trailRecordOf } from './trail-record-of.ts'
import { newUsageProfile, type UsageProfile } from './usage-profile.ts'
import { type SplitValue, ValueSplitter } from './value-splitter.ts'
import { FastFold } from './fast-fold.ts'
import { newTrailScanner } from './trail-scanner.ts'

export interface LogFile {
  /** Relative name, or bucket and key: it goes to the ledger and into reports. */
  readonly name: string
  readonly bytes: AsyncIterable<Uint8Array>
}

export interface FoldOptions {
  readonly requestsOf: RequestsOf
  readonly budget?: GunzipBudget
  /** Version of the event mapping. */
  readonly catalogue?: string
  /** A profile to go on from; it is changed. */
  readonly profile?: UsageProfile
  /** `exact`: every record through JSON.parse. `fast`, the default: the compiled scanner, where there is WebAssembly. */
  readonly reading?: 'fast' | 'exact'
}

export type FileOutcome =
  | { readonly state: 'folded'; readonly records: number }
  | { readonly state: 'known' }
  | { readonly state: 'skipped'; readonly reason: string }
  | { readonly state: 'unreadable'; readonly reason: string }

/** Folds log files into one profile, one at a time. */
export class LogFold {
  readonly #profile: UsageProfile
  readonly #options: FoldOptions
  readonly #fast: FastFold | undefined

  constructor(options: FoldOptions) {
    this.#options = options
    this.#profile = options.profile ?? newUsageProfile(options.catalogue)
    const scanner = options.reading === 'exact' ? undefined : newTrailScanner()
    this.#fast = scanner && new FastFold(scanner, this.#profile, options.requestsOf)
  }

  /** Folds one log object, once: one that is in the ledger adds nothing, and one that is refused leaves no record behind. */
  async add(file: LogFile): Promise<FileOutcome> {
    const profile = this.#profile
    if (profile.ledger.has(file.name)) return { state: 'known' }
    profile.ledger.add(file.name)
    const stage = new FileStage(profile, this.#options, this.#fast?.busy ? undefined : this.#fast)
    const outcome = await stage.read(file.bytes).finally(() => stage.end())
    profile.filesRead += 1
    if (outcome.state === 'unreadable') profile.unreadable.obtain(file.name, () => outcome.reason)
    else if (outcome.state === 'skipped')
      profile.filesSkipped.set(outcome.reason, (profile.filesSkipped.get(outcome.reason) ?? 0) + 1)
    return outcome
  }

  /** The profile with everything that was added. More may be added afterwards. */
  profile(): UsageProfile {
    this.#fast?.flush()
    return this.#profile
  }
}

/** What one file holds, apart until the whole file has proved readable. */
class FileStage {
  readonly profile: UsageProfile
  readonly #target: UsageProfile
  readonly #options: FoldOptions
  readonly #fast: FastFold | undefined
  readonly #foreign = new Map<string, number>()
  #lists = 0
  #lines = 0
  #firstLine = ''

  constructor(target: UsageProfile, options: FoldOptions, fast: FastFold | undefined) {
    this.profile = newUsageProfile(target.catalogue)
    this.#target = target
    this.#options = options
    this.#fast = fast
    this.#fast?.begin(this.profile, (text) => this.#fold(text))
  }

  end(): void {
    this.#fast?.end()
  }

  async read(source: AsyncIterable<Uint8Array>): Promise<FileOutcome> {
    try {
      const splitter = new ValueSplitter({
        value: (value) => this.#value(value),
        line: (bytes) => this.#line(bytes),
        list: () => (this.#lists += 1),
        fast: this.#fast,
      })
      for await (const chunk of plainBytes(source, this.#options.budget)) splitter.push(chunk)
      splitter.finish()
    } catch (error) {
      if (error instanceof UnreadableFile) return { state: 'unreadable', reason: error.message }
      if (error instanceof Error && 'code' in error)
        return { state: 'unreadable', reason: `cannot be read: ${String(error.code)}` }
      throw error
    }
    const outcome = this.#outcome()
    if (outcome.state === 'folded') {
      this.#fast?.commit()
      absorb(this.#target, this.profile)
    }
    return outcome
  }

  #outcome(): FileOutcome {
    const [foreign] = [...this.#foreign.keys()]
    const fastRecords = this.#fast?.records ?? 0
    if (this.profile.recordsRead + fastRecords === 0) {
      if (foreign !== undefined && isDigestName(foreign)) return { state: 'skipped', reason: foreign }
      if (foreign !== undefined) return { state: 'unreadable', reason: `not CloudTrail: ${foreign}` }
      if (this.#lines > 0) return { state: 'unreadable', reason: lineReason(this.#firstLine) }
      if (this.#lists === 0) return { state: 'unreadable', reason: 'empty' }
    }
    if (this.#lines > 0) skipRecord(this.profile, 'not JSON', this.#lines)
    for (const count of this.#foreign.values()) skipRecord(this.profile, 'not a CloudTrail event', count)
    return { state: 'folded', records: this.profile.recordsRead + fastRecords }
  }

  #value({ container, bytes, depth }: SplitValue): boolean {
    if (depth > DEEPEST_NESTING) {
      skipRecord(this.profile, 'nested too deep')
      return true
    }
    const value = parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'))
    if (value !== undefined) this.#visit(value)
    else if (container === 'top') return false
    else skipRecord(this.profile, 'not JSON')
    return true
  }

  #fold(text: string): void {
    const value = parse(text)
    if (value === undefined) skipRecord(this.profile, 'not JSON')
    else this.#visit(value)
  }

  #visit(value: JsonValue): void {
    visitEvents(value, {
      event: (event) => this.#event(event),
      poison: (reason) => skipRecord(this.profile, reason),
      foreign: (name) => this.#foreign.set(name, (this.#foreign.get(name) ?? 0) + 1),
    })
  }

  #event(event: JsonObject): void {
    const parsed = trailRecordOf(event)
    if (parsed.state === 'malformed') skipRecord(this.profile, 'malformed')
    else foldRecord(this.profile, parsed.record, this.#options.requestsOf)
  }

  #line(bytes: Uint8Array): void {
    if (this.#lines === 0) this.#firstLine = Buffer.from(bytes.subarray(0, 400)).toString('utf8')
    this.#lines += 1
  }
}

const lineReason = (line: string): string => {
  const format = lineFormatOf(line)
  return format === 'not JSON' ? format : `not CloudTrail: ${format}`
}

const parse = (text: string): JsonValue | undefined => {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return undefined
  }
}

/** Gzip is known by its first bytes, never by the file's name. */
async function* plainBytes(
  source: AsyncIterable<Uint8Array>,
  budget: GunzipBudget = GUNZIP_BUDGET,
): AsyncGenerator<Uint8Array> {
  const iterator = source[Symbol.asyncIterator]()
  const start: Uint8Array[] = []
  let length = 0
  while (length < 2) {
    const { done, value } = await iterator.next()
    if (done) break
    start.push(value)
    length += value.length
  }
  const first = start.length === 1 && start[0] ? start[0] : Buffer.concat(start)
  const whole = joined(first, iterator)
  yield* isGzip(first) ? gunzipGuarded(whole, budget) : whole
}

async function* joined(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (first.length > 0) yield first
  for (;;) {
    const { done, value } = await rest.next()
    if (done) return
    yield value
  }
}
