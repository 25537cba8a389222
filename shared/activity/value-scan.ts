const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a]
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x7b, 0x7d, 0x5b, 0x5d]

/** A resumable scan over one JSON value: strings and nesting only. */
export class ValueScan {
  /** Next byte to look at; after `end`, the byte behind the value; after `bracket`, the bracket. */
  at: number
  deepest: number
  #depth: number
  #inString = false
  #escaped = false
  #primitive = false
  #begun: boolean
  #from = -1
  #to = -1
  #afterColon = false
  readonly #watchLists: boolean

  constructor(at: number, depth: number, watchLists: boolean) {
    this.at = at
    this.#depth = depth
    this.deepest = depth
    this.#begun = depth > 0
    this.#watchLists = watchLists
  }

  /** The buffer dropped that many bytes from its start. */
  moveBack(count: number): void {
    this.at -= count
    this.#from -= count
    this.#to -= count
  }

  /** `bracket`: an array begins right after a key of the outermost object. */
  run(bytes: Uint8Array, end: number): 'end' | 'more' | 'bracket' {
    while (this.at < end) {
      const byte = bytes[this.at] ?? 0
      if (this.#inString) this.#stepString(byte)
      else if (this.#primitive) {
        if (byte <= 0x20 || byte === COMMA || byte === CLOSE_BRACKET || byte === CLOSE_BRACE) return 'end'
      } else if (this.#step(byte)) return 'bracket'
      this.at += 1
      if (this.#depth === 0 && this.#begun && !this.#inString && !this.#primitive) return 'end'
    }
    return 'more'
  }

  /** Goes on behind a bracket that began no list. */
  pass(): void {
    this.#open()
    this.at += 1
  }

  /** The key before the bracket. */
  keyIn(bytes: Uint8Array): string {
    if (this.#to - this.#from > 64) return ''
    try {
      return String(JSON.parse(Buffer.from(bytes.subarray(this.#from, this.#to)).toString('utf8')))
    } catch {
      return ''
    }
  }

  #stepString(byte: number): void {
    if (this.#escaped) this.#escaped = false
    else if (byte === BACKSLASH) this.#escaped = true
    else if (byte === QUOTE) {
      this.#inString = false
      this.#to = this.at + 1
    }
  }

  #step(byte: number): boolean {
    if (byte === QUOTE) {
      this.#inString = true
      this.#begun = true
      if (this.#depth <= 1) this.#from = this.at
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      if (byte === OPEN_BRACKET && this.#watchLists && this.#depth === 1 && this.#afterColon) return true
      this.#open()
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) this.#depth -= 1
    else if (this.#depth === 0) {
      this.#primitive = true
      this.#begun = true
    }
    if (byte === COLON) this.#afterColon = true
    else if (byte === COMMA || byte === QUOTE) this.#afterColon = false
    return false
  }

  #open(): void {
    this.#begun = true
    this.#depth += 1
    if (this.#depth > this.deepest) this.deepest = this.#depth
    this.#afterColon = false
  }
}
