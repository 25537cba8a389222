import type { Severity } from '#shared/findings/finding.ts'

type Brush = (text: string) => string

/** Colours by meaning. `plainPaint` where the output is not a terminal. */
export type Paint = Readonly<Record<Severity | 'strong' | 'faint', Brush>>

const sgr =
  (open: number, close: number): Brush =>
  (text) =>
    `\u001B[${open}m${text}\u001B[${close}m`

const plain: Brush = (text) => text

export const plainPaint: Paint = {
  critical: plain,
  high: plain,
  medium: plain,
  low: plain,
  info: plain,
  strong: plain,
  faint: plain,
}

/** The sixteen colours that every terminal maps to its own theme. */
export const ansiPaint: Paint = {
  critical: sgr(91, 39),
  high: sgr(31, 39),
  medium: sgr(33, 39),
  low: sgr(36, 39),
  info: sgr(34, 39),
  strong: sgr(1, 22),
  faint: sgr(2, 22),
}
