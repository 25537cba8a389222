import { crc32, createInflateRaw, type InflateRaw } from 'node:zlib'

/** A file that as a whole cannot be used; the message says why. */
export class UnreadableFile extends Error {}

export interface GunzipBudget {
  readonly outputBytes: number
  /** Plain bytes for each compressed one; checked once more than `ratioFreeBytes` came out. CloudTrail's own files reach about 30. */
  readonly ratio: number
  readonly ratioFreeBytes: number
}

export const GUNZIP_BUDGET: GunzipBudget = { outputBytes: 4 * 1024 ** 3, ratio: 300, ratioFreeBytes: 32 * 1024 ** 2 }

/** Smaller ones cost more to hand over than to inflate; larger ones leave the processor's cache. */
const OUTPUT_CHUNK = 256 * 1024
const LONGEST_HEADER = 64 * 1024
const TRAILER = 8

export const isGzip = (start: Uint8Array): boolean => start[0] === 0x1f && start[1] === 0x8b

/**
 * The plain bytes of exactly one gzip member. zlib's own gunzip would join a second member and drop zeros that follow,
 * which the digest of a log file forbids; so this inflates the member's body and checks frame, checksum and length itself.
 */
export async function* gunzipGuarded(
  source: AsyncIterable<Uint8Array>,
  budget: GunzipBudget = GUNZIP_BUDGET,
): AsyncGenerator<Uint8Array> {
  const input = new InputCursor(source)
  await skipHeader(input)
  const inflater = createInflateRaw({ chunkSize: OUTPUT_CHUNK })
  const fed = feed(inflater, input)
  // A failing source ends the loop below through the inflater; its own error is awaited after it.
  fed.catch(() => inflater.destroy())
  let checksum = 0
  let length = 0
  try {
    for await (const chunk of inflater as AsyncIterable<Uint8Array>) {
      length += chunk.length
      checkBudget(length, input.taken, budget)
      checksum = crc32(chunk, checksum)
      yield chunk
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw error
    throw inflateError(error)
  } finally {
    inflater.destroy()
  }
  await fed
  await checkTrailer(input, checksum, length)
}

const inflateError = (error: unknown): UnreadableFile => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return new UnreadableFile(code === 'Z_BUF_ERROR' ? 'gzip: cut short' : 'gzip: damaged')
}

const checkBudget = (output: number, taken: number, budget: GunzipBudget): void => {
  if (output > budget.outputBytes) throw new UnreadableFile(`gzip: more than ${budget.outputBytes} bytes of output`)
  if (output > budget.ratioFreeBytes && output > taken * budget.ratio) {
    throw new UnreadableFile(`gzip: expands more than ${budget.ratio} times`)
  }
}

/** Writes one chunk at a time, so that what the inflater leaves over is in the last chunk. */
const feed = async (inflater: InflateRaw, input: InputCursor): Promise<void> => {
  let ended = false
  inflater.once('end', () => (ended = true))
  let written = 0
  for (;;) {
    const chunk = await input.next()
    if (!chunk) break
    written += chunk.length
    await new Promise<void>((resolve) => {
      inflater.once('close', resolve)
      inflater.write(chunk, () => {
        inflater.off('close', resolve)
        resolve()
      })
    })
    const left = written - inflater.bytesWritten
    if (left > 0 || ended || inflater.destroyed) {
      if (left > 0) input.giveBack(chunk.subarray(chunk.length - left))
      break
    }
  }
  if (!inflater.destroyed) inflater.end()
}

const checkTrailer = async (input: InputCursor, checksum: number, length: number): Promise<void> => {
  const trailer = await input.take(TRAILER)
  if (trailer.length < TRAILER) throw new UnreadableFile('gzip: cut short')
  const view = new DataView(trailer.buffer, trailer.byteOffset, TRAILER)
  if (view.getUint32(0, true) !== checksum || view.getUint32(4, true) !== length % 2 ** 32)
    throw new UnreadableFile('gzip: checksum differs')
  const rest = await input.take(2)
  if (rest.length > 0)
    throw new UnreadableFile(
      isGzip(rest) ? 'gzip: a second member follows' : 'gzip: bytes follow the end of the compressed stream',
    )
}

const FLAG_EXTRA = 4
const FLAG_NAME = 8
const FLAG_COMMENT = 16
const FLAG_HEADER_CRC = 2

/** RFC 1952, section 2.3. */
const skipHeader = async (input: InputCursor): Promise<void> => {
  const fixed = await input.take(10)
  if (fixed.length < 10) throw new UnreadableFile('gzip: cut short')
  const flags = fixed[3] ?? 0
  if (fixed[2] !== 8 || (flags & 0xe0) !== 0) throw new UnreadableFile('gzip: unknown method or flags')
  if (flags & FLAG_EXTRA) {
    const size = await input.take(2)
    await input.take((size[0] ?? 0) + 256 * (size[1] ?? 0))
  }
  if (flags & FLAG_NAME) await skipZeroTerminated(input)
  if (flags & FLAG_COMMENT) await skipZeroTerminated(input)
  if (flags & FLAG_HEADER_CRC) await input.take(2)
}

const skipZeroTerminated = async (input: InputCursor): Promise<void> => {
  for (let length = 0; length < LONGEST_HEADER; length += 1) {
    const byte = await input.take(1)
    if (byte.length === 0) throw new UnreadableFile('gzip: cut short')
    if (byte[0] === 0) return
  }
  throw new UnreadableFile('gzip: header without end')
}

class InputCursor {
  /** Compressed bytes asked for so far. */
  taken = 0
  readonly #iterator: AsyncIterator<Uint8Array>
  readonly #pending: Uint8Array[] = []

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#iterator = source[Symbol.asyncIterator]()
  }

  async next(): Promise<Uint8Array | undefined> {
    for (;;) {
      const chunk = this.#pending.shift() ?? (await this.#pull())
      if (!chunk) return undefined
      if (chunk.length === 0) continue
      this.taken += chunk.length
      return chunk
    }
  }

  giveBack(chunk: Uint8Array): void {
    this.taken -= chunk.length
    this.#pending.unshift(chunk)
  }

  /** Fewer bytes than asked for only at the end of the source. */
  async take(count: number): Promise<Uint8Array> {
    const out = new Uint8Array(count)
    let filled = 0
    while (filled < count) {
      const chunk = await this.next()
      if (!chunk) return out.subarray(0, filled)
      const part = chunk.subarray(0, count - filled)
      out.set(part, filled)
      filled += part.length
      if (part.length < chunk.length) this.giveBack(chunk.subarray(part.length))
    }
    return out
  }

  async #pull(): Promise<Uint8Array | undefined> {
    const { done, value } = await this.#iterator.next()
    return done ? undefined : value
  }
}
