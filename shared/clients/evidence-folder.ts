import { randomUUID } from 'node:crypto'
import type { Dirent } from 'node:fs'
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import pLimit from 'p-limit'
import { EVIDENCE_NAMES } from '#shared/facts/evidence-source.ts'
import type { EvidenceFile } from './evidence-file.ts'

/** A folder that cannot be read or written: one sentence with the folder or file, and what to do. */
export class EvidenceFolderError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'EvidenceFolderError'
  }
}

const SUBFOLDERS = ['cloudtrail', 'service-last-accessed'] as const
export type EvidenceSubfolder = (typeof SUBFOLDERS)[number]

export const MAX_EVIDENCE_FILE_BYTES = 256 * 1024 * 1024
const MAX_LISTED_FILES = 1_000_000
/** A report for each principal may be thousands of files, and a process may open a thousand, or 256. */
const FILES_AT_ONCE = 16

const evidenceFileNames: ReadonlySet<string> = new Set(
  EVIDENCE_NAMES.flatMap((name) => [`${name}.json`, ...(name === 'credential-report' ? [`${name}.csv`] : [])]),
)

const codeOf = (error: unknown): string => {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
  return typeof code === 'string' ? code : 'unknown error'
}

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const entriesOf = async (folder: string): Promise<readonly Dirent[]> => {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries.sort((a, b) => byCodeUnit(a.name, b.name))
  } catch (error) {
    const code = codeOf(error)
    const why = code === 'ENOENT' ? 'is not there' : code === 'ENOTDIR' ? 'is not a folder' : `cannot be read (${code})`
    throw new EvidenceFolderError(`${folder} ${why}; name a folder that \`credaudit collect\` or the AWS CLI filled.`)
  }
}

const readOne = async (folder: string, name: string): Promise<EvidenceFile> => {
  const path = join(folder, name)
  try {
    const found = await stat(path)
    // A pipe or a device has no end that could be waited for.
    if (!found.isFile()) throw new EvidenceFolderError(`${path} is not a file; collect it again, or leave it out.`)
    const { size } = found
    if (size > MAX_EVIDENCE_FILE_BYTES)
      throw new EvidenceFolderError(
        `${path} has ${size} bytes; at most ${MAX_EVIDENCE_FILE_BYTES} are read. Collect this file again, or leave it out.`,
      )
    return { name, bytes: await readFile(path) }
  } catch (error) {
    if (error instanceof EvidenceFolderError) throw error
    throw new EvidenceFolderError(
      `${path} cannot be read (${codeOf(error)}); collect this file again, or leave it out.`,
    )
  }
}

/** Paths of the files under a sub-folder, relative to the evidence folder, sorted; links to folders are not followed. */
export const listEvidenceFiles = async (folder: string, subfolder: EvidenceSubfolder): Promise<readonly string[]> => {
  const top = await entriesOf(folder)
  const open = top.some((entry) => entry.name === subfolder && entry.isDirectory()) ? [subfolder as string] : []
  const found: string[] = []
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    for (const entry of await entriesOf(join(folder, place))) {
      if (entry.isDirectory()) open.push(`${place}/${entry.name}`)
      else found.push(`${place}/${entry.name}`)
    }
    if (found.length > MAX_LISTED_FILES)
      throw new EvidenceFolderError(
        `${join(folder, subfolder)} has more than ${MAX_LISTED_FILES} files; give a folder with fewer days.`,
      )
  }
  return found.sort(byCodeUnit)
}

/**
 * The folder's files by the names that evidence has, in the order of their names, and the reports on single principals; anything else is left
 * alone.
 */
export const readEvidenceFolder = async (folder: string): Promise<readonly EvidenceFile[]> => {
  const entries = await entriesOf(folder)
  const own = entries.filter((entry) => !entry.isDirectory() && evidenceFileNames.has(entry.name))
  const reports = await listEvidenceFiles(folder, 'service-last-accessed')
  const names = [...own.map(({ name }) => name), ...reports.filter((name) => name.endsWith('.json'))]
  const limit = pLimit(FILES_AT_ONCE)
  return await Promise.all(names.map((name) => limit(() => readOne(folder, name))))
}

/** Throws unless it is a folder that can be listed. */
export const requireEvidenceFolder = async (folder: string): Promise<void> => {
  await entriesOf(folder)
}

const isEmptyOrAbsent = async (folder: string): Promise<boolean> => {
  try {
    return (await readdir(folder)).length === 0
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return true
    throw new EvidenceFolderError(`${folder} cannot be written to (${codeOf(error)}); name another folder.`)
  }
}

/** Before anything is collected for it; writing looks again. */
export const refuseFolderInUse = async (folder: string): Promise<void> => {
  if (!(await isEmptyOrAbsent(resolve(folder))))
    throw new EvidenceFolderError(`${folder} is not empty; name a new folder, so that old and new evidence do not mix.`)
}

/**
 * Writes a new folder whole or not at all. `fill` may add files to it (the trail's) before it gets its name. Only the
 * owner may read it: evidence tells an attacker where to start.
 */
export const writeEvidenceFolder = async (
  folder: string,
  files: readonly EvidenceFile[],
  fill?: (unfinished: string) => Promise<void>,
): Promise<void> => {
  const target = resolve(folder)
  await refuseFolderInUse(folder)
  const unfinished = join(dirname(target), `.${basename(target)}.${randomUUID()}`)
  try {
    await mkdir(dirname(target), { recursive: true })
    await mkdir(unfinished, { mode: 0o700 })
    for (const subfolder of SUBFOLDERS)
      if (files.some(({ name }) => name.startsWith(`${subfolder}/`)))
        await mkdir(join(unfinished, subfolder), { mode: 0o700 })
    for (const { name, bytes } of files) await writeFile(join(unfinished, name), bytes, { mode: 0o600 })
    await fill?.(unfinished)
    await rename(unfinished, target)
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    if (!(error instanceof Error && 'syscall' in error)) throw error
    throw new EvidenceFolderError(`${folder} could not be written (${codeOf(error)}); nothing was left there.`)
  }
}
