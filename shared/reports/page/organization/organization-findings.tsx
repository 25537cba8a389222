import type { JSX } from 'preact'
import { useMemo } from 'preact/hooks'
import { byCodeUnit } from '#shared/facts/order.ts'
import { JsonView } from '../parts/json-value.tsx'
import { Command } from '../parts/copy-button.tsx'
import { Facts } from '../parts/section.tsx'
import { SeverityBadge } from '../parts/severity.tsx'
import { useNarrow } from '../parts/use-narrow.ts'
import { VirtualList } from '../parts/virtual-list.tsx'
import { href, replaceAddress, type Route } from '../route.ts'
import { SEVERITY_ORDER } from '../select-findings.ts'
import { day, many, number } from '../words.ts'
import { Select } from '../views/filter-bar.tsx'
import { AccountLinks } from './account.tsx'
import { findingKey, type OrganizationFinding, type OrganizationModel } from './organization-model.ts'

const ACROSS = 'across'

const Row = ({ one }: { readonly one: OrganizationFinding }): JSX.Element => (
  <a class="row" href={href('findings', findingKey(one))}>
    <SeverityBadge severity={one.finding.severity} />
    <span class="message">{one.finding.message}</span>
    <span class="meta">
      <span>{one.account === undefined ? 'across accounts' : one.account.name}</span>
      <span>{one.finding.title}</span>
      <span>first seen {day(one.finding.firstSeen)}</span>
    </span>
    <span class="side">
      <span class="risk" title="risk, 0 to 100">
        {one.finding.risk}
      </span>
    </span>
  </a>
)

const Detail = ({ one }: { readonly one: OrganizationFinding | undefined }): JSX.Element => {
  if (one === undefined)
    return (
      <>
        <h1 tabIndex={-1}>No such finding</h1>
        <p>This report has no finding with that id. It may have been resolved, or graver ones have taken its place.</p>
      </>
    )
  const { finding, account, whole } = one
  return (
    <article class="finding panel">
      <p class="badges">
        <SeverityBadge severity={finding.severity} />
      </p>
      <h1 tabIndex={-1}>{finding.title}</h1>
      <p class="lead">{finding.message}</p>
      <Facts
        facts={[
          [
            'Account',
            account === undefined ? (
              'the organization, or several accounts'
            ) : (
              <a key="account" href={href('account', account.id)}>
                {account.name} {account.id}
              </a>
            ),
          ],
          ['Subject', <code key="arn">{finding.subject.arn}</code>],
          ['Risk', `${finding.risk} of 100`],
          ['First seen', day(finding.firstSeen)],
          ['Rule', finding.ruleId],
        ]}
      />
      {whole === undefined ? null : (
        <>
          <h2>What to do</h2>
          <p>{whole.remediation.text}</p>
          {whole.remediation.commands.map((command) => (
            <Command key={command} text={command} />
          ))}
          <h2>Evidence</h2>
          <JsonView value={whole.evidence} />
        </>
      )}
      {account === undefined ? null : (
        <>
          <h2>Evidence and what to do</h2>
          <AccountLinks account={account} anchor={href('findings', finding.id)} />
        </>
      )}
    </article>
  )
}

const counted = (values: readonly (readonly [string, string])[]) =>
  [...Map.groupBy(values, ([value]) => value)]
    .map(([value, all]) => [value, `${all[0]?.[1] ?? value} (${number(all.length)})`] as const)
    .sort(([, a], [, b]) => byCodeUnit(a, b))

interface FindingsProps {
  readonly model: OrganizationModel
  readonly route: Route
}

export const OrganizationFindings = ({ model, route: { id, words } }: FindingsProps): JSX.Element => {
  const narrow = useNarrow()
  const get = (name: string): string => words.get(name) ?? ''
  const [q, severity, rule, account] = [get('q'), get('severity'), get('rule'), get('account')]
  const choices = useMemo(
    () => ({
      rules: counted(model.findings.map(({ finding }) => [finding.ruleId, finding.title])),
      accounts: counted(
        model.findings.map((one) => [one.account?.id ?? ACROSS, one.account?.name ?? 'across accounts']),
      ),
    }),
    [model],
  )
  const found = useMemo(() => {
    const needle = q.toLowerCase()
    return model.findings.filter(
      (one) =>
        (severity === '' || one.finding.severity === severity) &&
        (rule === '' || one.finding.ruleId === rule) &&
        (account === '' || (one.account?.id ?? ACROSS) === account) &&
        one.words.includes(needle),
    )
  }, [model, q, severity, rule, account])
  const change = (part: Readonly<Record<string, string>>): void =>
    replaceAddress(href('findings', '', { q, severity, rule, account, ...part }))
  if (id !== '')
    return (
      <>
        <p>
          <a href={href('findings', '', { q, severity, rule, account })}>← Findings</a>
        </p>
        <Detail one={model.byId.get(id)} />
      </>
    )
  return (
    <>
      <h1 tabIndex={-1}>The gravest findings</h1>
      <form class="filters" role="search" aria-label="Findings" onSubmit={(event) => event.preventDefault()}>
        <label class="field search">
          <span>Search</span>
          <input type="search" value={q} onInput={(event) => change({ q: event.currentTarget.value })} />
        </label>
        <Select
          name="Severity"
          all="Any"
          value={severity}
          choices={SEVERITY_ORDER.map((name) => [name, name] as const)}
          onChange={(value) => change({ severity: value })}
        />
        <Select
          name="Rule"
          all="All rules"
          value={rule}
          choices={choices.rules}
          onChange={(value) => change({ rule: value })}
        />
        <Select
          name="Account"
          all="All accounts"
          value={account}
          choices={choices.accounts}
          onChange={(value) => change({ account: value })}
        />
        <a class="reset" href={href('findings')}>
          Reset
        </a>
      </form>
      <p class="count" role="status">
        {many(found.length, 'finding')}; all others are on the accounts’ own pages
      </p>
      <VirtualList
        items={found}
        rowHeight={narrow ? 96 : 60}
        name="Findings"
        keyOf={findingKey}
        render={(one) => <Row one={one} />}
      />
      {found.length === 0 ? <p class="empty">No finding matches. Take a filter away.</p> : null}
    </>
  )
}
