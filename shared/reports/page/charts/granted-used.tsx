import { scalePow } from 'd3-scale'
import type { JSX } from 'preact'
import type { PrincipalEntry } from '../../inventory.ts'
import { href } from '../route.ts'
import { number } from '../words.ts'

export const grantedActions = ({ access }: PrincipalEntry): number | null =>
  access === null ? null : Object.values(access).reduce((sum, [count]) => sum + count, 0)

/** Widest gap first: who holds most beside what was seen used. */
export const widestGaps = (principals: readonly PrincipalEntry[], most: number): readonly PrincipalEntry[] =>
  principals
    .filter(
      (principal) =>
        principal.activity !== undefined && principal.activity.calls > 0 && (grantedActions(principal) ?? 0) > 0,
    )
    .toSorted((a, b) => (grantedActions(b) ?? 0) - (grantedActions(a) ?? 0))
    .slice(0, most)

/** Two bars for each principal, by square root: three used of twenty thousand granted must still be seen. */
export const GrantedUsed = ({ principals }: { readonly principals: readonly PrincipalEntry[] }): JSX.Element => {
  const width = scalePow(
    [0, Math.max(1, ...principals.map((principal) => grantedActions(principal) ?? 0))],
    [0, 100],
  ).exponent(0.5)
  return (
    <ul class="bars" aria-label="Granted and used actions by principal">
      {principals.map((principal) => {
        const granted = grantedActions(principal) ?? 0
        const used = principal.activity?.actionsUsed ?? 0
        return (
          <li key={principal.arn}>
            <a href={href('principal', principal.arn)}>{principal.name}</a>
            <span class="figures">
              {number(used)} of {number(granted)}
            </span>
            <svg width="100%" height="10" aria-hidden="true">
              <rect class="fill-granted" width={`${width(granted)}%`} height="10" />
              <rect class="fill-used" width={`${width(Math.min(used, granted))}%`} height="10" />
            </svg>
          </li>
        )
      })}
    </ul>
  )
}
