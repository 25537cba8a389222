import stringWidth from 'string-width'
import wrapAnsi from 'wrap-ansi'
import type { Finding } from '#shared/findings/finding.ts'
import type { AccountEntry, OrganizationDocument } from './organization-report.ts'
import type { Paint } from './paint.ts'
import { visible } from './plain-text.ts'
import { plural } from '#shared/facts/plural.ts'

export interface OrganizationTableOptions {
  /** Columns of the terminal. */
  readonly width: number
  readonly paint: Paint
  /** Every account and finding; else the first. */
  readonly all: boolean
}

const SHOWN_ACCOUNTS = 30
const SHOWN_FINDINGS = 10
const SHOWN_PER_RULE = 5

const hanging = (text: string, indent: number, width: number): string[] =>
  wrapAnsi(text, Math.max(30, width - indent), { trim: true, hard: true })
    .split('\n')
    .map((line, index) => (index === 0 ? `${' '.repeat(indent - 2)}- ` : ' '.repeat(indent)) + line)

const countsOf = ({ critical, high, medium, low }: NonNullable<AccountEntry['findings']>, paint: Paint): string =>
  [
    paint.critical(`${critical} critical`),
    paint.high(`${high} high`),
    paint.medium(`${medium} medium`),
    paint.low(`${low} low`),
  ].join(' · ')

const header = ({ organization, run, assessedAt, summary }: OrganizationDocument, paint: Paint): string[] => {
  const { listed, audited, notAudited, closed } = summary.accounts
  return [
    `${paint.strong(visible(organization?.id ?? run))} · assessed ${assessedAt.slice(0, 10)} ${assessedAt.slice(11, 16)} UTC`,
    `${plural(listed, 'account')}: ${audited} audited, ${notAudited} not, ${closed} closed`,
    `${countsOf(summary.findings, paint)} · ${plural(summary.notAssessed, 'check')} not assessed`,
  ]
}

const rest = (left: number, what: string, paint: Paint): string[] =>
  left > 0 ? [paint.faint(`    and ${left} more ${what} (--all shows them)`)] : []

const entryLines = ({ id, name, findings, notAssessed, reason }: AccountEntry, options: OrganizationTableOptions) => {
  const { width, paint } = options
  const whose = name === id || name === '' ? id : `${id} ${name}`
  const gaps = plural(notAssessed ?? 0, 'check')
  const words =
    findings === null ? visible(reason ?? 'no reason told') : `${countsOf(findings, paint)} · ${gaps} not assessed`
  return hanging(`${visible(whose)}: ${words}`, 4, width)
}

const section = (title: string, lines: readonly string[], paint: Paint): string[] =>
  lines.length === 0 ? [] : ['', paint.strong(title), ...lines]

const accountsSection = (
  title: string,
  accounts: readonly AccountEntry[],
  options: OrganizationTableOptions,
): string[] => {
  const shown = options.all ? accounts : accounts.slice(0, SHOWN_ACCOUNTS)
  const lines = shown.flatMap((entry) => entryLines(entry, options))
  return section(title, [...lines, ...rest(accounts.length - shown.length, 'accounts', options.paint)], options.paint)
}

const ruleLines = (findings: readonly Finding[], options: OrganizationTableOptions): string[] => {
  const [first] = findings
  if (first === undefined) return []
  const { paint, width, all } = options
  const shown = all ? findings : findings.slice(0, SHOWN_PER_RULE)
  const left = `${paint[first.severity](first.severity.toUpperCase())} ${paint.strong(first.title)}`
  const gap = Math.max(2, width - stringWidth(left) - first.ruleId.length)
  return [
    `${left}${' '.repeat(gap)}${paint.faint(first.ruleId)}`,
    ...shown.flatMap(({ message }) => hanging(visible(message), 4, width)),
    ...rest(findings.length - shown.length, 'findings', paint),
  ]
}

/** What was not audited has a section of its own. */
const isShown = ({ status, ruleId }: Finding): boolean =>
  status !== 'excepted' && status !== 'resolved' && ruleId !== 'organization-account-not-audited'

/** The organization for a person at a terminal: accounts worst first, what holds across them, what could not be seen. */
export const formatOrganizationTable = (document: OrganizationDocument, options: OrganizationTableOptions): string => {
  const { paint, width, all } = options
  const of = (result: AccountEntry['result']) => document.accounts.filter((entry) => entry.result === result)
  const byRule = Map.groupBy(document.findings.filter(isShown), ({ ruleId }) => ruleId)
  const worst = all ? document.worst : document.worst.slice(0, SHOWN_FINDINGS)
  const lines = [
    ...header(document, paint),
    ...accountsSection('Accounts, the worst first', of('audited'), options),
    ...accountsSection('Not audited', of('not-audited'), options),
    ...accountsSection('Closed', of('closed'), options),
    ...section(
      'Across accounts',
      [...byRule.values()].flatMap((found) => ruleLines(found, options)),
      paint,
    ),
    ...section(
      'The gravest in single accounts',
      worst.flatMap(({ account, severity, message }) =>
        hanging(`${paint[severity](severity)} ${account}: ${visible(message)}`, 4, width),
      ),
      paint,
    ),
    ...section(
      'Not assessed across accounts (never counted as a pass)',
      document.notAssessed.flatMap(({ ruleId, reason }) => hanging(visible(`${reason} [${ruleId}]`), 4, width)),
      paint,
    ),
  ]
  return `${lines.join('\n')}\n`
}
