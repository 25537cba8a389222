import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

export interface TrailFile {
  /** Relative to the folder, with `/`. */
  readonly name: string
  readonly path: string
}

const LOG_FILE = /\.(?:json|jsonl|ndjson|log)(?:\.gz)?$/i

/** Log files of a folder at any depth, sorted by name. Reads nothing but directories. */
export const listTrailFiles = async (folder: string): Promise<readonly TrailFile[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && LOG_FILE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ name: relative(folder, path).split(sep).join('/'), path }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}

export const readTrailFile = (path: string): AsyncIterable<Uint8Array> =>
  createReadStream(path, { highWaterMark: 256 * 1024 })
