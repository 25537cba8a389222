import { ansiPaint, type Paint, plainPaint } from '#shared/reports/paint.ts'

const NARROWEST = 40
const WIDEST = 140
const WITHOUT_TERMINAL = 100

const widthFrom = (columns: number | undefined): number =>
  Math.min(WIDEST, Math.max(NARROWEST, columns ?? (Number(process.env['COLUMNS']) || WITHOUT_TERMINAL)))

export const terminalWidth = (): number => widthFrom(process.stdout.columns)

/** Colours only on a terminal, unless `NO_COLOR` or `FORCE_COLOR` say otherwise (no-color.org). */
export const terminalPaint = (): Paint => {
  if (process.env['NO_COLOR']) return plainPaint
  return process.stdout.isTTY || process.env['FORCE_COLOR'] ? ansiPaint : plainPaint
}

/** How a table looks in the file `out`, or on the terminal where there is none: a file takes over neither colours nor a narrow window. */
export const tableStyle = (out: string | undefined): { readonly width: number; readonly paint: Paint } =>
  out === undefined
    ? { width: terminalWidth(), paint: terminalPaint() }
    : { width: widthFrom(undefined), paint: plainPaint }

/** A line that is overwritten by the next on a terminal, and silent elsewhere (pipes, and CI, which may have a terminal of its own). */
export const progress = (text: string): void => {
  if (process.stderr.isTTY && !process.env['CI']) process.stderr.write(`\r\u001B[K${text}`)
}
export const endProgress = (): void => progress('')
