import { SEVERITIES } from '#shared/findings/finding.ts'
import { byCodeUnit } from '#shared/facts/order.ts'
import type {
  AccountEntry,
  OrganizationNews,
  OrganizationSummary,
  RankedFinding,
} from '#shared/reports/organization-report.ts'
import type { AccountNews } from './account-card.ts'
import { auditedOf, type AccountResult, type OrganizationFacts } from './organization-facts.ts'

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

type PageOf = (report: string) => string | undefined

const entryOf = (result: AccountResult, pageOf: PageOf): AccountEntry => {
  const { account, state } = result
  const card = result.state === 'audited' ? result.card : undefined
  const page = card && pageOf(card.report)
  return {
    id: account.id,
    name: account.name,
    state: account.state,
    result: state,
    reason: result.state === 'audited' ? null : result.reason,
    report: card?.report ?? null,
    ...(page === undefined ? {} : { page }),
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

export const accountEntriesOf = ({ results }: OrganizationFacts, pageOf: PageOf): readonly AccountEntry[] =>
  results.map((result) => entryOf(result, pageOf)).sort(byEntry)

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
