import type { AuditDocument } from './audit-document.ts'
import { findingsByRule } from './findings-by-rule.ts'
import { notAssessedByReason } from './not-assessed-by-reason.ts'
import { plural, visible } from './plain-text.ts'

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

/** For issues, wikis and the step summary of a pipeline. */
export const formatMarkdown = (document: AuditDocument): string => {
  const { account, summary, evidence } = document
  const { findings } = summary
  const lines = [
    `# Credential audit of ${escaped(account.alias ?? account.id ?? 'an account without id')}`,
    '',
    escaped(summary.verdict),
    '',
    `| account | assessed at | credential report | critical | high | medium | low | not assessed |`,
    `|---|---|---|---|---|---|---|---|`,
    `| ${escaped(account.id ?? 'unknown')} | ${document.assessedAt} | ${evidence.reportGeneratedAt ?? 'none'} | ${findings.critical} | ${findings.high} | ${findings.medium} | ${findings.low} | ${summary.notAssessed} |`,
    '',
    ...findingsByRule(document.findings.filter(({ status }) => status !== 'excepted')).flatMap((group) => [
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
    ]),
    ...(document.notAssessed.length === 0 ? [] : ['## Not assessed', '']),
    ...notAssessedByReason(document.notAssessed).map(
      ({ reason, ruleIds, subjects }) =>
        `- ${escaped(reason)} (${plural(subjects, 'check')}: ${ruleIds.map(code).join(', ')})`,
    ),
  ]
  return `${lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`
}
