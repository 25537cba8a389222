import { SEVERITIES, type Finding, type NotAssessed, type Severity } from '#shared/findings/finding.ts'
import type { DayOfHistory } from '#shared/findings/history.ts'
import { byCodeUnit } from '#shared/facts/order.ts'
import type { AccountNews, BriefFinding, CardOrganization } from './account-card.ts'
import { auditedOf, type AccountResult, type OrganizationFacts } from './organization-facts.ts'

/** The report of a run over the organization. Keys are added, never renamed. */
export interface OrganizationDocument {
  readonly schemaVersion: 1
  readonly kind: 'organization'
  readonly tool: { readonly name: string; readonly version: string }
  readonly run: string
  readonly assessedAt: string
  readonly organization: CardOrganization | null
  readonly summary: OrganizationSummary
  /** Findings about the organization, and about accounts beside each other. */
  readonly findings: readonly Finding[]
  readonly notAssessed: readonly NotAssessed[]
  /** The gravest findings of all accounts; the rest is in their reports. */
  readonly worst: readonly RankedFinding[]
  readonly news: OrganizationNews
  /** Open findings of all accounts by day, the oldest first. */
  readonly history?: readonly DayOfHistory[]
  /** Each account of the organization once, the worst first, then those that were not audited, then the closed. */
  readonly accounts: readonly AccountEntry[]
}

export interface OrganizationSummary {
  readonly accounts: {
    readonly listed: number
    readonly audited: number
    readonly notAudited: number
    readonly closed: number
  }
  /** Open findings of all accounts together. */
  readonly findings: Readonly<Record<Severity, number>>
  readonly notAssessed: number
}

export interface RankedFinding extends BriefFinding {
  readonly account: string
}

export interface OrganizationNews {
  readonly fresh: readonly RankedFinding[]
  readonly changed: readonly RankedFinding[]
  readonly resolved: readonly RankedFinding[]
  readonly totals: { readonly fresh: number; readonly changed: number; readonly resolved: number }
}

export interface AccountEntry {
  readonly id: string
  readonly name: string
  readonly state: string | null
  readonly result: AccountResult['state']
  readonly reason: string | null
  readonly report: string | null
  readonly assessedAt: string | null
  readonly findings: Readonly<Record<Severity, number>> | null
  readonly notAssessed: number | null
}

const MOST = 200

/** As `byGravity` orders the findings of one account, then by account. */
const byRank = (a: RankedFinding, b: RankedFinding): number =>
  SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
  b.risk - a.risk ||
  byCodeUnit(a.ruleId, b.ruleId) ||
  byCodeUnit(a.account, b.account) ||
  byCodeUnit(a.id, b.id)

/** The first of them; the report shows no more. */
export const rankedFindings = (findings: readonly RankedFinding[]): readonly RankedFinding[] =>
  findings.toSorted(byRank).slice(0, MOST)

export const worstOf = (facts: OrganizationFacts): readonly RankedFinding[] =>
  rankedFindings(
    auditedOf(facts).flatMap(({ card }) => card.worst.map((finding) => ({ ...finding, account: card.account.id }))),
  )

/** `told`: accounts whose news an earlier summary of the same run has already told. */
export const newsOf = (facts: OrganizationFacts, told: ReadonlySet<string>): OrganizationNews => {
  const news = auditedOf(facts)
    .filter(({ account }) => !told.has(account.id))
    .flatMap(({ account, card }) => card.news.map((one) => ({ account: account.id, one })))
  const list = (name: 'fresh' | 'changed' | 'resolved') =>
    rankedFindings(news.flatMap(({ account, one }) => one[name].map((finding) => ({ ...finding, account }))))
  const total = (name: 'fresh' | 'changed' | 'resolved'): number =>
    news.reduce((sum, { one }: { one: AccountNews }) => sum + one[name].length + one.leftOut[name], 0)
  return {
    fresh: list('fresh'),
    changed: list('changed'),
    resolved: list('resolved'),
    totals: { fresh: total('fresh'), changed: total('changed'), resolved: total('resolved') },
  }
}

const ORDER: readonly AccountResult['state'][] = ['audited', 'not-audited', 'closed']

const entryOf = (result: AccountResult): AccountEntry => {
  const { account, state } = result
  const card = result.state === 'audited' ? result.card : undefined
  return {
    id: account.id,
    name: account.name,
    state: account.state,
    result: state,
    reason: result.state === 'audited' ? null : result.reason,
    report: card?.report ?? null,
    assessedAt: card?.assessedAt ?? null,
    findings: card?.summary.findings ?? null,
    notAssessed: card?.summary.notAssessed ?? null,
  }
}

const byEntry = (a: AccountEntry, b: AccountEntry): number => {
  const state = ORDER.indexOf(a.result) - ORDER.indexOf(b.result)
  if (state !== 0) return state
  for (const severity of SEVERITIES) {
    const more = (b.findings?.[severity] ?? 0) - (a.findings?.[severity] ?? 0)
    if (more !== 0) return more
  }
  return byCodeUnit(a.id, b.id)
}

export const accountEntriesOf = ({ results }: OrganizationFacts): readonly AccountEntry[] =>
  results.map(entryOf).sort(byEntry)

export const organizationSummaryOf = (facts: OrganizationFacts): OrganizationSummary => {
  const count = (state: AccountResult['state']): number => facts.results.filter((one) => one.state === state).length
  const findings = { critical: 0, high: 0, medium: 0, low: 0, info: 0 }
  let notAssessed = 0
  for (const { card } of auditedOf(facts)) {
    for (const severity of SEVERITIES) findings[severity] += card.summary.findings[severity]
    notAssessed += card.summary.notAssessed
  }
  return {
    accounts: {
      listed: facts.results.length,
      audited: count('audited'),
      notAudited: count('not-audited'),
      closed: count('closed'),
    },
    findings,
    notAssessed,
  }
}
