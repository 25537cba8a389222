import type { JSX } from 'preact'
import type { DayOfHistory } from '#shared/findings/history.ts'
import { HistoryChart } from '../charts/history-chart.tsx'
import { Panel } from '../parts/section.tsx'
import { many, number } from '../words.ts'

/** Each pair on a scale of its own: a hundred untidy things must not hide one danger. */
const PAIRS = [
  ['critical', 'high'],
  ['medium', 'low'],
] as const

const grave = ({ findings }: DayOfHistory): number => findings.critical + findings.high

const trend = (first: DayOfHistory, last: DayOfHistory): string => {
  const more = grave(last) - grave(first)
  if (more === 0) return `As many grave ones as on ${first.day}.`
  return `${Math.abs(more)} ${more > 0 ? 'more' : 'fewer'} critical and high than on ${first.day}.`
}

/** Is it getting better? Drawn from the second day on; one day is no history. */
export const HistoryPanel = ({
  history = [],
}: {
  readonly history: readonly DayOfHistory[] | undefined
}): JSX.Element | null => {
  const [first, last] = [history[0], history.at(-1)]
  if (first === undefined || last === undefined || history.length < 2) return null
  return (
    <Panel title="Open findings over time" note={`${many(history.length, 'day')} with a run. ${trend(first, last)}`}>
      {PAIRS.map((severities) => (
        <figure key={severities.join()} class="chart">
          <HistoryChart history={history} severities={severities} />
          <ul class="legend tight">
            {severities.map((severity) => (
              <li key={severity}>
                <span class={`key fill-${severity}`} aria-hidden="true" />
                {number(last.findings[severity])} {severity}
              </li>
            ))}
          </ul>
        </figure>
      ))}
    </Panel>
  )
}
