import type { JSX } from 'preact'
import { number } from '../words.ts'

interface Part {
  readonly name: string
  readonly count: number
  /** The class that colours it. */
  readonly tone: string
  readonly address?: string
}

interface StackedBarProps {
  readonly parts: readonly Part[]
  readonly label: string
}

/** One bar of parts, with the same in words below: the words are what screen readers get. */
export const StackedBar = ({ parts, label }: StackedBarProps): JSX.Element => {
  const total = parts.reduce((sum, { count }) => sum + count, 0)
  let x = 0
  return (
    <figure class="chart">
      <svg class="stack" width="100%" height="22" aria-hidden="true">
        {parts.map(({ name, count, tone }) => {
          const share = total === 0 ? 0 : (count / total) * 100
          const from = x
          x += share
          return share === 0 ? null : (
            <rect key={name} class={`fill-${tone}`} x={`${from}%`} width={`${share}%`} height="22" />
          )
        })}
      </svg>
      <figcaption>
        <ul class="legend" aria-label={label}>
          {parts
            .filter(({ count }) => count > 0)
            .map(({ name, count, tone, address }) => (
              <li key={name}>
                <span class={`key fill-${tone}`} aria-hidden="true" />
                <strong>{number(count)}</strong> {address === undefined ? name : <a href={address}>{name}</a>}
              </li>
            ))}
        </ul>
      </figcaption>
    </figure>
  )
}
