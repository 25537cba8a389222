import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ignoreClosedPipe } from './closed-pipe.ts'
import { UsageError } from './exit-codes.ts'
import { type AuditFormat, FILE_ENDINGS, type ReportText } from './formats.ts'

interface Report {
  readonly format: AuditFormat
  readonly text: ReportText
}

const isFolder = async (place: string): Promise<boolean> =>
  place.endsWith('/') ||
  (await stat(place).then(
    (found) => found.isDirectory(),
    () => false,
  ))

/** Written beside its place and renamed into it: a reader sees the old file or the whole new one, and of a failure nothing stays. */
export const writeWhole = async (file: string, text: ReportText): Promise<void> => {
  const draft = `${file}.${process.pid}.partial`
  try {
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(draft, text)
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {})
    throw notWritten(file, error)
  }
}

/** A place that the system refuses is for whoever named it to mend; anything else is a fault of ours. */
const notWritten = (file: string, error: unknown): unknown =>
  error instanceof Error && 'code' in error && 'syscall' in error
    ? new UsageError(
        `${file || 'A file without a name'} cannot be written (${String(error.code)}); name another place.`,
      )
    : error

/** A pipe that reads slowly holds the pieces back instead of letting them pile up; one that has read enough ends them. */
const print = async (text: ReportText): Promise<void> => {
  if (typeof text === 'string') process.stdout.write(text)
  else await pipeline(Readable.from(text), process.stdout, { end: false }).catch(ignoreClosedPipe)
}

/** One report to standard output or a file; several into a folder, as `audit.<ending>`. */
export const writeReports = async (
  reports: readonly Report[],
  out: string | undefined,
  name = 'audit',
): Promise<void> => {
  const [first] = reports
  if (out === undefined) {
    if (reports.length > 1)
      throw new UsageError('Several formats need --out DIR: one standard output cannot hold them apart.')
    return print(first?.text ?? '')
  }
  if (reports.length === 1 && first !== undefined && !(await isFolder(out))) return writeWhole(out, first.text)
  for (const { format, text } of reports) await writeWhole(path.join(out, `${name}.${FILE_ENDINGS[format]}`), text)
}
