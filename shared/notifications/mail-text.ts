import type { Finding } from '#shared/findings/finding.ts'
import { ascii } from './ascii.ts'
import type { Digest } from './digest.ts'

const COLUMNS = 78

/** Breaks at blanks, and inside words that are longer than a line (ARNs): no mail gateway needs to break them for us. */
export const wrapped = (text: string, first: string, rest: string): string[] => {
  const lines: string[] = []
  let line = first
  for (const word of ascii(text)
    .split(' ')
    .filter((word) => word !== '')) {
    let left = word
    if (line.trim() !== '' && line !== first && line !== rest && line.length + 1 + left.length > COLUMNS) {
      lines.push(line)
      line = rest
    }
    while (line.length + left.length + 1 > COLUMNS && left.length > COLUMNS - rest.length) {
      const room = COLUMNS - line.length - 1
      lines.push(`${line}${joint(line, first, rest)}${left.slice(0, room)}`)
      left = left.slice(room)
      line = rest
    }
    line = `${line}${joint(line, first, rest)}${left}`
  }
  return [...lines, line]
}

const joint = (line: string, first: string, rest: string): string => (line === first || line === rest ? '' : ' ')

const day = (iso: string | undefined): string => (iso === undefined ? '' : iso.slice(0, 10))

const findingLines = (finding: Finding): string[] => {
  const { severity, message, change, since, firstSeen, owner, remediation, ruleId } = finding
  const when = since === undefined ? `first seen ${day(firstSeen)}` : `since ${day(since)}`
  const facts = [
    severity,
    `risk ${finding.risk}`,
    when,
    ...(owner === undefined ? [] : [`owner ${owner}`]),
    ruleId,
  ].join(', ')
  const [command] = remediation.commands
  return [
    ...wrapped(message, '- ', '  '),
    ...(change === undefined ? [] : wrapped(`Changed: ${change}`, '  ', '  ')),
    ...wrapped(`(${facts})`, '  ', '  '),
    ...wrapped(`Do: ${command ?? remediation.text}`, '  ', '    '),
  ]
}

interface Section {
  readonly title: string
  readonly blocks: readonly (readonly string[])[]
  /** How many blocks this section shows at most; the rest is counted. */
  readonly most: number
}

const sectionLines = ({ title, blocks, most }: Section): string[] => {
  if (blocks.length === 0) return []
  const rest = blocks.length - most
  return [
    '',
    `${title} (${blocks.length})`,
    '-'.repeat(title.length),
    ...blocks.slice(0, most).flat(),
    ...(rest > 0 ? [`  and ${rest} more, in the report`] : []),
  ]
}

const ownerWords = (owner: string | undefined): string => (owner === undefined ? '' : ` (owner ${owner})`)

const byAge = (a: Finding, b: Finding): number => (a.firstSeen < b.firstSeen ? -1 : a.firstSeen > b.firstSeen ? 1 : 0)

const notAssessedBlocks = (digest: Digest): string[][] => {
  const reasons = new Map<string, number>()
  for (const { reason } of digest.notAssessed) reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  return [...reasons].map(([reason, checks]) =>
    wrapped(`${reason} (${checks} ${checks === 1 ? 'check' : 'checks'})`, '- ', '  '),
  )
}

const sectionsOf = (digest: Digest, most: number): readonly Section[] => [
  { title: digest.firstRun ? 'FOUND' : 'NEW', blocks: digest.fresh.map(findingLines), most },
  { title: 'CHANGED', blocks: digest.changed.map(findingLines), most },
  {
    title: 'STILL OPEN, OLDEST FIRST',
    blocks: digest.stillOpen
      .toSorted(byAge)
      .map(({ message, firstSeen, severity, owner, remediation }) => [
        ...wrapped(`${day(firstSeen)} ${severity}: ${message}`, '- ', '  '),
        ...wrapped(`Do: ${remediation.commands[0] ?? remediation.text}${ownerWords(owner)}`, '  ', '    '),
      ]),
    most: Math.min(most, 10),
  },
  {
    title: 'RESOLVED',
    blocks: digest.resolved.map(({ message, resolution }) => [
      ...wrapped(message, '- ', '  '),
      ...(resolution === undefined ? [] : wrapped(resolution.words, '  ', '  ')),
    ]),
    most: Math.min(most, 20),
  },
  { title: 'NOT ASSESSED ANY MORE', blocks: notAssessedBlocks(digest), most: 10 },
  {
    title: 'EXCEPTIONS THAT END SOON',
    blocks: digest.endingExceptions.map((line) => wrapped(line, '- ', '  ')),
    most: 10,
  },
]

const footerOf = ({ reportLocation, reportUrl }: Digest): readonly string[] => [
  '',
  ...wrapped(`Whole report: ${reportLocation}`, '', '  '),
  ...(reportUrl === undefined ? [] : wrapped(reportUrl, '  ', '  ')),
]

const FIRST_RUN =
  'This is the first audit, so most of it is old news: the gravest stand first. From now on a mail comes only when something changed.'

/** Plain text, 78 columns, news first: read in the preview pane. `most` bounds the findings of a section. */
export const mailText = (digest: Digest, most = 25): string => {
  const { critical, high, medium, low } = digest.counts
  const head = [
    ...wrapped(
      `Credential audit of ${digest.account.name} (${digest.account.id}), ${digest.assessedAt.slice(0, 16).replace('T', ' ')} UTC`,
      '',
      '',
    ),
    `Open: ${critical} critical, ${high} high, ${medium} medium, ${low} low.`,
    ...(digest.firstRun ? wrapped(FIRST_RUN, '', '') : []),
  ]
  return `${[...head, ...sectionsOf(digest, most).flatMap(sectionLines), ...footerOf(digest)].join('\n')}\n`
}
