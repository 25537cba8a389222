import type { AuditDocument } from './audit-document.ts'
import { findingsByRule } from './findings-by-rule.ts'
import { notAssessedByReason } from './not-assessed-by-reason.ts'
import { visible } from './plain-text.ts'
import { plural } from '#shared/facts/plural.ts'

/** Nothing from AWS may become markup: HTML, links, mentions, table cells, emphasis. */
const escaped = (text: string): string =>
  visible(text)
    .replaceAll(/[\\`*_{}[\]<>()#+!|~]/g, String.raw`\$&`)
    .replaceAll('@', '&#64;')

/** A code span whose fence is longer than any run of backticks inside. */
const code = (text: string): string => {
  const shown = visible(text)
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const pad = longest > 0 ? ' ' : ''
  return `${fence}${pad}${shown}${pad}${fence}`
}

/** What GitHub takes as the summary of one step is 1 MiB; more fails the upload (GitHub docs, "Adding a job summary"). */
const MOST_BYTES = 1_000_000

const bytesOf = (line: string): number => new TextEncoder().encode(line).byteLength + 1

/** As many lines as fit, and how many do not. */
const fitting = (lines: readonly string[], room: number): readonly string[] => {
  let left = room
  const end = lines.findIndex((line) => {
    left -= bytesOf(line)
    return left < 0
  })
  if (end === -1) return lines
  return [...lines.slice(0, end), '', `*${plural(lines.length - end, 'line')} more had no room: see the JSON or HTML.*`]
}

const headLines = ({ account, summary, evidence, assessedAt }: AuditDocument): readonly string[] => {
  const { findings } = summary
  return [
    `# Credential audit of ${escaped(account.alias ?? account.id ?? 'an account without id')}`,
    '',
    escaped(summary.verdict),
    '',
    `| account | assessed at | credential report | critical | high | medium | low | not assessed |`,
    `|---|---|---|---|---|---|---|---|`,
    `| ${escaped(account.id ?? 'unknown')} | ${assessedAt} | ${evidence.reportGeneratedAt ?? 'none'} | ${findings.critical} | ${findings.high} | ${findings.medium} | ${findings.low} | ${summary.notAssessed} |`,
    '',
  ]
}

const findingLines = ({ findings }: AuditDocument): readonly string[] =>
  findingsByRule(findings.filter(({ status }) => status !== 'excepted')).flatMap((group) => [
    `## ${group.severity}: ${escaped(group.title)} (${group.findings.length})`,
    '',
    ...group.findings.map(
      ({ message, risk, owner }) =>
        `- ${escaped(message)} (risk ${risk}${owner === undefined ? '' : `, owner ${escaped(owner)}`})`,
    ),
    '',
    ...(group.findings[0] === undefined ? [] : [escaped(group.findings[0].remediation.text), '']),
    ...(group.findings[0]?.remediation.commands ?? []).map((command) => `- ${code(command)}`),
    '',
  ])

const gapLines = ({ notAssessed }: AuditDocument): readonly string[] => [
  ...(notAssessed.length === 0 ? [] : ['## Not assessed', '']),
  ...notAssessedByReason(notAssessed).map(
    ({ reason, ruleIds, subjects }) =>
      `- ${escaped(reason)} (${plural(subjects, 'check')}: ${ruleIds.map(code).join(', ')})`,
  ),
]

/** For issues, wikis and the step summary of a pipeline. Of what is too long the gravest findings stay, and what could not be seen. */
export const formatMarkdown = (document: AuditDocument): string => {
  const head = headLines(document)
  const gaps = fitting(gapLines(document), MOST_BYTES / 4)
  const used = [...head, ...gaps].reduce((sum, line) => sum + bytesOf(line), 200)
  const lines = [...head, ...fitting(findingLines(document), MOST_BYTES - used), '', ...gaps]
  return `${lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`
}
