import { scaleLinear } from 'd3-scale'
import type { JSX } from 'preact'
import type { DayOfHistory } from '#shared/findings/history.ts'
import type { Severity } from '#shared/findings/finding.ts'
import { number } from '../words.ts'
import { useWidth } from './use-width.ts'

const HEIGHT = 132
const MARGIN = { top: 10, right: 8, bottom: 24, left: 44 }
const DAY_MS = 86_400_000
const WIDEST_DAY = 26
const ROOM_FOR_A_DATE = 92
interface HistoryChartProps {
  readonly history: readonly DayOfHistory[]
  /** From the bottom. */
  readonly severities: readonly Severity[]
}

const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS
const total = ({ findings }: DayOfHistory, severities: readonly Severity[]): number =>
  severities.reduce((sum, severity) => sum + findings[severity], 0)

const SHORT = new Intl.NumberFormat('en', { notation: 'compact' })

const scalesFor = ({ history, severities }: HistoryChartProps, width: number) => {
  const numbers = history.map(({ day }) => dayNumber(day))
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)]
  const right = width - MARGIN.right
  const day = Math.min(WIDEST_DAY, (right - MARGIN.left) / (last - first + 1))
  return {
    day,
    // Few days stand at the right: today is where the eye ends.
    x: scaleLinear([last - 1, last], [right - 2 * day, right - day]),
    y: scaleLinear(
      [0, Math.max(1, ...history.map((day) => total(day, severities)))],
      [HEIGHT - MARGIN.bottom, MARGIN.top],
    ).nice(3),
  }
}

/** A day without a run stays empty: nobody looked. */
const pathOf = (
  { history, severities }: HistoryChartProps,
  index: number,
  { x, y, day }: ReturnType<typeof scalesFor>,
): string => {
  const gap = day > 5 ? 1 : 0
  return history
    .map((entry) => {
      const below = total(entry, severities.slice(0, index))
      const top = total(entry, severities.slice(0, index + 1))
      if (top === below) return ''
      const left = x(dayNumber(entry.day))
      return `M${left.toFixed(1)},${y(below).toFixed(1)}h${(day - gap).toFixed(1)}V${y(top).toFixed(1)}h${(gap - day).toFixed(1)}z`
    })
    .join('')
}

/** As many dates as have room, the last always. */
const datesFor = (history: readonly DayOfHistory[], { x, day }: ReturnType<typeof scalesFor>) => {
  const dates: { readonly day: string; readonly at: number }[] = []
  for (const entry of history.toReversed()) {
    const at = x(dayNumber(entry.day)) + day
    const right = dates.at(-1)?.at ?? Number.POSITIVE_INFINITY
    if (at > MARGIN.left + 60 && right - at >= ROOM_FOR_A_DATE) dates.push({ day: entry.day, at })
  }
  return dates
}

export const HistoryChart = (props: HistoryChartProps): JSX.Element => {
  const { history, severities } = props
  const [box, width] = useWidth()
  const scales = scalesFor(props, width)
  const [first, last] = [history[0], history.at(-1)]
  const words = [first, last]
    .map((entry) =>
      entry === undefined
        ? ''
        : `${entry.day}: ${severities.map((severity) => `${number(entry.findings[severity])} ${severity}`).join(', ')}`,
    )
    .join('; ')
  return (
    <div class="canvas" ref={box}>
      <svg width={width} height={HEIGHT} role="img" aria-label={`Open findings by day. ${words}.`}>
        <g class="axis">
          {scales.y
            .ticks(3)
            .filter(Number.isInteger)
            .map((tick) => (
              <g key={tick} transform={`translate(0,${scales.y(tick)})`}>
                <line x1={MARGIN.left} x2={width - MARGIN.right} />
                <text x={MARGIN.left - 8} dy="0.32em" text-anchor="end">
                  {SHORT.format(tick)}
                </text>
              </g>
            ))}
          {datesFor(history, scales).map(({ day, at }) => (
            <text key={day} x={at} y={HEIGHT - 8} text-anchor="end">
              {day}
            </text>
          ))}
        </g>
        {severities.map((severity, index) => (
          <path key={severity} class={`fill-${severity}`} d={pathOf(props, index, scales)} />
        ))}
      </svg>
    </div>
  )
}
