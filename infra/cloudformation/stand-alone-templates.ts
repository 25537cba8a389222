import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

/** The templates under a folder that are deployed by themselves; the other files are parts of the packaged stack. */
export const standAloneTemplates = async (folder: string): Promise<readonly string[]> => {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.yml')).sort()
  const files = names.map((name) => path.join(folder, name))
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')))
  return files.filter((_, index) => /^AWSTemplateFormatVersion:/m.test(texts[index] ?? ''))
}
