import type { AuditResult } from '#shared/findings/audit.ts'
import type { Change } from '#shared/findings/diff.ts'
import type { OrganizationDigest } from '#shared/notifications/organization-digest.ts'
import { accountsByReason, judgeOrganization } from '#shared/organization/judge-organization.ts'
import { accountEntriesOf, newsOf, organizationSummaryOf, worstOf } from '#shared/organization/organization-document.ts'
import type { OrganizationDocument } from '#shared/reports/organization-report.ts'
import { auditedOf, type OrganizationFacts } from '#shared/organization/organization-facts.ts'
import { organizationRules } from '#shared/organization/rules/index.ts'

export interface SummaryJob {
  readonly facts: OrganizationFacts
  /** Accounts whose news an earlier summary of the same run has told. */
  readonly told: ReadonlySet<string>
  readonly knownAccounts: readonly string[]
  readonly now: Date
  readonly version: string
  readonly partition: string
  /** The address of an account's report page, by where its report lies; undefined: there is none in this partition. */
  readonly pageOf: (report: string) => string | undefined
}

export interface SummaryOutcome {
  readonly result: AuditResult
  readonly document: OrganizationDocument
}

/** The organization's rules show on the page that says how a run over an organization works. */
const DOCUMENTATION = 'docs/scale.md'

/** Cards in, judgement out; what changed since the last run is laid over it by `withOrganizationChange`. */
export const summarizeOrganization = (job: SummaryJob): SummaryOutcome => {
  const { facts, knownAccounts, now, partition, version, told } = job
  const result = judgeOrganization(facts, organizationRules, {
    now,
    partition,
    knownAccounts,
    documentation: DOCUMENTATION,
  })
  const document: OrganizationDocument = {
    schemaVersion: 1,
    kind: 'organization',
    tool: { name: 'credaudit', version },
    run: facts.run,
    assessedAt: now.toISOString(),
    organization: facts.organization ?? null,
    summary: organizationSummaryOf(facts),
    findings: result.findings,
    notAssessed: result.notAssessed,
    worst: worstOf(facts),
    news: newsOf(facts, told),
    accounts: accountEntriesOf(facts, job.pageOf),
  }
  const { findings, notAssessed } = document.summary
  return { result: { ...result, dayOfHistory: { findings, notAssessed } }, document }
}

/** The findings as the comparison with the last run knows them: since when, and what is new. */
export const withOrganizationChange = (document: OrganizationDocument, change: Change): OrganizationDocument => ({
  ...document,
  findings: [...change.state.findings, ...change.resolved],
  ...(change.state.history === undefined ? {} : { history: change.state.history }),
})

const WORST_ACCOUNTS = 10

export const organizationDigestOf = (
  facts: OrganizationFacts,
  document: OrganizationDocument,
  change: Change,
  place: Pick<OrganizationDigest, 'reportLocation' | 'reportUrl'> & { readonly environment?: string | undefined },
): OrganizationDigest => {
  const { organization, run, assessedAt, summary, news, accounts } = document
  const isGrave = (findings: OrganizationDigest['counts']): boolean => findings.critical + findings.high > 0
  return {
    organization: organization?.id ?? 'the organization',
    run,
    assessedAt,
    ...(place.environment === undefined ? {} : { environment: place.environment }),
    firstRun: change.firstRun,
    accounts: summary.accounts,
    counts: summary.findings,
    ownFresh: change.fresh,
    ownChanged: change.changed,
    ownResolved: change.resolved,
    ...news,
    worstAccounts: accounts
      .flatMap(({ id, name, findings }) => (findings !== null && isGrave(findings) ? [{ id, name, findings }] : []))
      .slice(0, WORST_ACCOUNTS),
    notAudited: accountsByReason(facts, 'not-audited'),
    reportLocation: place.reportLocation,
    reportUrl: place.reportUrl,
  }
}

/** Accounts whose news is in this summary, or was in one before. */
export const toldAfter = ({ facts, told }: Pick<SummaryJob, 'facts' | 'told'>): readonly string[] =>
  [...new Set([...told, ...auditedOf(facts).map(({ account }) => account.id)])].sort()
