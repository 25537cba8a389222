import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { StateError } from '#shared/facts/state-error.ts'

const versionOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** What the system refuses, as a sentence; `code` is ENOTDIR, EACCES and the like. */
const refused = (file: string, done: 'read' | 'written', { code }: NodeJS.ErrnoException): StateError =>
  new StateError(
    `${file} cannot be ${done} (${code ?? 'unknown error'}); name another folder for the state, or mend it.`,
  )

/**
 * State as one file per account, for a laptop. Two runs at once are kept apart by a lock file; a lock that a crash left behind
 * is named in the error.
 */
export const stateFolder = (folder: string) => {
  const fileOf = (accountId: string): string => path.join(folder, `${accountId.replaceAll(/[^\w-]/g, '_')}.json`)
  const read = async (accountId: string) => {
    const bytes = await readFile(fileOf(accountId)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw refused(fileOf(accountId), 'read', error)
    })
    return bytes && { bytes: new Uint8Array(bytes), version: versionOf(bytes) }
  }
  return {
    read,
    write: async (accountId: string, bytes: Uint8Array, replaces: string | undefined) => {
      await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
        throw refused(folder, 'written', error)
      })
      const file = fileOf(accountId)
      const lock = `${file}.lock`
      const held = await open(lock, 'wx').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'EEXIST')
          throw new StateError(
            `${lock} is there: another run is writing, or one crashed. Remove it if no run is under way.`,
          )
        throw refused(lock, 'written', error)
      })
      try {
        const current = await read(accountId)
        if (current?.version !== replaces) return { state: 'overtaken' as const }
        await held.writeFile(bytes)
        await rename(lock, file)
        return { state: 'written' as const, etag: versionOf(bytes) }
      } finally {
        await held.close()
        await rm(lock, { force: true })
      }
    },
  }
}
