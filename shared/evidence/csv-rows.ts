import { type CsvErrorCode, parse } from 'csv-parse/sync'

export interface CsvRow {
  /** The header is row 1. */
  readonly row: number
  readonly cells: readonly string[]
}
interface BrokenRow {
  readonly row: number
  readonly reason: string
}
interface CsvRows {
  readonly header: readonly string[]
  readonly rows: readonly CsvRow[]
  readonly broken: readonly BrokenRow[]
}

const MAX_ROW_CHARACTERS = 1_048_576

const LINE_END = /\r\n|\n|\r/u
const MOST_PLAIN_CHARACTERS = 100_000

/** IAM quotes nothing in its report, and a text without quotation marks needs only be cut. Undefined: it needs the parser. */
const cutPlain = (text: string): readonly (readonly string[])[] | undefined => {
  if (text.includes('"') || !text.isWellFormed()) return undefined
  const lines = text.replace(/^\uFEFF/u, '').split(LINE_END)
  if (lines.some(({ length }) => length > MOST_PLAIN_CHARACTERS)) return undefined
  return lines.filter((line) => line !== '').map((line) => line.split(','))
}

const records = (text: string): readonly (readonly string[])[] | undefined => {
  const plain = cutPlain(text)
  if (plain !== undefined) return plain
  try {
    return parse(text, {
      bom: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: MAX_ROW_CHARACTERS,
    })
  } catch (error) {
    if (isCsvError(error)) return undefined
    throw error
  }
}

const isCsvError = (error: unknown): error is Error & { code: CsvErrorCode } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'

const widthReason = (found: number, expected: number): string =>
  `it has ${found} cells where the header has ${expected}`

const sorted = (header: readonly string[], body: readonly (readonly string[])[]): CsvRows => {
  const rows: CsvRow[] = []
  const broken: BrokenRow[] = []
  for (const [index, cells] of body.entries()) {
    const row = index + 2
    if (cells.length === header.length) rows.push({ row, cells })
    else broken.push({ row, reason: widthReason(cells.length, header.length) })
  }
  return { header, rows, broken }
}

/** One line, one row: so that a stray quotation mark breaks its own row and not all that follow. */
const readByLine = (text: string): CsvRows => {
  const lines = text.split(LINE_END).filter((line) => line.trim() !== '')
  const header = records(lines[0] ?? '')?.[0] ?? []
  const rows: CsvRow[] = []
  const broken: BrokenRow[] = []
  for (const [index, line] of lines.slice(1).entries()) {
    const row = index + 2
    const cells = records(line)?.[0]
    if (cells === undefined) broken.push({ row, reason: 'its quotation marks do not match' })
    else if (cells.length !== header.length) broken.push({ row, reason: widthReason(cells.length, header.length) })
    else rows.push({ row, cells })
  }
  return { header, rows, broken }
}

/** A cell that runs over a line end and holds a row's worth of commas, or makes its row too short, opened with a stray quotation mark. */
const hasSwallowed = (cells: readonly string[], width: number): boolean =>
  cells.some((cell) => /[\r\n]/u.test(cell) && (cells.length !== width || cell.split(',').length >= width))

/** RFC 4180. A row that is broken is named; where quotation marks run over line ends and break a row, lines are read one by one. */
export const readCsv = (text: string): CsvRows => {
  const all = records(text)
  const [header, ...body] = all ?? []
  if (header === undefined) return readByLine(text)
  const swallowed = body.some((cells) => hasSwallowed(cells, header.length))
  return swallowed ? readByLine(text) : sorted(header, body)
}
