import type { JSX } from 'preact'
import { useMemo } from 'preact/hooks'
import { byCodeUnit } from '#shared/facts/order.ts'
import type { CredentialEntry } from '../../inventory.ts'
import { standingOf } from '../charts/credential-points.ts'
import { credentialAddress } from '../credential-address.ts'
import type { PageModel } from '../page-model.ts'
import { useNarrow } from '../parts/use-narrow.ts'
import { VirtualList } from '../parts/virtual-list.tsx'
import { href, replaceAddress, type Route } from '../route.ts'
import { day, days, many, phrase } from '../words.ts'
import { Select } from './filter-bar.tsx'

const STANDING = {
  beyond: ['sev-high', 'beyond'],
  within: ['sev-good', 'within'],
  inactive: ['sev-info', 'inactive'],
  unknown: ['sev-medium', 'not known'],
  'no-limit': ['sev-info', 'no limit'],
} as const

export const wordsOfUse = ({ use, lastUsedAt, idleDays, lastUsedFor }: CredentialEntry): string => {
  if (use === 'used')
    return `last used ${day(lastUsedAt)}${lastUsedFor === null ? '' : ` (${lastUsedFor})`}, ${idleDays === 0 ? 'today' : `${days(idleDays)} ago`}`
  if (use === 'never') return 'never used, as far as AWS has recorded'
  return use === 'not-tracked' ? 'AWS does not record its use' : 'use not known'
}

const Row = ({ credential }: { readonly credential: CredentialEntry }): JSX.Element => {
  const [tone, words] = STANDING[standingOf(credential)]
  const { ageDays, ageLimit, kind, id, owner, service } = credential
  return (
    <a class="row" href={credentialAddress(credential)}>
      <span class={`badge ${tone}`}>{words}</span>
      <span class="message">
        {phrase(kind)} of {owner}
        {id === null ? null : <code> {id}</code>}
      </span>
      <span class="meta">
        {service === undefined ? null : <span>{service}</span>}
        <span>
          {days(ageDays)} old{ageLimit === null ? '' : `, limit ${ageLimit}`}
        </span>
        <span>{wordsOfUse(credential)}</span>
      </span>
      <span class="side" />
    </a>
  )
}

const SORTS = [
  ['age', 'Oldest first'],
  ['idle', 'Longest idle first'],
  ['owner', 'Owner'],
] as const
const ORDERS: ReadonlyMap<string, (a: CredentialEntry, b: CredentialEntry) => number> = new Map([
  ['age', (a, b) => (b.ageDays ?? -1) - (a.ageDays ?? -1)],
  ['idle', (a, b) => (b.idleDays ?? -1) - (a.idleDays ?? -1)],
  ['owner', (a, b) => byCodeUnit(a.owner, b.owner)],
])

interface CredentialsProps {
  readonly model: PageModel
  readonly route: Route
}

export const Credentials = ({ model, route: { words } }: CredentialsProps): JSX.Element => {
  const narrow = useNarrow()
  const all = model.document.credentials
  const [q, kind, sort, standing] = ['q', 'kind', 'sort', 'standing'].map((name) => words.get(name) ?? '') as [
    string,
    string,
    string,
    string,
  ]
  const found = useMemo(() => {
    const needle = q.toLowerCase()
    return all
      .filter(
        (credential) =>
          (kind === '' || credential.kind === kind) &&
          (standing === '' || standingOf(credential) === standing) &&
          `${credential.owner}\n${credential.id ?? ''}\n${credential.principal}`.toLowerCase().includes(needle),
      )
      .toSorted(ORDERS.get(sort || 'age'))
  }, [all, q, kind, sort, standing])
  const change = (part: Readonly<Record<string, string>>): void =>
    replaceAddress(href('credentials', '', { q, kind, sort, standing, ...part }))
  const kinds = [...new Set(all.map((credential) => credential.kind))].map((value) => [value, phrase(value)] as const)
  return (
    <>
      <h1 tabIndex={-1}>Credentials</h1>
      <form class="filters" role="search" aria-label="Credentials" onSubmit={(event) => event.preventDefault()}>
        <label class="field search">
          <span>Search</span>
          <input type="search" value={q} onInput={(event) => change({ q: event.currentTarget.value })} />
        </label>
        <Select
          name="Kind"
          all="All kinds"
          value={kind}
          choices={kinds}
          onChange={(value) => change({ kind: value })}
        />
        <Select
          name="Limits"
          all="Any"
          value={standing}
          choices={[
            ['beyond', 'Beyond a limit'],
            ['within', 'Within'],
            ['inactive', 'Inactive'],
            ['unknown', 'Not known'],
            ['no-limit', 'No limit'],
          ]}
          onChange={(value) => change({ standing: value })}
        />
        <Select name="Sort" value={sort || 'age'} choices={SORTS} onChange={(value) => change({ sort: value })} />
        <a class="reset" href={href('credentials')}>
          Reset
        </a>
      </form>
      <p class="count" role="status">
        {many(found.length, 'credential')}
      </p>
      <VirtualList
        items={found}
        rowHeight={narrow ? 96 : 60}
        name="Credentials"
        keyOf={({ principal, kind, id }, index) => `${principal} ${kind} ${id ?? index}`}
        render={(credential) => <Row credential={credential} />}
      />
    </>
  )
}
