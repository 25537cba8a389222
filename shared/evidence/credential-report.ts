import { Buffer } from 'node:buffer'
import * as z from 'zod/mini'
import { type Known, unknownFact } from '#shared/facts/known.ts'
import { type CsvRow, readCsv } from './csv-rows.ts'
import { EvidenceError } from './evidence-error.ts'
import { type EvidenceFile, textOf } from './evidence-file.ts'
import { answersOf } from './json-values.ts'
import { type Parsed, pastInstant, type Place, type Reading, reportProblem, startReading, whereOf } from './reading.ts'
import { entryOf, identityFault, type ReportEntry, ROOT_NAME } from './report-entry.ts'

export interface CredentialReport {
  readonly file: string
  readonly generatedAt: Known<Date>
  readonly root: Known<ReportEntry>
  readonly users: readonly ReportEntry[]
  readonly brokenRows: number
}

const answer = z.object({ Content: z.string(), GeneratedTime: z.optional(z.string()) })

const csvOf = (content: string, file: string): string => {
  if (content.includes(',')) return content
  if (!/^[A-Za-z0-9+/=\s]+$/u.test(content)) {
    throw new EvidenceError(
      `${file} has a Content that is neither CSV nor base64; fetch it again with: aws iam get-credential-report.`,
    )
  }
  return new TextDecoder().decode(Buffer.from(content, 'base64'))
}

interface ReportText {
  readonly csv: string
  readonly generatedTime?: string
}

const reportText = (file: EvidenceFile): ReportText => {
  if (!file.name.endsWith('.json')) return { csv: textOf(file) }
  const parsed = z.safeParse(answer, answersOf(file)[0])
  if (!parsed.success) {
    throw new EvidenceError(`${file.name} has no Content; fetch it again with: aws iam get-credential-report.`)
  }
  const { Content, GeneratedTime } = parsed.data
  return { csv: csvOf(Content, file.name), ...(GeneratedTime !== undefined && { generatedTime: GeneratedTime }) }
}

const columnsOf = (header: readonly string[], file: string): ReadonlyMap<string, number> => {
  const columns = new Map<string, number>()
  for (const [index, cell] of header.entries()) {
    const name = cell.trim().toLowerCase()
    if (!columns.has(name)) columns.set(name, index)
  }
  const missing = ['user', 'arn'].filter((name) => !columns.has(name))
  if (missing.length > 0) {
    throw new EvidenceError(
      `${file} has no column ${missing.join(' and no column ')} in its first row, so it is not a credential report; fetch it with: aws iam get-credential-report.`,
    )
  }
  return columns
}

interface Collected {
  root: ReportEntry | undefined
  readonly users: ReportEntry[]
  readonly rowByArn: Map<string, number>
  readonly arnByName: Map<string, string>
  broken: number
}

/** IAM writes `root`; programs that write reports of their own put the row's name there. */
const arnOf = (name: string, arn: string): string =>
  name === ROOT_NAME ? arn.replace(/:<root_account>$/u, ':root') : arn

const collectRow = (
  collected: Collected,
  reading: Reading,
  columns: ReadonlyMap<string, number>,
  source: CsvRow,
): void => {
  const cell = (column: string): string | undefined => {
    const index = columns.get(column)
    return index === undefined ? undefined : source.cells[index]
  }
  const name = cell('user') ?? ''
  const arn = arnOf(name, cell('arn') ?? '')
  const place: Place = { at: `row ${source.row}`, arn, name }
  const refuse = (code: string, reason: string): void => {
    collected.broken += 1
    reportProblem(reading, code, `${whereOf(reading, place)} is left out: ${reason}.`, place)
  }
  const fault = identityFault(name, arn)
  if (fault) return refuse(...fault)
  const before = collected.rowByArn.get(arn)
  if (before !== undefined) return refuse('duplicate-user', `row ${before} has the same ARN ${arn}`)
  const namesake = collected.arnByName.get(name)
  if (namesake !== undefined) {
    const reason = `${whereOf(reading, place)} has the user name ${JSON.stringify(name)} of ${namesake} again, with another ARN.`
    reportProblem(reading, 'duplicate-user', reason, place)
  }
  collected.rowByArn.set(arn, source.row)
  collected.arnByName.set(name, arn)
  const entry = entryOf({ reading, place, cell }, arn, name)
  if (name !== ROOT_NAME) collected.users.push(entry)
  else if (collected.root === undefined) collected.root = entry
  else refuse('duplicate-user', 'the report has a root row already')
}

const generatedAtOf = (reading: Reading, time: string | undefined): Known<Date> =>
  time === undefined
    ? unknownFact(`${reading.file} does not tell when the credential report was made.`)
    : pastInstant(reading, time, 'GeneratedTime')

/** The credential report, as CSV or as the CLI's answer with `Content` in base64 or already decoded. */
export const parseCredentialReport = (file: EvidenceFile, now: Date): Parsed<CredentialReport> => {
  const reading = startReading('credential-report', file, now)
  const { csv, generatedTime } = reportText(file)
  const { header, rows, broken } = readCsv(csv)
  const columns = columnsOf(header, file.name)
  if (rows.length === 0 && broken.length === 0) {
    throw new EvidenceError(
      `${file.name} has its first row and no other, and every account has at least the row of root; fetch it again with: aws iam get-credential-report.`,
    )
  }
  const collected: Collected = {
    root: undefined,
    users: [],
    rowByArn: new Map(),
    arnByName: new Map(),
    broken: broken.length,
  }
  for (const { row, reason } of broken) {
    reportProblem(reading, 'row-width', `${file.name} row ${row} is left out: ${reason}.`, { at: `row ${row}` })
  }
  for (const row of rows) collectRow(collected, reading, columns, row)
  const facts: CredentialReport = {
    file: file.name,
    generatedAt: generatedAtOf(reading, generatedTime),
    root: collected.root
      ? { state: 'known', value: collected.root }
      : unknownFact(`${file.name} has no readable row of root.`),
    users: collected.users,
    brokenRows: collected.broken,
  }
  return { facts, problems: reading.problems }
}
