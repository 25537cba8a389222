import { quadtree } from 'd3-quadtree'
import { scalePow } from 'd3-scale'
import type { JSX } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import type { CredentialEntry } from '../../inventory.ts'
import { IdleLegend, SHAPES, STANDINGS } from './idle-legend.tsx'
import { credentialAddress } from '../credential-address.ts'
import { days, many, phrase } from '../words.ts'
import { limitsIn, type Point, pointsOf } from './credential-points.ts'
import { useWidth } from './use-width.ts'

const MARGIN = { top: 20, right: 38, bottom: 40, left: 52 }
const HEIGHT = 320
const REACH = 14
const TICKS = [0, 30, 90, 180, 365, 730, 1460, 2920, 5840]
const tickWords = (value: number): string => (value < 365 ? `${value} d` : `${value / 365} y`)

/** Young and busy stands left below, old and forgotten right above: square roots, so that the first months have room. */
const scales = (points: readonly Point[], width: number) => {
  const most = Math.max(120, ...points.map(({ age }) => age)) * 1.05
  const mostIdle = Math.max(120, ...points.map(({ idle }) => idle)) * 1.05
  return {
    x: scalePow([0, most], [MARGIN.left, width - MARGIN.right]).exponent(0.5),
    y: scalePow([0, mostIdle], [HEIGHT - MARGIN.bottom, MARGIN.top]).exponent(0.5),
    xTicks: TICKS.filter((tick) => tick <= most),
    yTicks: TICKS.filter((tick) => tick <= mostIdle),
  }
}

type Scales = ReturnType<typeof scales>

const Axes = ({ x, y, xTicks, yTicks, width }: Scales & { readonly width: number }): JSX.Element => {
  const narrow = width < 480
  return (
    <g class="axis">
      {xTicks
        .filter((_, index) => !narrow || index !== 1)
        .map((tick) => (
          <g key={tick} transform={`translate(${x(tick)},0)`}>
            <line y1={MARGIN.top} y2={HEIGHT - MARGIN.bottom} />
            <text y={HEIGHT - MARGIN.bottom + 16} text-anchor="middle">
              {tickWords(tick)}
            </text>
          </g>
        ))}
      {yTicks.map((tick) => (
        <g key={tick} transform={`translate(0,${y(tick)})`}>
          <line x1={MARGIN.left} x2={width - MARGIN.right} />
          <text x={MARGIN.left - 8} dy="0.32em" text-anchor="end">
            {tickWords(tick)}
          </text>
        </g>
      ))}
      <text class="title" x={width - MARGIN.right} y={HEIGHT - 6} text-anchor="end">
        age →
      </text>
      <text class="title" transform={`translate(12,${MARGIN.top}) rotate(-90)`} text-anchor="end">
        time without use →
      </text>
    </g>
  )
}

interface LimitProps extends Scales {
  readonly width: number
  readonly credentials: readonly CredentialEntry[]
}

const LINE = 13

/** Labels of limits that lie close together are pushed apart, the smallest stays where it is. */
const apart = (limits: readonly number[], y: (value: number) => number): readonly (readonly [number, number])[] => {
  let above = Number.POSITIVE_INFINITY
  return limits.map((limit) => {
    above = Math.min(y(limit), above - LINE)
    return [limit, above] as const
  })
}

const Limits = ({ x, y, width, credentials }: LimitProps): JSX.Element => (
  <g class="limits">
    {limitsIn(credentials, 'ageLimit').map((limit) => (
      <g key={`a${limit}`}>
        <line x1={x(limit)} x2={x(limit)} y1={MARGIN.top} y2={HEIGHT - MARGIN.bottom} />
        <text x={x(limit)} y={MARGIN.top - 5} text-anchor="middle">
          {limit} d
        </text>
      </g>
    ))}
    {limitsIn(credentials, 'idleLimit').map((limit) => (
      <line key={`i${limit}`} x1={MARGIN.left} x2={width - MARGIN.right} y1={y(limit)} y2={y(limit)} />
    ))}
    {apart(limitsIn(credentials, 'idleLimit'), y).map(([limit, at]) => (
      <text key={`t${limit}`} x={width - MARGIN.right + 5} y={at} dy="0.32em">
        {limit} d
      </text>
    ))}
  </g>
)

/** Thousands of dots as three paths of lines without length: the round ends are the dots. */
const pathOf = (points: readonly Point[], { x, y }: Scales): string =>
  points.map(({ age, idle }) => `M${x(age).toFixed(1)},${y(idle).toFixed(1)}h0`).join('')

const describe = ({ credential, age, idle }: Point): string => {
  const { kind, owner, use } = credential
  return `${phrase(kind)} of ${owner}: ${days(age)} old, ${use === 'never' ? 'never used' : `${days(idle)} without use`}`
}

export const IdleChart = ({ credentials }: { readonly credentials: readonly CredentialEntry[] }): JSX.Element => {
  const [box, width] = useWidth()
  const [near, setNear] = useState<Point>()
  const points = useMemo(() => pointsOf(credentials), [credentials])
  const scale = useMemo(() => scales(points, width), [points, width])
  const tree = useMemo(
    () =>
      quadtree<Point>()
        .x(({ age }) => scale.x(age))
        .y(({ idle }) => scale.y(idle))
        .addAll([...points]),
    [points, scale],
  )
  const beyond = points.filter(({ standing }) => standing === 'beyond').length
  const find = (event: PointerEvent | MouseEvent): Point | undefined => {
    const { left, top } = (event.currentTarget as Element).getBoundingClientRect()
    return tree.find(event.clientX - left, event.clientY - top, REACH)
  }
  const size = points.length > 2000 ? 4 : points.length > 400 ? 6 : 9
  return (
    <figure class="chart">
      <div class="canvas" ref={box}>
        <svg
          width={width}
          height={HEIGHT}
          role="img"
          aria-label={`${many(points.length, 'credential')} by age and time without use; ${beyond} beyond a limit. The list of credentials has the numbers.`}
          onPointerMove={(event) => setNear(find(event))}
          onPointerLeave={() => setNear(undefined)}
          onClick={(event) => {
            const hit = find(event)
            if (hit) location.hash = credentialAddress(hit.credential)
          }}
        >
          <Axes {...scale} width={width} />
          <Limits {...scale} width={width} credentials={credentials} />
          {STANDINGS.toReversed().flatMap(([standing]) =>
            SHAPES.map(([shape, , isShape]) => (
              <path
                key={`${standing} ${shape}`}
                class={`dots ${standing} ${shape}`}
                stroke-width={size}
                d={pathOf(
                  points.filter((point) => point.standing === standing && isShape(point)),
                  scale,
                )}
              />
            )),
          )}
          {near === undefined ? null : <circle class="near" cx={scale.x(near.age)} cy={scale.y(near.idle)} r={size} />}
        </svg>
        {near === undefined ? null : (
          <div
            class="tip"
            style={
              scale.x(near.age) > width / 2
                ? { right: `${width - scale.x(near.age) + 14}px`, top: `${scale.y(near.idle) - 12}px` }
                : { left: `${scale.x(near.age) + 14}px`, top: `${scale.y(near.idle) - 12}px` }
            }
          >
            {describe(near)}
          </div>
        )}
      </div>
      <IdleLegend credentials={credentials} points={points} />
    </figure>
  )
}
