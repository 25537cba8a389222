import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join, relative, sep } from 'node:path'
import { Worker } from 'node:worker_threads'
import { byKey } from '#shared/facts/order.ts'

export interface TrailFile {
  /** Relative to the folder, with `/`. */
  readonly name: string
  readonly path: string
}

const LOG_FILE = /\.(?:json|jsonl|ndjson|log)(?:\.gz)?$/i
const CHUNK = 256 * 1024
/** Pieces on their way to a worker: enough to keep it busy, few enough to keep memory flat. */
const MOST_UNDERWAY = 8

/** Log files of a folder at any depth, sorted by name. Reads nothing but directories. */
export const listTrailFiles = async (folder: string): Promise<readonly TrailFile[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && LOG_FILE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ name: relative(folder, path).split(sep).join('/'), path }))
    .sort(byKey(({ name }) => name))
}

export const readTrailFile = (path: string): AsyncIterable<Uint8Array> =>
  createReadStream(path, { highWaterMark: CHUNK })

/** Told of each piece that was read and each file that is done. */
export interface ReadingSteps {
  readonly bytes: (count: number) => void
  readonly file: () => void
}

/**
 * Folds files in worker threads, each of which takes the next file when it is free, and gives back one serialised profile a
 * thread; merged in any order they are the profile of all. `worker` is the module of shared/activity/fold-worker.ts.
 */
export const foldInWorkers = async (
  files: readonly TrailFile[],
  options: { readonly worker: URL; readonly threads?: number; readonly progress?: ReadingSteps },
): Promise<readonly string[]> => {
  const threads = Math.max(1, Math.min(options.threads ?? availableParallelism(), files.length))
  const queue = [...files]
  return Promise.all(Array.from({ length: threads }, () => new FoldThread(options.worker, options.progress).run(queue)))
}

interface Answer {
  readonly kind: 'taken' | 'folded' | 'profile'
  readonly profile?: string
}

class FoldThread {
  readonly #worker: Worker
  #underway = 0
  #folded = false
  #profile: string | undefined
  #failure: Error | undefined
  #wake: () => void = () => {}

  readonly #progress: ReadingSteps | undefined

  constructor(module: URL, progress: ReadingSteps | undefined) {
    this.#progress = progress
    this.#worker = new Worker(module)
    this.#worker.on('message', (answer: Answer) => this.#take(answer))
    this.#worker.on('error', (error) => this.#fail(error instanceof Error ? error : new Error(String(error))))
    this.#worker.on('exit', () => this.#fail(new Error('A worker thread ended before it gave its profile.')))
  }

  async run(queue: TrailFile[]): Promise<string> {
    try {
      for (let file = queue.shift(); file; file = queue.shift()) await this.#send(file)
      this.#post({ kind: 'finish' })
      await this.#until(() => this.#profile !== undefined)
      return this.#profile ?? ''
    } finally {
      await this.#worker.terminate()
    }
  }

  async #send({ name, path }: TrailFile): Promise<void> {
    this.#folded = false
    this.#post({ kind: 'file', name })
    try {
      for await (const bytes of readTrailFile(path)) {
        if (this.#folded) break
        this.#underway += 1
        this.#progress?.bytes(bytes.byteLength)
        this.#post({ kind: 'bytes', bytes })
        await this.#until(() => this.#underway < MOST_UNDERWAY)
      }
      this.#post({ kind: 'end' })
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error)) throw error
      this.#post({ kind: 'failed', code: String(error.code) })
    }
    await this.#until(() => this.#folded)
    this.#progress?.file()
  }

  #post(message: object): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin; that is a window's.
    this.#worker.postMessage(message)
  }

  #take(answer: Answer): void {
    if (answer.kind === 'taken') this.#underway -= 1
    else if (answer.kind === 'folded') this.#folded = true
    else this.#profile = answer.profile ?? ''
    this.#wake()
  }

  #fail(error: Error): void {
    this.#failure ??= error
    this.#wake()
  }

  async #until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      if (this.#failure) throw this.#failure
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }
}
