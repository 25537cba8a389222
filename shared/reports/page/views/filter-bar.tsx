import type { JSX } from 'preact'
import { useMemo } from 'preact/hooks'
import { byCodeUnit } from '#shared/facts/order.ts'
import type { PageModel } from '../page-model.ts'
import { useNarrow } from '../parts/use-narrow.ts'
import { href, replaceAddress } from '../route.ts'
import { type FindingFilter, ownerWords, SEVERITY_ORDER } from '../select-findings.ts'
import { number } from '../words.ts'

type Choice = readonly [value: string, words: string]

interface SelectProps {
  readonly name: string
  readonly value: string
  readonly choices: readonly Choice[]
  readonly all?: string
  readonly onChange: (value: string) => void
}

export const Select = ({ name, value, choices, all, onChange }: SelectProps): JSX.Element => (
  <label class="field">
    <span>{name}</span>
    <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      {all === undefined ? null : <option value="">{all}</option>}
      {choices.map(([choice, words]) => (
        <option key={choice} value={choice} selected={choice === value}>
          {words}
        </option>
      ))}
    </select>
  </label>
)

const counted = (values: readonly string[], words: (value: string) => string = (value) => value): readonly Choice[] =>
  [...Map.groupBy(values, (value) => value)]
    .sort(([a], [b]) => byCodeUnit(words(a), words(b)))
    .map(([value, all]) => [value, `${words(value)} (${number(all.length)})`])

const useChoices = (model: PageModel) =>
  useMemo(() => {
    const { findings } = model.document
    const titles = new Map(findings.map(({ ruleId, title }) => [ruleId, title]))
    return {
      rules: counted(
        findings.map(({ ruleId }) => ruleId),
        (id) => titles.get(id) ?? id,
      ),
      statuses: counted(findings.map(({ status }) => status)),
      owners: counted(findings.map(ownerWords)),
      kinds: counted(findings.map(model.kindOf)),
    }
  }, [model])

const SORTS: readonly Choice[] = [
  ['risk', 'Gravest first'],
  ['oldest', 'Oldest first'],
  ['newest', 'Newest first'],
  ['name', 'Name'],
  ['rule', 'Rule'],
]
const GROUPS: readonly Choice[] = [
  ['', 'None'],
  ['rule', 'Rule'],
  ['severity', 'Severity'],
  ['owner', 'Owner'],
  ['subject', 'Subject'],
]

const wordsOf = ({ severity, ...rest }: FindingFilter): Readonly<Record<string, string>> => ({
  ...rest,
  sort: rest.sort === 'risk' ? '' : rest.sort,
  severity: severity.join(','),
})

const useCounts = (model: PageModel): ReadonlyMap<string, number> =>
  useMemo(
    () =>
      new Map(
        SEVERITY_ORDER.map((word) => [
          word,
          model.document.findings.filter(({ severity }) => severity === word).length,
        ]),
      ),
    [model],
  )

interface FilterBarProps {
  readonly model: PageModel
  readonly filter: FindingFilter
}

export const FilterBar = ({ model, filter }: FilterBarProps): JSX.Element => {
  const narrow = useNarrow()
  const { rules, statuses, owners, kinds } = useChoices(model)
  const change = (part: Partial<FindingFilter>): void =>
    replaceAddress(href('findings', '', wordsOf({ ...filter, ...part })))
  const toggled = (severity: string): readonly string[] =>
    filter.severity.includes(severity)
      ? filter.severity.filter((word) => word !== severity)
      : [...filter.severity, severity]
  const counts = useCounts(model)
  const selects = (
    <>
      <Select name="Rule" all="All rules" value={filter.rule} choices={rules} onChange={(rule) => change({ rule })} />
      <Select
        name="Owner"
        all="All owners"
        value={filter.owner}
        choices={owners}
        onChange={(owner) => change({ owner })}
      />
      <Select
        name="Identity"
        all="All kinds"
        value={filter.kind}
        choices={kinds}
        onChange={(kind) => change({ kind })}
      />
      <Select
        name="Status"
        all="Every status"
        value={filter.status}
        choices={statuses}
        onChange={(status) => change({ status })}
      />
      <Select name="Sort" value={filter.sort} choices={SORTS} onChange={(sort) => change({ sort })} />
      <Select name="Group" value={filter.group} choices={GROUPS} onChange={(group) => change({ group })} />
    </>
  )
  return (
    <form class="filters" role="search" aria-label="Findings" onSubmit={(event) => event.preventDefault()}>
      <label class="field search">
        <span>Search</span>
        <input
          type="search"
          value={filter.q}
          placeholder="name, key id, rule, words …"
          onInput={(event) => change({ q: event.currentTarget.value })}
        />
      </label>
      <fieldset>
        <legend>Severity</legend>
        {SEVERITY_ORDER.map((severity) => (
          <button
            key={severity}
            type="button"
            class={`chip sev-${severity}`}
            aria-pressed={filter.severity.includes(severity)}
            onClick={() => change({ severity: toggled(severity) })}
          >
            {severity} {number(counts.get(severity) ?? 0)}
          </button>
        ))}
      </fieldset>
      {narrow ? (
        <details class="more">
          <summary>More filters, sort and group</summary>
          <div class="filters">{selects}</div>
        </details>
      ) : (
        selects
      )}
      {filter.framework === '' ? null : (
        <button type="button" class="small" onClick={() => change({ framework: '' })}>
          {filter.framework} ✕<span class="hidden"> remove this filter</span>
        </button>
      )}
      <a class="reset" href={href('findings')}>
        Reset
      </a>
    </form>
  )
}
