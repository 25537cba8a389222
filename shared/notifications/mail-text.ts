import { type Finding, SEVERITIES } from '#shared/findings/finding.ts'
import { alsoTold, bySubject } from './by-subject.ts'
import type { Digest } from './digest.ts'
import { countWords, headline } from './headline.ts'
import { FIRST_RUN, reportLines } from './mail-frame.ts'
import { wrapped, wrappedCommand } from './wrapped.ts'

const day = (iso: string | undefined): string => (iso === undefined ? '' : iso.slice(0, 10))

const doLines = ({ remediation: { commands, text } }: Finding, note = ''): string[] => {
  const [command] = commands
  return command === undefined || note !== ''
    ? wrapped(`Do: ${command ?? text}${note}`, '  ', '    ')
    : wrappedCommand(`Do: ${command}`, '  ', '    ')
}

/** Of what is new the day is today's; else when it was first seen. */
const whenWords = ({ status, since, firstSeen }: Finding): readonly string[] => {
  if (since !== undefined) return [`since ${day(since)}`]
  return status === 'new' ? [] : [`first seen ${day(firstSeen)}`]
}

const alsoLines = (finding: Finding, first: Finding): string[] => {
  const [command] = finding.remediation.commands
  return [
    ...wrapped(`Also ${finding.severity}: ${finding.message}`, '  ', '    '),
    ...(finding.change === undefined ? [] : wrapped(`Changed: ${finding.change}`, '    ', '    ')),
    ...(command === undefined || command === first.remediation.commands[0]
      ? []
      : wrappedCommand(`Do: ${command}`, '    ', '      ')),
  ]
}

const findingLines = (
  [first, ...others]: readonly [Finding, ...(readonly Finding[])],
  firstRun: boolean,
): readonly string[] => {
  const { severity, message, change, owner, ruleId } = first
  const facts = [
    severity,
    `risk ${first.risk}`,
    ...whenWords(first),
    ...(owner === undefined ? [] : [`owner ${owner}`]),
    ruleId,
  ]
  const { told, counted } = alsoTold(others, firstRun)
  return [
    ...wrapped(message, '- ', '  '),
    ...(change === undefined ? [] : wrapped(`Changed: ${change}`, '  ', '  ')),
    ...wrapped(`(${facts.join(', ')})`, '  ', '  '),
    ...doLines(first),
    ...told.flatMap((finding) => alsoLines(finding, first)),
    ...(counted > 0 ? [`  and ${counted} more about it, in the report`] : []),
  ]
}

interface Section {
  readonly title: string
  readonly total: number
  readonly lines: readonly string[]
}

const sectionLines = ({ title, total, lines }: Section): string[] => {
  if (total === 0) return []
  const heading = `${title} (${total})`
  return ['', heading, '-'.repeat(heading.length), ...lines]
}

const MOST_KINDS = 10

/** What is not shown, by kind: a long list says in ten lines what it is about. */
const restLines = (rest: readonly Finding[]): string[] => {
  if (rest.length === 0) return []
  const kinds = [...Map.groupBy(rest, ({ severity, title }) => `${severity}: ${title}`)]
    .map(([words, findings]) => ({ words, count: findings.length, severity: findings[0]?.severity ?? 'info' }))
    .sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || b.count - a.count)
  const unnamed = kinds.slice(MOST_KINDS).reduce((sum, { count }) => sum + count, 0)
  return [
    `  and ${rest.length} more, in the report:`,
    ...kinds.slice(0, MOST_KINDS).flatMap(({ words, count }) => wrapped(`${count} ${words}`, '    ', '      ')),
    ...(unnamed > 0 ? [`    ${unnamed} of other kinds`] : []),
  ]
}

/** Old news is not shouted: the gravest few, and what the rest is about. */
const MOST_OF_FIRST_RUN = 10

const findingSection = (title: string, findings: readonly Finding[], most: number, firstRun = false): Section => {
  const groups = bySubject(findings)
  const shown = groups.slice(0, firstRun ? Math.min(most, MOST_OF_FIRST_RUN) : most)
  return {
    title,
    total: findings.length,
    lines: [
      ...shown.flatMap((group) => findingLines(group, firstRun)),
      ...restLines(groups.slice(shown.length).flat()),
    ],
  }
}

const listSection = (title: string, blocks: readonly (readonly string[])[], most: number): Section => ({
  title,
  total: blocks.length,
  lines: [
    ...blocks.slice(0, most).flat(),
    ...(blocks.length > most ? [`  and ${blocks.length - most} more, in the report`] : []),
  ],
})

const ownerWords = ({ owner }: Finding): string => (owner === undefined ? '' : ` (owner ${owner})`)

const byAge = (a: Finding, b: Finding): number => (a.firstSeen < b.firstSeen ? -1 : a.firstSeen > b.firstSeen ? 1 : 0)

const openLines = (finding: Finding): string[] => [
  ...wrapped(`${day(finding.firstSeen)} ${finding.severity}: ${finding.message}`, '- ', '  '),
  ...doLines(finding, ownerWords(finding)),
]

const resolvedLines = ({ message, resolution }: Finding): string[] => [
  ...wrapped(message, '- ', '  '),
  ...(resolution === undefined ? [] : wrapped(resolution.words, '  ', '  ')),
]

const notAssessedBlocks = (digest: Digest): string[][] => {
  const reasons = new Map<string, number>()
  for (const { reason } of digest.notAssessed) reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  return [...reasons].map(([reason, checks]) =>
    wrapped(`${reason} (${checks} ${checks === 1 ? 'check' : 'checks'})`, '- ', '  '),
  )
}

const sectionsOf = (digest: Digest, most: number): readonly Section[] => [
  findingSection(digest.firstRun ? 'FOUND' : 'NEW', digest.fresh, most, digest.firstRun),
  findingSection('CHANGED', digest.changed, most),
  listSection('STILL OPEN, OLDEST FIRST', digest.stillOpen.toSorted(byAge).map(openLines), Math.min(most, 10)),
  listSection('RESOLVED', digest.resolved.map(resolvedLines), Math.min(most, 20)),
  listSection(digest.firstRun ? 'NOT ASSESSED' : 'NOT ASSESSED ANY MORE', notAssessedBlocks(digest), 10),
  listSection(
    'EXCEPTIONS THAT END SOON',
    digest.endingExceptions.map((line) => wrapped(line, '- ', '  ')),
    10,
  ),
]

const headOf = (digest: Digest): readonly string[] => {
  const { account, environment, firstRun, counts, fresh, changed, resolved, notAssessed } = digest
  const totals = {
    fresh: fresh.length,
    changed: changed.length,
    resolved: resolved.length,
    notAssessed: notAssessed.length,
  }
  const place = [account.id, ...(environment === undefined ? [] : [environment])].join(', ')
  return [
    ...wrapped(`${headline({ name: account.name, firstRun, counts, fresh, totals })}.`, '', ''),
    ...(firstRun ? wrapped(FIRST_RUN, '', '') : [`Open now: ${countWords(counts)}.`]),
    ...wrapped(`Account ${place}, audited ${digest.assessedAt.slice(0, 16).replace('T', ' ')} UTC.`, '', ''),
  ]
}

/** Plain text, 78 columns, news first: read in the preview pane. `most` bounds what a section shows. */
export const mailText = (digest: Digest, most = 25): string =>
  `${[...headOf(digest), ...sectionsOf(digest, most).flatMap(sectionLines), ...reportLines(digest)].join('\n')}\n`
