import { ansiPaint, type Paint, plainPaint } from '#shared/reports/paint.ts'

const NARROWEST = 40
const WIDEST = 140
const WITHOUT_TERMINAL = 100

export const terminalWidth = (): number =>
  Math.min(WIDEST, Math.max(NARROWEST, process.stdout.columns ?? (Number(process.env['COLUMNS']) || WITHOUT_TERMINAL)))

/** Colours only on a terminal, unless `NO_COLOR` or `FORCE_COLOR` say otherwise (no-color.org). */
export const terminalPaint = (): Paint => {
  if (process.env['NO_COLOR']) return plainPaint
  return process.stdout.isTTY || process.env['FORCE_COLOR'] ? ansiPaint : plainPaint
}

/** A line that is overwritten by the next on a terminal, and silent elsewhere (pipes, and CI, which may have a terminal of its own). */
export const progress = (text: string): void => {
  if (process.stderr.isTTY && !process.env['CI']) process.stderr.write(`\r\u001B[K${text}`)
}
export const endProgress = (): void => progress('')
