import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { SampleFile } from './sample-file.ts'

/** What a file says: two builds of zlib may pack the same text into different bytes. */
const contentOf = (name: string, bytes: Uint8Array): Buffer =>
  name.endsWith('.gz') ? gunzipSync(bytes) : Buffer.from(bytes)

export const sameContent = (name: string, a: Uint8Array, b: Uint8Array): boolean =>
  contentOf(name, a).equals(contentOf(name, b))

export interface FolderDifference {
  readonly missing: readonly string[]
  readonly changed: readonly string[]
  readonly extra: readonly string[]
}

const namesIn = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    : []

/** How a folder differs from the files that it should hold. */
export const folderDifference = (folder: string, files: readonly SampleFile[]): FolderDifference => {
  const wanted = new Map(files.map(({ name, bytes }) => [name, bytes]))
  const present = new Set(namesIn(folder))
  const changed = files.filter(
    ({ name, bytes }) => present.has(name) && !sameContent(name, readFileSync(join(folder, name)), bytes),
  )
  return {
    missing: [...wanted.keys()].filter((name) => !present.has(name)),
    changed: changed.map(({ name }) => name),
    extra: [...present].filter((name) => !wanted.has(name)),
  }
}
