import { byCodeUnit } from '#shared/facts/order.ts'
import type { Finding, Severity } from '#shared/findings/finding.ts'
import type { PageModel } from './page-model.ts'

export const SEVERITY_ORDER: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info']

/** The filters of the findings list, as they stand in the address. An empty word filters nothing. */
export interface FindingFilter {
  readonly q: string
  readonly severity: readonly string[]
  readonly rule: string
  readonly status: string
  readonly owner: string
  readonly kind: string
  readonly framework: string
  readonly sort: string
  readonly group: string
}

export const NO_OWNER = '(no owner)'

export const ownerWords = ({ owner }: Finding): string => owner ?? NO_OWNER

export const filterFrom = (words: URLSearchParams): FindingFilter => ({
  q: words.get('q') ?? '',
  severity: (words.get('severity') ?? '').split(',').filter((word) => word !== ''),
  rule: words.get('rule') ?? '',
  status: words.get('status') ?? '',
  owner: words.get('owner') ?? '',
  kind: words.get('kind') ?? '',
  framework: words.get('framework') ?? '',
  sort: words.get('sort') ?? 'risk',
  group: words.get('group') ?? '',
})

const matches = (finding: Finding, filter: FindingFilter, needles: readonly string[], model: PageModel): boolean =>
  (filter.severity.length === 0 || filter.severity.includes(finding.severity)) &&
  (filter.rule === '' || finding.ruleId === filter.rule) &&
  (filter.status === '' || finding.status === filter.status) &&
  (filter.owner === '' || ownerWords(finding) === filter.owner) &&
  (filter.kind === '' || model.kindOf(finding) === filter.kind) &&
  (filter.framework === '' || finding.frameworks.includes(filter.framework)) &&
  needles.every((needle) => model.wordsOf(finding).includes(needle))

const since = (finding: Finding): string => finding.since ?? finding.firstSeen

const ORDERS: ReadonlyMap<string, (a: Finding, b: Finding) => number> = new Map([
  ['name', (a, b) => byCodeUnit(a.subject.name, b.subject.name)],
  ['rule', (a, b) => byCodeUnit(a.ruleId, b.ruleId)],
  ['oldest', (a, b) => byCodeUnit(since(a), since(b))],
  ['newest', (a, b) => byCodeUnit(since(b), since(a))],
])

/** All words must occur. The document's own order, gravest first, is the order by risk. */
export const selectFindings = (model: PageModel, filter: FindingFilter): readonly Finding[] => {
  const needles = filter.q
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const found = model.document.findings.filter((finding) => matches(finding, filter, needles, model))
  const order = ORDERS.get(filter.sort)
  return order === undefined ? found : found.toSorted(order)
}

const GROUPS: ReadonlyMap<string, (finding: Finding) => string> = new Map([
  ['rule', ({ title }) => title],
  ['severity', ({ severity }) => severity],
  ['owner', ownerWords],
  ['subject', ({ subject }) => subject.name],
])

export type FindingRow =
  | { readonly kind: 'heading'; readonly text: string; readonly count: number }
  | { readonly kind: 'finding'; readonly finding: Finding }

/** Groups keep the order of their first finding. */
export const groupFindings = (findings: readonly Finding[], group: string): readonly FindingRow[] => {
  const keyOf = GROUPS.get(group)
  if (keyOf === undefined) return findings.map((finding) => ({ kind: 'finding', finding }))
  const groups = Map.groupBy(findings, keyOf)
  return [...groups].flatMap(([text, members]): readonly FindingRow[] => [
    { kind: 'heading', text, count: members.length },
    ...members.map((finding): FindingRow => ({ kind: 'finding', finding })),
  ])
}
