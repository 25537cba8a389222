import type { ParameterSpec } from './parameters.ts'
import type { RuleCard } from './rule.ts'

const limitsOf = (spec: ParameterSpec): string => (spec.kind === 'number' ? `${spec.min} to ${spec.max}` : spec.kind)

const defaultOf = (spec: ParameterSpec): string =>
  spec.kind === 'words'
    ? spec.default.length === 0
      ? 'none'
      : spec.default.map((word) => `\`${word}\``).join(', ')
    : String(spec.default)

const parameterTable = (card: RuleCard): readonly string[] => {
  const rows = Object.entries(card.parameters).map(
    ([name, spec]) => `| \`${name}\` | ${defaultOf(spec)} | ${limitsOf(spec)} | ${spec.what} |`,
  )
  if (rows.length === 0) return ['This rule has no limits to set.']
  return ['| parameter | default | allowed | meaning |', '|---|---|---|---|', ...rows]
}

const evidenceLines = ({ needs, family }: RuleCard): readonly string[] => {
  if (family === 'exceptions') return ['The exceptions file, the opt-out tags, and the findings of this run.']
  return [
    ...needs.map((name) => `- \`${name}\``),
    '',
    'Where this evidence is missing, denied or too old, the subject is listed as *not assessed*.',
  ]
}

/** `docs/rules/<id>.md`, and what `credaudit explain-rule` prints. */
export const formatRulePage = (card: RuleCard): string => {
  const lines = [
    `# ${card.title}`,
    '',
    `\`${card.id}\` · severity ${card.severity} · family ${card.family}${card.enabledByDefault ? '' : ' · off until the configuration turns it on'}`,
    ...(card.formerly?.length ? ['', `Formerly ${card.formerly.map((id) => `\`${id}\``).join(', ')}.`] : []),
    ...(card.yieldsTo?.length
      ? [
          '',
          `Gives way to ${card.yieldsTo.map((id) => `[\`${id}\`](${id}.md)`).join(', ')} where that tells the same of the same subject.`,
        ]
      : []),
    '',
    '## Why it matters',
    '',
    card.rationale,
    '',
    '## What to do',
    '',
    card.remediation,
    '',
    '## Limits',
    '',
    ...parameterTable(card),
    '',
    '## Evidence it stands on',
    '',
    ...evidenceLines(card),
    '',
    '## Frameworks',
    '',
    ...(card.frameworks.length === 0
      ? ['None names this fault.']
      : card.frameworks.map((reference) => `- ${reference}`)),
  ]
  return `${lines.join('\n')}\n`
}
