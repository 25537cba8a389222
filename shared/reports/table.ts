import stringWidth from 'string-width'
import wrapAnsi from 'wrap-ansi'
import type { Finding, Severity } from '#shared/findings/finding.ts'
import type { ActivityEntry, AuditDocument } from './audit-document.ts'
import { findingsByRule, type RuleGroup } from './findings-by-rule.ts'
import { notAssessedByReason } from './not-assessed-by-reason.ts'
import { visible } from './plain-text.ts'
import { plural } from '#shared/facts/plural.ts'
import type { Paint } from './paint.ts'

export interface TableOptions {
  /** Columns of the terminal. */
  readonly width: number
  readonly paint: Paint
  /** Findings shown of each rule; the rest is counted. */
  readonly perRule: number
}

const indented = (text: string, indent: number, width: number): string[] =>
  wrapAnsi(text, Math.max(30, width - indent), { trim: true, hard: true })
    .split('\n')
    .map((line) => ' '.repeat(indent) + line)

/** `left` and `right` at the two edges of a line; on a narrow terminal on two lines. */
const edges = (left: string, right: string, width: number): string[] => {
  const gap = width - stringWidth(left) - stringWidth(right)
  return gap >= 2 ? [left + ' '.repeat(gap) + right] : [...indented(left, 0, width), ...indented(right, 0, width)]
}

const utc = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`

const logWords = ({ records, first, last }: ActivityEntry): string => {
  const days = first === null || last === null ? '' : `, ${first.slice(0, 10)} to ${last.slice(0, 10)}`
  return `${records.toLocaleString('en-US')} records${days}`
}

const counted = (value: number | null, one: string, many?: string): string =>
  value === null ? `${many ?? `${one}s`} not read` : plural(value, one, many)

const header = (document: AuditDocument, { width, paint }: TableOptions): string[] => {
  const { account, evidence, summary } = document
  const { subjects } = summary
  const name = [account.alias, account.id ?? 'account id unknown'].filter((part) => part !== null).join(' · ')
  const sizes = [
    counted(subjects.users, 'user'),
    counted(subjects.accessKeys, 'access key'),
    counted(subjects.roles, 'role'),
    counted(subjects.groups, 'group'),
    counted(subjects.policies, 'policy', 'policies'),
  ].join(', ')
  const report = evidence.reportGeneratedAt === null ? 'none' : utc(evidence.reportGeneratedAt)
  const activity = evidence.activity === null ? 'none' : logWords(evidence.activity)
  return [
    ...edges(paint.strong(visible(name)), `assessed ${utc(document.assessedAt)}`, width),
    ...edges(sizes, `credential report ${report} · CloudTrail ${activity}`, width),
    ...indented(paint[worst(document)](summary.verdict), 0, width),
  ]
}

const worst = ({ summary }: AuditDocument): Severity => {
  const { findings } = summary
  if (findings.critical > 0) return 'critical'
  if (findings.high > 0) return 'high'
  return findings.medium > 0 ? 'medium' : 'low'
}

const about = ({ status, firstSeen, owner, risk, message }: Finding, assessedAt: string): string => {
  const facts = [
    `risk ${risk}`,
    ...(owner === undefined ? [] : [`owner ${owner}`]),
    ...(status === 'open' || status === 'changed' ? [`open since ${firstSeen.slice(0, 10)}`] : []),
    ...(status === 'new' && firstSeen !== assessedAt ? ['new'] : []),
  ]
  return visible(`${message} [${facts.join(', ')}]`)
}

const ruleLines = (group: RuleGroup, document: AuditDocument, { width, paint, perRule }: TableOptions): string[] => {
  const shown = group.findings.slice(0, perRule)
  const rest = group.findings.length - shown.length
  const title = `${paint[group.severity](group.severity.toUpperCase())} ${paint.strong(group.title)}`
  const [first] = group.findings
  const command = first?.remediation.commands[0]
  return [
    ...edges(
      title,
      paint.faint(`${group.ruleId}${group.findings.length > 1 ? ` · ${group.findings.length}` : ''}`),
      width,
    ),
    ...shown.flatMap((finding) => bullet(about(finding, document.assessedAt), width)),
    ...(rest > 0 ? [paint.faint(`    and ${rest} more (--all shows them)`)] : []),
    ...(command === undefined ? [] : indented(paint.faint(`$ ${visible(command)}`), 4, width)),
    '',
  ]
}

const bullet = (text: string, width: number): string[] =>
  indented(text, 4, width).map((line, index) => (index === 0 ? `  - ${line.slice(4)}` : line))

const gapLines = (document: AuditDocument, { width, paint }: TableOptions): string[] => {
  const gaps = notAssessedByReason(document.notAssessed)
  if (gaps.length === 0) return []
  return [
    paint.strong('Not assessed') + paint.faint(' (never counted as a pass)'),
    ...gaps.flatMap(({ reason, ruleIds, subjects }) => {
      const rules =
        ruleIds.length > 4
          ? `${ruleIds.slice(0, 3).join(', ')} and ${ruleIds.length - 3} more rules`
          : ruleIds.join(', ')
      return bullet(`${visible(reason)} ${paint.faint(`[${plural(subjects, 'check')}: ${rules}]`)}`, width)
    }),
    '',
  ]
}

const footer = ({ summary }: AuditDocument, { paint, width }: TableOptions): string[] => {
  const { critical, high, medium, low, info } = summary.findings
  const counts = [
    paint.critical(`${critical} critical`),
    paint.high(`${high} high`),
    paint.medium(`${medium} medium`),
    paint.low(`${low} low`),
    ...(info > 0 ? [paint.info(`${info} info`)] : []),
  ].join(' · ')
  const { rules } = summary
  const rest = `${plural(rules.passing, 'rule')} of ${rules.run} passed · ${plural(summary.notAssessed, 'check')} not assessed`
  return indented(`${counts} · ${rest}`, 0, width)
}

/** The audit for a person at a terminal: the account in three lines, the worst first, then what could not be seen. */
export const formatTable = (document: AuditDocument, options: TableOptions): string => {
  const open = document.findings.filter(({ status }) => status !== 'excepted' && status !== 'resolved')
  const excepted = document.findings.filter(({ status }) => status === 'excepted').length
  const lines = [
    ...header(document, options),
    '',
    ...findingsByRule(open).flatMap((group) => ruleLines(group, document, options)),
    ...gapLines(document, options),
    ...(excepted > 0 ? [`${plural(excepted, 'finding')} excepted; --format json lists them.`] : []),
    ...footer(document, options),
  ]
  return `${lines.join('\n')}\n`
}
