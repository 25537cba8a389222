import type { JSX } from 'preact'
import { useMemo } from 'preact/hooks'
import type { Finding } from '#shared/findings/finding.ts'
import type { PageModel } from '../page-model.ts'
import { SeverityBadge, StatusBadge } from '../parts/severity.tsx'
import { useNarrow, useWide } from '../parts/use-narrow.ts'
import { VirtualList } from '../parts/virtual-list.tsx'
import { href, type Route } from '../route.ts'
import { filterFrom, type FindingRow, groupFindings, selectFindings } from '../select-findings.ts'
import { day, many } from '../words.ts'
import { FilterBar } from './filter-bar.tsx'
import { FindingDetail } from './finding-detail.tsx'

const ROW = 60
const NARROW_ROW = 96

const entries = (words: URLSearchParams): Readonly<Record<string, string>> => Object.fromEntries(words)

interface RowProps {
  readonly model: PageModel
  readonly finding: Finding
  readonly address: string
  readonly current: boolean
  readonly grouped: boolean
}

const Row = ({ model, finding, address, current, grouped }: RowProps): JSX.Element => (
  <a class="row" href={address} aria-current={current ? 'true' : undefined}>
    <SeverityBadge severity={finding.severity} />
    <span class="message">{finding.message}</span>
    <span class="meta">
      {grouped ? null : <span>{finding.title}</span>}
      {finding.since === undefined ? null : <span>since {day(finding.since)}</span>}
      {finding.owner === undefined ? null : <span>{finding.owner}</span>}
    </span>
    <span class="side">
      <StatusBadge model={model} status={finding.status} />
      <span class="risk" title="risk, 0 to 100">
        {finding.risk}
      </span>
    </span>
  </a>
)

const keyOf = (row: FindingRow): string => (row.kind === 'finding' ? row.finding.id : `group ${row.text}`)

/** Up and down walk the list from any row, as in a mail program. */
const walk = (event: KeyboardEvent): void => {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0 || !(event.target instanceof HTMLAnchorElement)) return
  const item = event.target.closest('li')
  let next = step === 1 ? item?.nextElementSibling : item?.previousElementSibling
  while (next && !next.querySelector('a')) next = step === 1 ? next.nextElementSibling : next.previousElementSibling
  const link = next?.querySelector('a')
  if (!link) return
  event.preventDefault()
  link.focus()
}

interface FindingsProps {
  readonly model: PageModel
  readonly route: Route
}

export const Findings = ({ model, route }: FindingsProps): JSX.Element => {
  const narrow = useNarrow()
  const wide = useWide()
  const address = route.words.toString()
  const filter = useMemo(() => filterFrom(new URLSearchParams(address)), [address])
  const found = useMemo(() => selectFindings(model, filter), [model, filter])
  const rows = useMemo(() => groupFindings(found, filter.group), [found, filter.group])
  const chosen = route.id === '' ? undefined : model.findings.get(route.id)
  if (route.id !== '' && !wide) {
    return (
      <>
        <p>
          <a href={href('findings', '', entries(route.words))}>← All findings</a>
        </p>
        <FindingDetail model={model} finding={chosen} heading="h1" />
      </>
    )
  }
  return (
    <>
      <h1 tabIndex={-1}>Findings</h1>
      <FilterBar model={model} filter={filter} />
      <p class="count" role="status">
        {found.length === model.document.findings.length
          ? many(found.length, 'finding')
          : `${many(found.length, 'finding')} of ${model.document.findings.length}`}
      </p>
      <div class={wide && route.id !== '' ? 'split' : ''}>
        <div onKeyDown={walk}>
          <VirtualList
            items={rows}
            rowHeight={narrow ? NARROW_ROW : ROW}
            name="Findings"
            keyOf={keyOf}
            render={(row) =>
              row.kind === 'heading' ? (
                <h2 class="group">
                  {row.text} <span class="note">{row.count}</span>
                </h2>
              ) : (
                <Row
                  model={model}
                  finding={row.finding}
                  grouped={filter.group === 'rule'}
                  current={row.finding.id === route.id}
                  address={href('findings', row.finding.id, entries(route.words))}
                />
              )
            }
          />
          {found.length === 0 ? <p class="empty">No finding matches. Take a filter away.</p> : null}
        </div>
        {wide && route.id !== '' ? (
          <aside class="detail" aria-label="The chosen finding">
            <a class="close" href={href('findings', '', entries(route.words))}>
              Close
            </a>
            <FindingDetail model={model} finding={chosen} heading="h2" />
          </aside>
        ) : null}
      </div>
    </>
  )
}
