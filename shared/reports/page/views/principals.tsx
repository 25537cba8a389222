import type { JSX } from 'preact'
import { useMemo } from 'preact/hooks'
import { byCodeUnit } from '#shared/facts/order.ts'
import type { PrincipalEntry } from '../../inventory.ts'
import { isOpen, type PageModel } from '../page-model.ts'
import { SeverityBadge } from '../parts/severity.tsx'
import { useNarrow } from '../parts/use-narrow.ts'
import { VirtualList } from '../parts/virtual-list.tsx'
import { href, replaceAddress, type Route } from '../route.ts'
import { SEVERITY_ORDER } from '../select-findings.ts'
import { day, many, number, phrase } from '../words.ts'
import { Select } from './filter-bar.tsx'
import { mfaWord } from './mfa-coverage.tsx'

const POWER_ORDER = ['administrator', 'escalates', 'permissions-management', 'writes', 'reads', 'none', 'unknown']

export const POWER_WORDS: Readonly<Record<string, string>> = {
  administrator: 'administrator',
  escalates: 'can become administrator',
  'permissions-management': 'changes permissions',
  writes: 'writes',
  reads: 'only reads',
  none: 'no permission',
  unknown: 'power not known',
}

/** The report's name of root is not how people call it. */
export const nameOf = ({ kind, name }: PrincipalEntry): string => (kind === 'root' ? 'Root user' : name)

const worstOf = (model: PageModel, arn: string): string | undefined => {
  const severities = model.findingsOf(arn).filter(isOpen)
  return SEVERITY_ORDER.find((severity) => severities.some((finding) => finding.severity === severity))
}

const Row = ({ model, principal }: { readonly model: PageModel; readonly principal: PrincipalEntry }): JSX.Element => {
  const worst = worstOf(model, principal.arn)
  const open = model.findingsOf(principal.arn).filter(isOpen).length
  return (
    <a class="row" href={href('principal', principal.arn)}>
      {worst === undefined ? <span class="badge sev-good">clear</span> : <SeverityBadge severity={worst} />}
      <span class="message">{nameOf(principal)}</span>
      <span class="meta">
        <span>{[principal.kind, principal.class].filter((word) => word !== null).join(', ')}</span>
        <span>{POWER_WORDS[principal.power] ?? principal.power}</span>
        <span>{principal.lastUsedAt === null ? 'no use on record' : `last used ${day(principal.lastUsedAt)}`}</span>
        {principal.console === true ? (
          <span>signs in with {mfaWord(principal) === 'none' ? 'no MFA' : `MFA: ${mfaWord(principal)}`}</span>
        ) : null}
      </span>
      <span class="side">
        <span class="note">{open === 0 ? '' : many(open, 'finding')}</span>
      </span>
    </a>
  )
}

const choicesOf = (values: readonly string[]) =>
  [...new Set(values)].sort(byCodeUnit).map((value) => [value, POWER_WORDS[value] ?? phrase(value)] as const)

type Order = (a: PrincipalEntry, b: PrincipalEntry) => number

const byPower: Order = (a, b) =>
  POWER_ORDER.indexOf(a.power) - POWER_ORDER.indexOf(b.power) || byCodeUnit(a.name, b.name)

const SORTS = [
  ['', 'Most powerful first'],
  ['worst', 'Gravest finding first'],
  ['idle', 'Longest unused first'],
  ['name', 'Name'],
] as const

const ORDERS: ReadonlyMap<string, (model: PageModel) => Order> = new Map([
  [
    'worst',
    (model) => {
      const risk = ({ arn }: PrincipalEntry): number =>
        Math.max(-1, ...model.findingsOf(arn).map((finding) => (isOpen(finding) ? finding.risk : -1)))
      const risks = new Map(model.document.principals.map((principal) => [principal, risk(principal)]))
      return (a, b) => (risks.get(b) ?? -1) - (risks.get(a) ?? -1) || byPower(a, b)
    },
  ],
  ['idle', () => (a, b) => byCodeUnit(a.lastUsedAt ?? '', b.lastUsedAt ?? '') || byPower(a, b)],
  ['name', () => (a, b) => byCodeUnit(a.name, b.name)],
])

interface PrincipalsProps {
  readonly model: PageModel
  readonly route: Route
}

export const Principals = ({ model, route: { words } }: PrincipalsProps): JSX.Element => {
  const narrow = useNarrow()
  const all = model.document.principals
  const get = (name: string): string => words.get(name) ?? ''
  const [q, kind, power, mfa, sort] = [get('q'), get('kind'), get('power'), get('mfa'), get('sort')]
  const found = useMemo(() => {
    const needle = q.toLowerCase()
    return all
      .filter(
        (principal) =>
          (kind === '' || principal.kind === kind) &&
          (power === '' || principal.power === power) &&
          (mfa === '' || (principal.console === true && mfaWord(principal) === mfa)) &&
          `${principal.name}\n${principal.arn}\n${principal.owner ?? ''}`.toLowerCase().includes(needle),
      )
      .toSorted(ORDERS.get(sort)?.(model) ?? byPower)
  }, [model, all, q, kind, power, mfa, sort])
  const change = (part: Readonly<Record<string, string>>): void =>
    replaceAddress(href('principals', '', { q, kind, power, mfa, sort, ...part }))
  return (
    <>
      <h1 tabIndex={-1}>Principals</h1>
      <form class="filters" role="search" aria-label="Principals" onSubmit={(event) => event.preventDefault()}>
        <label class="field search">
          <span>Search</span>
          <input type="search" value={q} onInput={(event) => change({ q: event.currentTarget.value })} />
        </label>
        <Select
          name="Kind"
          all="Users, roles, root"
          value={kind}
          choices={choicesOf(all.map((entry) => entry.kind))}
          onChange={(value) => change({ kind: value })}
        />
        <Select
          name="Power"
          all="Any power"
          value={power}
          choices={choicesOf(all.map((entry) => entry.power))}
          onChange={(value) => change({ power: value })}
        />
        <Select
          name="MFA of who signs in"
          all="Any"
          value={mfa}
          choices={choicesOf(all.map(mfaWord))}
          onChange={(value) => change({ mfa: value })}
        />
        <Select name="Sort" value={sort} choices={SORTS} onChange={(value) => change({ sort: value })} />
        <a class="reset" href={href('principals')}>
          Reset
        </a>
      </form>
      <p class="count" role="status">
        {found.length === all.length
          ? many(all.length, 'principal')
          : `${many(found.length, 'principal')} of ${number(all.length)}`}
      </p>
      <VirtualList
        items={found}
        rowHeight={narrow ? 96 : 60}
        name="Principals"
        keyOf={({ arn }) => arn}
        render={(principal) => <Row model={model} principal={principal} />}
      />
    </>
  )
}
