import { UnreadableFile } from './gunzip-guarded.ts'
import { ValueScan } from './value-scan.ts'

/** Where a value stood: an element of a top-level `Records` or `Events` list, of a bare array, or by itself. */
export type Container = 'records' | 'events' | 'array' | 'top'

/** One JSON value of a log file, in its own bytes; they are valid only during the call. */
export interface SplitValue {
  readonly container: Container
  readonly bytes: Uint8Array
  /** Deepest nesting, the value itself being 1. */
  readonly depth: number
}

export interface SplitSink {
  /** False: a value by itself that is no JSON; its first line is then a line that is none, and the rest is read again. */
  readonly value: (value: SplitValue) => boolean
  /** A line that is no JSON. */
  readonly line: (bytes: Uint8Array) => void
  /** The file has a list of records, empty perhaps. */
  readonly list: (container: Container) => void
  /** Takes as many whole elements from `at` as it is sure of, and says where it stopped. */
  readonly fast?: FastElements | undefined
}

export interface FastElements {
  /** The stream is gathered here, so that nothing is copied. */
  readonly buffer: Uint8Array
  readonly take: (at: number, end: number, container: Container) => number
  /** It stopped only because the bytes ended. */
  readonly needsMore: () => boolean
}

/** CloudTrail's own events end at 1 MB; test wrappers hold several. */
export const LARGEST_VALUE = 16 * 1024 * 1024
const LARGEST_CHUNK = 256 * 1024
/** A longer element is read the exact way while its bytes come in. */
const LONGEST_WAIT = 1024 * 1024
const MOST_REREADS = 200

const LISTS: ReadonlyMap<string, Container> = new Map([
  ['Records', 'records'],
  ['Events', 'events'],
])

const [NEWLINE, COMMA, OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE] = [0x0a, 0x2c, 0x5b, 0x5d, 0x7b]
const isSpace = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === NEWLINE || byte === 0x0d || byte === 0x09

/**
 * Cuts a stream into the JSON values that may be events, by nesting and strings alone; each is judged by its reader.
 * Memory is one value and one chunk. What stands around a list of records is parsed too, so that a file that is
 * cut short, malformed between records or holds two lists is refused as a whole.
 */
export class ValueSplitter {
  readonly #sink: SplitSink
  #bytes: Uint8Array = new Uint8Array(0)
  #at = 0
  #end = 0
  #container: Container | 'tail' = 'top'
  #due: 'first' | 'element' | 'comma' = 'first'
  #scan: ValueScan | undefined
  #begun = false
  #rereads = 0

  constructor(sink: SplitSink) {
    this.#sink = sink
    if (sink.fast) this.#bytes = sink.fast.buffer
  }

  push(chunk: Uint8Array): void {
    for (let from = 0; from < chunk.length; from += LARGEST_CHUNK) {
      this.#append(chunk.subarray(from, from + LARGEST_CHUNK))
      this.#run(false)
    }
  }

  /** Throws UnreadableFile when the stream ends within a list. */
  finish(): void {
    this.#run(true)
    if (this.#container !== 'top') throw new UnreadableFile('not JSON: cut short within its list of records')
  }

  #append(chunk: Uint8Array): void {
    const left = this.#end - this.#at
    if (left + chunk.length > this.#bytes.length) {
      const grown = new Uint8Array(Math.max((left + chunk.length) * 2, 1024))
      grown.set(this.#bytes.subarray(this.#at, this.#end))
      this.#bytes = grown
    } else this.#bytes.copyWithin(0, this.#at, this.#end)
    this.#scan?.moveBack(this.#at)
    this.#bytes.set(chunk, left)
    this.#at = 0
    this.#end = left + chunk.length
    if (!this.#begun && this.#end >= 3) {
      this.#begun = true
      if (this.#bytes[0] === 0xef && this.#bytes[1] === 0xbb && this.#bytes[2] === 0xbf) this.#at = 3
    }
  }

  #run(final: boolean): void {
    if (!this.#begun && !final) return
    while (this.#next(final));
    if (this.#end - this.#at > LARGEST_VALUE) throw new UnreadableFile(`a value of more than ${LARGEST_VALUE} bytes`)
  }

  /** Takes one value or separator; false when more bytes are needed. */
  #next(final: boolean): boolean {
    if (this.#scan) return this.#resume(this.#scan, final)
    if (this.#container !== 'tail') {
      this.#skipSpace()
      const fast = this.#takeFast(this.#container)
      if (fast === 'taken') return true
      if (fast === 'waits' && !final) return false
    }
    if (this.#at >= this.#end) return false
    return this.#container === 'top' ? this.#beginTop(final) : this.#beginElement(final)
  }

  #takeFast(container: Container): 'taken' | 'waits' | 'not' {
    const { fast } = this.#sink
    const due = container !== 'top' && this.#due === 'comma'
    if (!fast || due || this.#bytes !== fast.buffer || this.#bytes[this.#at] !== OPEN_BRACE || this.#at >= this.#end)
      return 'not'
    const stopped = fast.take(this.#at, this.#end, container)
    if (stopped === this.#at) return fast.needsMore() && this.#end - this.#at < LONGEST_WAIT ? 'waits' : 'not'
    this.#at = stopped
    this.#due = 'comma'
    return 'taken'
  }

  #skipSpace(): void {
    while (this.#at < this.#end && isSpace(this.#bytes[this.#at])) this.#at += 1
  }

  #beginTop(final: boolean): boolean {
    const byte = this.#bytes[this.#at]
    if (byte === OPEN_BRACE) return this.#start(0, final)
    if (byte === OPEN_BRACKET) {
      this.#enter('array', this.#at + 1)
      return true
    }
    return this.#takeLine(final)
  }

  #beginElement(final: boolean): boolean {
    if (this.#container === 'tail') return this.#start(1, final)
    const byte = this.#bytes[this.#at]
    if (byte === CLOSE_BRACKET && this.#due !== 'element') {
      this.#container = this.#container === 'array' ? 'top' : 'tail'
      this.#at += 1
      return true
    }
    if (byte === COMMA && this.#due === 'comma') {
      this.#due = 'element'
      this.#at += 1
      return true
    }
    if (this.#due === 'comma' || byte === COMMA || byte === CLOSE_BRACKET)
      throw new UnreadableFile('not JSON: its list of records is malformed')
    return this.#start(0, final)
  }

  #start(depth: number, final: boolean): boolean {
    this.#scan = new ValueScan(this.#at, depth, this.#container === 'top')
    return this.#resume(this.#scan, final)
  }

  #resume(scan: ValueScan, final: boolean): boolean {
    const found = scan.run(this.#bytes, this.#end)
    if (found === 'more') return final ? this.#cutShort() : false
    this.#scan = undefined
    if (found === 'bracket') return this.#maybeList(scan)
    const bytes = this.#bytes.subarray(this.#at, scan.at)
    if (this.#container === 'tail') this.#closeList(bytes, scan.at)
    else if (this.#sink.value({ container: this.#container, bytes, depth: scan.deepest })) {
      this.#at = scan.at
      this.#due = 'comma'
    } else this.#reread()
    return true
  }

  /** At `"key": [` of a top-level object: the list of records, or an array like any other. */
  #maybeList(scan: ValueScan): boolean {
    const container = LISTS.get(scan.keyIn(this.#bytes))
    if (container === undefined) {
      scan.pass()
      this.#scan = scan
      return true
    }
    const prefix = parseObject(`${textOf(this.#bytes.subarray(this.#at, scan.at + 1))}]}`)
    if (Object.keys(prefix).filter((key) => LISTS.has(key)).length > 1)
      throw new UnreadableFile('it holds two lists of records')
    this.#enter(container, scan.at + 1)
    return true
  }

  #enter(container: Container, at: number): void {
    this.#container = container
    this.#due = 'first'
    this.#at = at
    this.#sink.list(container)
  }

  #closeList(tail: Uint8Array, end: number): void {
    const rest = parseObject(`{"":[]${textOf(tail)}`)
    if (Object.keys(rest).some((key) => LISTS.has(key))) throw new UnreadableFile('it holds two lists of records')
    this.#container = 'top'
    this.#at = end
  }

  #takeLine(final: boolean): boolean {
    const newline = this.#bytes.subarray(this.#at, this.#end).indexOf(NEWLINE)
    if (newline < 0 && !final) return false
    const end = newline < 0 ? this.#end : this.#at + newline
    this.#sink.line(this.#bytes.subarray(this.#at, end))
    this.#at = end
    return true
  }

  /** The stream ends within a value: only a value by itself may have later lines that are whole. */
  #cutShort(): boolean {
    this.#scan = undefined
    if (this.#container !== 'top') throw new UnreadableFile('not JSON: cut short within its list of records')
    this.#reread()
    return true
  }

  #reread(): void {
    if (this.#container !== 'top') {
      throw new UnreadableFile('not JSON: its list of records is malformed')
    }
    this.#rereads += 1
    if (this.#rereads > MOST_REREADS) throw new UnreadableFile('not JSON: too many values that are cut short')
    this.#takeLine(true)
  }
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')

const parseObject = (text: string): object => {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value
  } catch {
    // Said below, for every way of not being an object.
  }
  throw new UnreadableFile('not JSON: what stands around its list of records is malformed')
}
