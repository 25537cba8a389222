import type { JSX } from 'preact'
import { useMemo } from 'preact/hooks'
import { byCodeUnit } from '#shared/facts/order.ts'
import { SEVERITIES } from '#shared/findings/finding.ts'
import type { AccountEntry } from '../../organization-report.ts'
import { SeverityBar } from '../charts/severity-bar.tsx'
import { useNarrow } from '../parts/use-narrow.ts'
import { VirtualList } from '../parts/virtual-list.tsx'
import { href, replaceAddress, type Route } from '../route.ts'
import { many, number } from '../words.ts'
import { Select } from '../views/filter-bar.tsx'
import { accountStanding, openOf } from './account-words.ts'
import type { OrganizationModel } from './organization-model.ts'

const countWords = ({ findings, reason, notAssessed }: AccountEntry): string => {
  if (findings === null) return reason ?? ''
  const found = SEVERITIES.filter((severity) => findings[severity] > 0).map(
    (severity) => `${number(findings[severity])} ${severity}`,
  )
  const gaps = notAssessed === null || notAssessed === 0 ? [] : [`${number(notAssessed)} not assessed`]
  return [...found, ...gaps].join(' · ') || 'no finding'
}

const Row = ({ account, most }: { readonly account: AccountEntry; readonly most: number }): JSX.Element => {
  const [tone, words] = accountStanding(account)
  return (
    <a class="row" href={href('account', account.id)}>
      <span class={`badge ${tone}`}>{words}</span>
      <span class="message">
        {account.name} <span class="note">{account.id}</span>
      </span>
      <span class="meta">{countWords(account)}</span>
      <span class="side bar-side">
        {account.findings === null ? null : <SeverityBar counts={account.findings} most={most} />}
      </span>
    </a>
  )
}

const ORDERS: ReadonlyMap<string, (a: AccountEntry, b: AccountEntry) => number> = new Map([
  ['name', (a, b) => byCodeUnit(a.name, b.name)],
  ['most', (a, b) => openOf(b) - openOf(a)],
  ['dark', (a, b) => (b.notAssessed ?? -1) - (a.notAssessed ?? -1)],
])

interface AccountsProps {
  readonly model: OrganizationModel
  readonly route: Route
}

export const Accounts = ({ model, route: { words } }: AccountsProps): JSX.Element => {
  const narrow = useNarrow()
  const all = model.report.accounts
  const get = (name: string): string => words.get(name) ?? ''
  const [q, result, severity, sort] = [get('q'), get('result'), get('severity'), get('sort')]
  const most = useMemo(() => Math.max(1, ...all.map(openOf)), [all])
  const found = useMemo(() => {
    const needle = q.toLowerCase()
    const has = ({ findings }: AccountEntry): boolean =>
      SEVERITIES.some((name) => name === severity && (findings?.[name] ?? 0) > 0)
    const kept = all.filter(
      (account) =>
        (result === '' || account.result === result) &&
        (severity === '' || has(account)) &&
        `${account.name}\n${account.id}\n${account.reason ?? ''}`.toLowerCase().includes(needle),
    )
    const order = ORDERS.get(sort)
    return order === undefined ? kept : kept.toSorted(order)
  }, [all, q, result, severity, sort])
  const change = (part: Readonly<Record<string, string>>): void =>
    replaceAddress(href('accounts', '', { q, result, severity, sort, ...part }))
  return (
    <>
      <h1 tabIndex={-1}>Accounts</h1>
      <form class="filters" role="search" aria-label="Accounts" onSubmit={(event) => event.preventDefault()}>
        <label class="field search">
          <span>Search</span>
          <input
            type="search"
            value={q}
            placeholder="name, id, reason …"
            onInput={(event) => change({ q: event.currentTarget.value })}
          />
        </label>
        <Select
          name="Audited"
          all="All accounts"
          value={result}
          choices={[
            ['audited', 'Audited'],
            ['not-audited', 'Not audited'],
            ['closed', 'Closed'],
          ]}
          onChange={(value) => change({ result: value })}
        />
        <Select
          name="With findings"
          all="Any"
          value={severity}
          choices={SEVERITIES.map((name) => [name, name] as const)}
          onChange={(value) => change({ severity: value })}
        />
        <Select
          name="Sort"
          value={sort}
          choices={[
            ['', 'Gravest first'],
            ['most', 'Most findings first'],
            ['dark', 'Most not assessed first'],
            ['name', 'Name'],
          ]}
          onChange={(value) => change({ sort: value })}
        />
        <a class="reset" href={href('accounts')}>
          Reset
        </a>
      </form>
      <p class="count" role="status">
        {found.length === all.length
          ? many(all.length, 'account')
          : `${many(found.length, 'account')} of ${number(all.length)}`}
      </p>
      <VirtualList
        items={found}
        rowHeight={narrow ? 96 : 60}
        name="Accounts"
        keyOf={({ id }) => id}
        render={(account) => <Row account={account} most={most} />}
      />
      {found.length === 0 ? <p class="empty">No account matches. Take a filter away.</p> : null}
    </>
  )
}
