import type { LastUse } from '#shared/facts/credential.ts'
import { type Known, known, unknownFact } from '#shared/facts/known.ts'
import { anyInstant, pastInstant, type Place, type Reading, whereOf } from './reading.ts'

/** One row of the credential report, asked by column name. */
export interface ReportRow {
  readonly reading: Reading
  readonly place: Place
  /** Undefined: the report has no such column. */
  readonly cell: (column: string) => string | undefined
}

/** The report's four ways to say something else than a value; they mean four different things. */
export type Sentinel = 'N/A' | 'no_information' | 'not_supported' | 'empty'

export const sentinelOf = (cell: string): Sentinel | undefined => {
  const text = cell.trim()
  if (text === '') return 'empty'
  const upper = text.toUpperCase()
  if (upper === 'N/A') return 'N/A'
  if (upper === 'NO_INFORMATION') return 'no_information'
  return upper === 'NOT_SUPPORTED' ? 'not_supported' : undefined
}

/** Why a column's cell does not tell: the reason names the column, and the row where there is one. */
export const untold = ({ reading, place, cell }: ReportRow, column: string): { state: 'unknown'; reason: string } => {
  const text = cell(column)
  if (text === undefined) return unknownFact(`${reading.file} has no column ${column}.`)
  const words = text.trim() === '' ? 'is empty' : `reads ${JSON.stringify(text.slice(0, 40))}`
  return unknownFact(`${column} in ${whereOf(reading, place)} ${words}.`)
}

export const flagOf = (row: ReportRow, column: string): Known<boolean> => {
  const text = row.cell(column)?.trim().toLowerCase()
  if (text === 'true') return known(true)
  if (text === 'false') return known(false)
  return untold(row, column)
}

/** A past time, or unknown with the reason. */
export const instantOf = (row: ReportRow, column: string): Known<Date> => {
  const text = row.cell(column)
  if (text === undefined || sentinelOf(text) !== undefined) return untold(row, column)
  return pastInstant(row.reading, text.trim(), column, row.place)
}

export const nextRotationOf = (row: ReportRow): Known<Date | 'none'> => {
  const column = 'password_next_rotation'
  const text = row.cell(column)
  if (text === undefined) return untold(row, column)
  const sentinel = sentinelOf(text)
  if (sentinel === 'N/A') return known('none' as const)
  return sentinel === undefined ? anyInstant(row.reading, text.trim(), column, row.place) : untold(row, column)
}

/** `never` lists the sentinels that in this column mean: no use on record. */
export const lastUseOf = (row: ReportRow, column: string, never: readonly Sentinel[]): LastUse => {
  const sentinel = sentinelOf(row.cell(column) ?? '')
  if (sentinel !== undefined && never.includes(sentinel)) return { state: 'never-or-not-tracked' }
  const at = instantOf(row, column)
  return at.state === 'known' ? { state: 'used', at: at.value } : at
}
