import type { JSX } from 'preact'
import type { Finding } from '#shared/findings/finding.ts'
import { ColumnChart } from '../charts/column-chart.tsx'
import { isOpen, type PageModel } from '../page-model.ts'
import { Panel } from '../parts/section.tsx'
import { SEVERITY_ORDER } from '../select-findings.ts'

const DAY_MS = 86_400_000
const STEPS: readonly (readonly [name: string, upTo: number])[] = [
  ['1 month', 31],
  ['3 months', 92],
  ['6 months', 183],
  ['1 year', 366],
  ['2 years', 731],
  ['longer', Number.POSITIVE_INFINITY],
]

const ageIn = (finding: Finding, assessedAt: string): number | undefined =>
  finding.since === undefined ? undefined : (Date.parse(assessedAt) - Date.parse(finding.since)) / DAY_MS

/** How long the open faults have existed, where that is known: not since when we look. */
export const AgesOfFaults = ({ model }: { readonly model: PageModel }): JSX.Element | null => {
  const { document } = model
  const dated = document.findings.filter(isOpen).flatMap((finding) => {
    const age = ageIn(finding, document.assessedAt)
    return age === undefined ? [] : [{ finding, age }]
  })
  if (dated.length === 0) return null
  const columns = STEPS.map(([name, upTo], index) => {
    const from = STEPS[index - 1]?.[1] ?? Number.NEGATIVE_INFINITY
    const within = dated.filter(({ age }) => age > from && age <= upTo)
    const parts = SEVERITY_ORDER.toReversed().map((severity) => ({
      tone: severity,
      count: within.filter(({ finding }) => finding.severity === severity).length,
    }))
    return { name, parts }
  })
  const words = columns.map(({ name, parts }) => `${name}: ${parts.reduce((sum, { count }) => sum + count, 0)}`)
  return (
    <Panel
      title="How long the faults have existed"
      note={`${dated.length} open findings whose beginning is known, each column up to its time.`}
    >
      <ColumnChart columns={columns} label={`Open findings by how long the fault has existed. ${words.join(', ')}.`} />
      <ul class="legend">
        {SEVERITY_ORDER.map((severity) => (
          <li key={severity}>
            <span class={`key fill-${severity}`} aria-hidden="true" />
            {severity}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
