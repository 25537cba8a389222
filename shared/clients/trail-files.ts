import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
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
const MOST_UNDERWAY = 4

/** Log files of a folder at any depth, sorted by name; links to files count, links to folders are not followed. Reads nothing but directories. */
export const listTrailFiles = async (folder: string): Promise<readonly TrailFile[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files: TrailFile[] = []
  for (const entry of entries) {
    if (!LOG_FILE.test(entry.name)) continue
    const path = join(entry.parentPath, entry.name)
    const isFile = entry.isFile() || (entry.isSymbolicLink() && (await isFileOrNothing(path)))
    if (isFile) files.push({ name: relative(folder, path).split(sep).join('/'), path })
  }
  return files.sort(byKey(({ name }) => name))
}

/** A link that leads nowhere is a file that cannot be read, and is reported as one. */
const isFileOrNothing = async (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => true,
  )

export const readTrailFile = (path: string): AsyncIterable<Uint8Array> =>
  createReadStream(path, { highWaterMark: CHUNK })

/** Told of each piece that was read and each file that is done. */
export interface ReadingSteps {
  readonly bytes: (count: number) => void
  readonly file: () => void
}

export interface AllCores {
  /** The module of shared/activity/fold-worker.ts. */
  readonly worker: URL
  /** Folds a file in this thread, which works as well. */
  readonly here: (file: TrailFile) => Promise<void>
  /** With this one. */
  readonly threads?: number
  readonly progress?: ReadingSteps
}

/**
 * Folds files in this thread and in workers. Every worker gives back one serialised profile; merged in any order with what was folded
 * here they are the profile of all.
 */
export const foldOnAllCores = async (
  files: readonly TrailFile[],
  { worker, here, threads = availableParallelism(), progress }: AllCores,
): Promise<readonly string[]> => {
  const [own, ...others] = shares(files, Math.max(1, Math.min(threads, files.length)))
  const parts = others.map((next) => new FoldThread(worker, progress).run(next))
  const [, ...profiles] = await Promise.all([own && foldAll(own, here), ...parts])
  return profiles
}

type Next = () => TrailFile | undefined

/**
 * Neighbours go to one thread, because accounts, Regions and sessions go on from one file to the next, and each thread has to learn those that
 * it meets. Who is through takes from the end of what most is left of.
 */
const shares = (files: readonly TrailFile[], threads: number): readonly Next[] => {
  const ranges = Array.from({ length: threads }, (_, index) => ({
    from: Math.floor((files.length * index) / threads),
    to: Math.floor((files.length * (index + 1)) / threads),
  }))
  const longest = (): (typeof ranges)[number] => ranges.reduce((a, b) => (b.to - b.from > a.to - a.from ? b : a))
  return ranges.map((own) => () => {
    if (own.from < own.to) return files[own.from++]
    const other = longest()
    return other.from < other.to ? files[--other.to] : undefined
  })
}

const foldAll = async (next: Next, fold: AllCores['here']): Promise<void> => {
  for (let file = next(); file; file = next()) await fold(file)
}

interface Answer {
  readonly kind: 'taken' | 'folded' | 'profile'
  readonly profile?: string
}

class FoldThread {
  readonly #worker: Worker
  readonly #progress: ReadingSteps | undefined
  #underway = 0
  #sent = 0
  #folded = 0
  #profile: string | undefined
  #failure: Error | undefined
  #wake: () => void = () => {}

  constructor(module: URL, progress: ReadingSteps | undefined) {
    this.#progress = progress
    this.#worker = new Worker(module)
    this.#worker.on('message', (answer: Answer) => this.#take(answer))
    this.#worker.on('error', (error) => this.#fail(error instanceof Error ? error : new Error(String(error))))
    this.#worker.on('exit', () => this.#fail(new Error('A worker thread ended before it gave its profile.')))
  }

  async run(next: Next): Promise<string> {
    try {
      for (let file = next(); file; file = next()) {
        await this.#send(file)
        await this.#until(() => this.#underway < MOST_UNDERWAY)
      }
      this.#post({ kind: 'finish' })
      await this.#until(() => this.#profile !== undefined)
      return this.#profile ?? ''
    } finally {
      await this.#worker.terminate()
    }
  }

  /** Without waiting for what was sent before: the worker is to find the next file when it has folded one. */
  async #send({ name, path }: TrailFile): Promise<void> {
    this.#sent += 1
    this.#post({ kind: 'file', name })
    try {
      for await (const bytes of readTrailFile(path)) {
        // It was refused before its end.
        if (this.#folded === this.#sent) break
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
  }

  #post(message: object): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin; that is a window's.
    this.#worker.postMessage(message)
  }

  #take(answer: Answer): void {
    if (answer.kind === 'taken') this.#underway -= 1
    else if (answer.kind === 'folded') {
      this.#folded += 1
      this.#progress?.file()
    } else this.#profile = answer.profile ?? ''
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
