import type { ComponentChildren, JSX } from 'preact'
import type { SeverityCounts } from '#shared/findings/history.ts'
import { SEVERITY_ORDER } from '../select-findings.ts'
import { number } from '../words.ts'

interface SeverityTilesProps {
  readonly counts: SeverityCounts
  readonly address: (severity: string) => string
  /** One more tile: what was not seen. */
  readonly children: ComponentChildren
}

export const SeverityTiles = ({ counts, address, children }: SeverityTilesProps): JSX.Element => (
  <ul class="tiles" aria-label="Open findings by severity">
    {SEVERITY_ORDER.map((severity) => (
      <li key={severity}>
        <a class={`tile sev-${severity}`} href={address(severity)}>
          <strong>{number(counts[severity])}</strong> {severity}
        </a>
      </li>
    ))}
    <li>{children}</li>
  </ul>
)
