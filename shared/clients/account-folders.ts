import { readdir } from 'node:fs/promises'
import { EvidenceFolderError } from './evidence-folder.ts'

const MOST = 20_000

/** The folders below `folder`, one for each account, in the order of their names; hidden ones are left alone. */
export const listAccountFolders = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    throw new EvidenceFolderError(
      `${folder} cannot be read (${error.code ?? 'unknown error'}); name a folder with an evidence folder for each account.`,
    )
  })
  const names = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name)
  if (names.length > MOST)
    throw new EvidenceFolderError(
      `${folder} has ${names.length} folders; at most ${MOST} accounts are judged together.`,
    )
  return names.sort()
}
