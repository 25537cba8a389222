import type { JSX } from 'preact'
import type { SeverityCounts } from '#shared/findings/history.ts'
import { SEVERITY_ORDER } from '../select-findings.ts'

interface SeverityBarProps {
  readonly counts: SeverityCounts
  /** What the full width stands for. */
  readonly most: number
}

/** One account's findings as a bar, the gravest first; the numbers beside it say the same. */
export const SeverityBar = ({ counts, most }: SeverityBarProps): JSX.Element => {
  let x = 0
  return (
    <svg class="severity-bar" width="100%" height="10" aria-hidden="true">
      {SEVERITY_ORDER.map((severity) => {
        const [from, width] = [x, (counts[severity] / Math.max(1, most)) * 100]
        x += width
        return width === 0 ? null : (
          <rect key={severity} class={`fill-${severity}`} x={`${from}%`} width={`${width}%`} height="10" />
        )
      })}
    </svg>
  )
}
