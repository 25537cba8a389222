import type { JSX } from 'preact'
import type { PageModel } from '../page-model.ts'

export const SeverityBadge = ({ severity }: { readonly severity: string }): JSX.Element => (
  <span class={`badge sev-${severity}`}>{severity}</span>
)

interface StatusBadgeProps {
  readonly model: PageModel
  readonly status: string
}

/** Open is what a finding is unless something else is said. */
export const StatusBadge = ({ model, status }: StatusBadgeProps): JSX.Element | null =>
  status === 'open' || (status === 'new' && model.firstRun) ? null : (
    <span class={`badge status status-${status}`}>{status}</span>
  )
