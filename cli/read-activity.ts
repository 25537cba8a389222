import { stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { LogFold } from '#shared/activity/log-fold.ts'
import { absorb } from '#shared/activity/merge-profiles.ts'
import { parseProfile } from '#shared/activity/parse-profile.ts'
import type { UsageProfile } from '#shared/activity/usage-profile.ts'
import { catalogueVersion } from '#shared/catalogue/actions.ts'
import { requestsOf } from '#shared/catalogue/requests-of.ts'
import { EvidenceFolderError } from '#shared/clients/evidence-folder.ts'
import {
  foldOnAllCores,
  listTrailFiles,
  type ReadingSteps,
  readTrailFile,
  type TrailFile,
} from '#shared/clients/trail-files.ts'
import { readingProgress } from './reading-progress.ts'
import { endProgress, progress } from './terminal.ts'

/** Below this, what each thread has to learn anew and to hand over costs more than it saves (docs/performance.md). */
const WORTH_THREADS = 256 * 1024 * 1024

/** In a checkout the worker is its source; in the package it lies beside the bundle. */
const workerModule = (): URL => {
  if (import.meta.url.endsWith('.ts')) return new URL('../shared/activity/fold-worker.ts', import.meta.url)
  return new URL(import.meta.url.includes('/chunks/') ? '../fold-worker.mjs' : './fold-worker.mjs', import.meta.url)
}

/** Files that cannot be looked at count nothing here; reading reports them. */
const sizeOf = async (files: readonly TrailFile[]): Promise<number> => {
  const sizes = await Promise.all(
    files.map((file) =>
      stat(file.path).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

const counted = async function* (bytes: AsyncIterable<Uint8Array>, steps: ReadingSteps): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    steps.bytes(piece.byteLength)
    yield piece
  }
}

/** Folds the files in this thread, and in others where that is worth while. */
const fold = async (files: readonly TrailFile[], isLarge: boolean, progress: ReadingSteps): Promise<UsageProfile> => {
  const logs = new LogFold({ requestsOf, catalogue: catalogueVersion() })
  const here = async (file: TrailFile): Promise<void> => {
    await logs.add({ name: file.name, bytes: counted(readTrailFile(file.path), progress) })
    progress.file()
  }
  const threads = isLarge ? availableParallelism() : 1
  const parts = await foldOnAllCores(files, { worker: workerModule(), here, threads, progress })
  const profile = logs.profile()
  for (const part of parts) absorb(profile, parseProfile(part))
  return profile
}

/** Folds all CloudTrail files under `folder`; undefined when there are none. */
export const readActivityFolder = async (folder: string): Promise<UsageProfile | undefined> => {
  const files = await listTrailFiles(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    const why = error.code === 'ENOTDIR' ? 'is not a folder' : `cannot be read (${error.code ?? 'unknown error'})`
    throw new EvidenceFolderError(`${folder} ${why}; it holds CloudTrail's log files, or is left out.`)
  })
  if (files.length === 0) return undefined
  try {
    const bytes = await sizeOf(files)
    const steps = readingProgress({ files: files.length, bytes, now: Date.now, show: progress })
    return await fold(files, bytes >= WORTH_THREADS, steps)
  } finally {
    endProgress()
  }
}

/** The activity of an evidence folder: what lies in its `cloudtrail/`. */
export const readActivity = (evidence: string): Promise<UsageProfile | undefined> =>
  readActivityFolder(path.join(evidence, 'cloudtrail'))
