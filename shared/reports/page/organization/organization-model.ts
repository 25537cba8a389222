import type { Finding } from '#shared/findings/finding.ts'
import type { AccountEntry, BriefFinding, OrganizationDocument } from '../../organization-report.ts'

/** A finding of the organization itself, or one of the gravest of an account. */
export interface OrganizationFinding {
  /** Undefined: it is about the organization or several accounts. */
  readonly account: AccountEntry | undefined
  readonly finding: BriefFinding
  readonly whole: Finding | undefined
  readonly words: string
}

export interface OrganizationModel {
  readonly report: OrganizationDocument
  readonly accounts: ReadonlyMap<string, AccountEntry>
  /** The gravest first. */
  readonly findings: readonly OrganizationFinding[]
  readonly findingsOf: (account: string) => readonly OrganizationFinding[]
  readonly byId: ReadonlyMap<string, OrganizationFinding>
}

export const findingKey = ({ account, finding }: Pick<OrganizationFinding, 'account' | 'finding'>): string =>
  account === undefined ? finding.id : `${account.id}:${finding.id}`

const wordsOf = (finding: BriefFinding, account: AccountEntry | undefined): string =>
  [
    finding.message,
    finding.title,
    finding.ruleId,
    finding.subject.name,
    finding.subject.arn,
    account?.id ?? '',
    account?.name ?? '',
  ]
    .join('\n')
    .toLowerCase()

export const organizationModel = (report: OrganizationDocument): OrganizationModel => {
  const accounts = new Map(report.accounts.map((entry) => [entry.id, entry]))
  const own = report.findings
    .filter(({ status }) => status !== 'resolved')
    .map((finding): OrganizationFinding => ({
      account: undefined,
      finding,
      whole: finding,
      words: wordsOf(finding, undefined),
    }))
  const ofAccounts = report.worst.map((finding): OrganizationFinding => {
    const account = accounts.get(finding.account)
    return { account, finding, whole: undefined, words: wordsOf(finding, account) }
  })
  const findings = [...own, ...ofAccounts].sort((a, b) => b.finding.risk - a.finding.risk)
  const grouped = Map.groupBy(findings, ({ account }) => account?.id)
  return {
    report,
    accounts,
    findings,
    findingsOf: (account) => grouped.get(account) ?? [],
    byId: new Map(findings.map((one) => [findingKey(one), one])),
  }
}
