import { scaleBand, scaleLinear } from 'd3-scale'
import type { JSX } from 'preact'
import { number } from '../words.ts'
import { useWidth } from './use-width.ts'

interface Column {
  readonly name: string
  /** Bottom first. */
  readonly parts: readonly { readonly tone: string; readonly count: number }[]
}

const HEIGHT = 200
const MARGIN = { top: 20, right: 4, bottom: 26, left: 4 }

const totalOf = ({ parts }: Column): number => parts.reduce((sum, { count }) => sum + count, 0)

interface ColumnChartProps {
  readonly columns: readonly Column[]
  readonly label: string
}

/** Stacked columns. `label` says the same in words. */
export const ColumnChart = ({ columns, label }: ColumnChartProps): JSX.Element => {
  const [box, width] = useWidth()
  const names = columns.map(({ name }) => name)
  const x = scaleBand(names, [MARGIN.left, width - MARGIN.right]).padding(0.28)
  const y = scaleLinear([0, Math.max(1, ...columns.map(totalOf))], [HEIGHT - MARGIN.bottom, MARGIN.top])
  return (
    <div class="canvas" ref={box}>
      <svg width={width} height={HEIGHT} role="img" aria-label={label}>
        {columns.map((column) => {
          let base = 0
          return (
            <g key={column.name} transform={`translate(${x(column.name) ?? 0},0)`}>
              {column.parts.map(({ tone, count }) => {
                const [low, high] = [y(base), y(base + count)]
                base += count
                return (
                  <rect
                    key={tone}
                    class={`fill-${tone}`}
                    y={high}
                    width={x.bandwidth()}
                    height={Math.max(0, low - high)}
                  />
                )
              })}
              <text class="value" x={x.bandwidth() / 2} y={y(base) - 5} text-anchor="middle">
                {number(base)}
              </text>
              <text class="tick" x={x.bandwidth() / 2} y={HEIGHT - 8} text-anchor="middle">
                {column.name}
              </text>
            </g>
          )
        })}
      </svg>
    </div>
  )
}
