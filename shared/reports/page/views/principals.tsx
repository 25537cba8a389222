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
import { day, many, phrase } from '../words.ts'
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
      <span class="message">{principal.name}</span>
      <span class="meta">
        <span>{[principal.kind, principal.class].filter((word) => word !== null).join(', ')}</span>
        <span>{POWER_WORDS[principal.power] ?? principal.power}</span>
        <span>last used {principal.lastUsedAt === null ? 'never, or not known' : day(principal.lastUsedAt)}</span>
        {principal.console === true ? (
          <span>signs in with {mfaWord(principal) === 'none' ? 'no MFA' : `MFA: ${mfaWord(principal)}`}</span>
        ) : null}
      </span>
      <span class="side">
        <span class="note">{many(open, 'finding')}</span>
      </span>
    </a>
  )
}

const choicesOf = (values: readonly string[]) =>
  [...new Set(values)].sort(byCodeUnit).map((value) => [value, POWER_WORDS[value] ?? phrase(value)] as const)

interface PrincipalsProps {
  readonly model: PageModel
  readonly route: Route
}

export const Principals = ({ model, route: { words } }: PrincipalsProps): JSX.Element => {
  const narrow = useNarrow()
  const all = model.document.principals
  const get = (name: string): string => words.get(name) ?? ''
  const [q, kind, power, mfa] = [get('q'), get('kind'), get('power'), get('mfa')]
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
      .toSorted((a, b) => POWER_ORDER.indexOf(a.power) - POWER_ORDER.indexOf(b.power) || byCodeUnit(a.name, b.name))
  }, [all, q, kind, power, mfa])
  const change = (part: Readonly<Record<string, string>>): void =>
    replaceAddress(href('principals', '', { q, kind, power, mfa, ...part }))
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
        <a class="reset" href={href('principals')}>
          Reset
        </a>
      </form>
      <p class="count" role="status">
        {many(found.length, 'principal')}, most powerful first
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
