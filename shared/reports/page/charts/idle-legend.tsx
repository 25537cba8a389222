import type { JSX } from 'preact'
import type { CredentialEntry } from '../../inventory.ts'
import { many } from '../words.ts'
import { limitsIn, type Point, type Standing } from './credential-points.ts'

export const STANDINGS: readonly (readonly [Standing, string])[] = [
  ['beyond', 'beyond a limit'],
  ['within', 'within its limits'],
  ['no-limit', 'without a limit'],
  ['inactive', 'inactive'],
]

type Shape = readonly [name: string, words: string, of: (point: Point) => boolean]
export const SHAPES: readonly Shape[] = [
  ['round', 'access key', ({ credential }) => credential.kind !== 'password'],
  ['square', 'password', ({ credential }) => credential.kind === 'password'],
]

const limitWords = (limits: readonly number[]): string => limits.map((limit) => `${limit}`).join(', ')

interface IdleLegendProps {
  readonly credentials: readonly CredentialEntry[]
  readonly points: readonly Point[]
}

/** What the chart's signs mean, how many there are of each, and what is not on it. */
export const IdleLegend = ({ credentials, points }: IdleLegendProps): JSX.Element => (
  <figcaption>
    <ul class="legend">
      {STANDINGS.filter(([standing]) => points.some((point) => point.standing === standing)).map(
        ([standing, words]) => (
          <li key={standing}>
            <span class={`key ${standing}`} aria-hidden="true" />
            {points.filter((point) => point.standing === standing).length} {words}
          </li>
        ),
      )}
      {SHAPES.map(([shape, words, isShape]) => (
        <li key={shape}>
          <span class={`key shape ${shape}`} aria-hidden="true" />
          {many(points.filter(isShape).length, words)}
        </li>
      ))}
      <li>
        <span class="key line" aria-hidden="true" />
        limits: age {limitWords(limitsIn(credentials, 'ageLimit'))}; without use{' '}
        {limitWords(limitsIn(credentials, 'idleLimit'))} days
      </li>
    </ul>
    {points.length < credentials.length ? (
      <p class="note">
        {many(credentials.length - points.length, 'credential')} not drawn: AWS does not record their use, or it is not
        known.
      </p>
    ) : null}
  </figcaption>
)
