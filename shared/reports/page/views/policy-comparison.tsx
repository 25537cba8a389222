import type { JSX } from 'preact'
import { useMemo } from 'preact/hooks'
import type { JsonValue } from '#shared/facts/json.ts'
import { type DiffRow, policyDiff } from '../policy-diff.ts'
import { many } from '../words.ts'

const SHOWN = 400

const Row = ({ row: { kind, before, after } }: { readonly row: DiffRow }): JSX.Element =>
  kind === 'gap' ? (
    <tr>
      <td colSpan={2} class="note">
        {many(Number(before), 'line')} the same
      </td>
    </tr>
  ) : (
    <tr>
      <td class={kind === 'changed' && before !== null ? 'gone' : ''}>
        {kind === 'changed' && before !== null ? <span class="hidden">goes: </span> : null}
        {before}
      </td>
      <td class={kind === 'changed' && after !== null ? 'come' : ''}>
        {kind === 'changed' && after !== null ? <span class="hidden">comes: </span> : null}
        {after}
      </td>
    </tr>
  )

interface ComparisonProps {
  readonly today: readonly (JsonValue | object)[]
  readonly suggested: readonly (JsonValue | object)[]
}

/** Line by line: what goes stands left, what comes stands right. */
export const PolicyComparison = ({ today, suggested }: ComparisonProps): JSX.Element => {
  const rows = useMemo(() => policyDiff(today, suggested), [today, suggested])
  return (
    <div class="table diff" role="region" aria-label="Policies of today and suggested, line by line" tabIndex={0}>
      <table>
        <caption class="hidden">Policies of today and suggested, line by line</caption>
        <thead>
          <tr>
            <th scope="col">Today</th>
            <th scope="col">Suggested</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, SHOWN).map((row, index) => (
            <Row key={index} row={row} />
          ))}
        </tbody>
      </table>
      {rows.length > SHOWN ? (
        <p class="note">{many(rows.length - SHOWN, 'more row')}: the policies stand whole below.</p>
      ) : null}
    </div>
  )
}
