import { mkdir, rename, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { UsageError } from './exit-codes.ts'
import { type AuditFormat, FILE_ENDINGS } from './formats.ts'

interface Report {
  readonly format: AuditFormat
  readonly text: string
}

const isFolder = async (place: string): Promise<boolean> =>
  place.endsWith('/') ||
  (await stat(place).then(
    (found) => found.isDirectory(),
    () => false,
  ))

/** Written beside its place and renamed into it: a reader sees the old file or the whole new one. */
export const writeWhole = async (file: string, text: string): Promise<void> => {
  const draft = `${file}.${process.pid}.partial`
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(draft, text)
  await rename(draft, file)
}

/** One report to standard output or a file; several into a folder, as `audit.<ending>`. */
export const writeReports = async (reports: readonly Report[], out: string | undefined): Promise<void> => {
  const [first] = reports
  if (out === undefined) {
    if (reports.length > 1)
      throw new UsageError('Several formats need --out DIR: one standard output cannot hold them apart.')
    process.stdout.write(first?.text ?? '')
    return
  }
  if (reports.length === 1 && first !== undefined && !(await isFolder(out))) return writeWhole(out, first.text)
  for (const { format, text } of reports) await writeWhole(path.join(out, `audit.${FILE_ENDINGS[format]}`), text)
}
