import { plural } from '#shared/facts/plural.ts'
import { alsoTold, bySubject } from './by-subject.ts'
import { headline } from './headline.ts'
import type {
  PublishedAlarm,
  PublishedAlert,
  PublishedDigest,
  PublishedFinding,
  PublishedMessage,
  PublishedOther,
} from './published-message.ts'
import { organizationSections, organizationSeen, type PublishedOrganization } from './published-organization.ts'
import { slackLink, slackText } from './slack-text.ts'

interface PlainText {
  readonly type: 'plain_text'
  readonly text: string
  readonly emoji: boolean
}
/** For our own words only: what others wrote goes into plain text, where no sign formats, links or mentions. */
interface Markdown {
  readonly type: 'mrkdwn'
  readonly text: string
  readonly verbatim: true
}
export type SlackBlock =
  | { readonly type: 'header'; readonly text: PlainText }
  | { readonly type: 'section'; readonly text: PlainText | Markdown }
  | { readonly type: 'context'; readonly elements: readonly (PlainText | Markdown)[] }
  | { readonly type: 'divider' }

export interface SlackMessage {
  readonly text: string
  readonly blocks: readonly SlackBlock[]
}

/** Slack takes 50 blocks and 3,000 characters in one; in all some 13,000, which is documented nowhere, so we stay well below. */
const MOST_BLOCKS = 48
const MOST_CHARACTERS = 10_000
const LONGEST_SECTION = 2_800
const LONGEST_HEADER = 150
const LONGEST_FALLBACK = 3_500

const plain = (text: string, limit: number): PlainText => ({
  type: 'plain_text',
  text: slackText(text, limit),
  emoji: false,
})
/** The text must be escaped already. */
const markdown = (text: string): Markdown => ({ type: 'mrkdwn', text, verbatim: true })
const header = (text: string): SlackBlock => ({ type: 'header', text: plain(text, LONGEST_HEADER) })
const line = (text: string): SlackBlock => ({ type: 'context', elements: [markdown(text)] })

const MARKS: Readonly<Record<PublishedFinding['severity'], string>> = {
  critical: ':red_circle:',
  high: ':large_orange_circle:',
  medium: ':large_yellow_circle:',
  low: ':large_blue_circle:',
  info: ':white_circle:',
}

/** What one subject has: the gravest, and what else is told of it. */
type Group = readonly [PublishedFinding, ...(readonly PublishedFinding[])]

const alsoLines = (others: readonly PublishedFinding[], firstRun: boolean): readonly string[] =>
  alsoTold(others, firstRun).told.map(({ severity, message }) => slackText(`Also ${severity}: ${message}`, 300))

/** Lines of plain text: what, and what to do. The line ends are ours, so each line is cleaned on its own. */
const findingText = ([{ message, remediation }, ...others]: Group, firstRun: boolean): PlainText => ({
  type: 'plain_text',
  text: [
    slackText(message, 700),
    slackText(`Do: ${remediation.commands[0] ?? remediation.text}`, 400),
    ...alsoLines(others, firstRun),
  ].join('\n'),
  emoji: false,
})

const day = (iso: string): string => slackText(iso.slice(0, 10), 10)

const findingFacts = (
  word: string,
  { severity, risk, since, firstSeen, owner, ruleId, change }: PublishedFinding,
): SlackBlock => {
  // Of what is new, the day is today's.
  const seen = word === 'changed' ? ` · first seen ${day(firstSeen)}` : ''
  const when = since === undefined ? seen : ` · since ${day(since)}`
  const facts = `${MARKS[severity]} *${word} ${severity}* · risk ${Math.round(risk)}${when}`
  const theirs = [ruleId, ...(owner === undefined ? [] : [`owner ${owner}`]), ...(change === undefined ? [] : [change])]
  return { type: 'context', elements: [markdown(facts), plain(theirs.join(' · '), 400)] }
}

const findingBlocks = (word: string, group: Group): readonly SlackBlock[] => [
  { type: 'section', text: findingText(group, word === 'found') },
  findingFacts(word, group[0]),
]

const sizeOf = (blocks: readonly SlackBlock[]): number => JSON.stringify(blocks).length

interface Budget {
  readonly blocks: readonly SlackBlock[]
  readonly shown: number
}

/** As many groups, in order, as fit beside what is there and what must still come. */
const fitting = (groups: readonly (readonly SlackBlock[])[], used: readonly SlackBlock[]): Budget => {
  const blocks: SlackBlock[] = []
  let size = sizeOf(used)
  for (const [index, group] of groups.entries()) {
    size += sizeOf(group)
    if (size > MOST_CHARACTERS || used.length + blocks.length + group.length > MOST_BLOCKS)
      return { blocks, shown: index }
    blocks.push(...group)
  }
  return { blocks, shown: groups.length }
}

const accountLine = ({ account, environment, counts, assessedAt, firstRun }: PublishedDigest): SlackBlock => ({
  type: 'context',
  elements: [
    plain([`${account.name} (${account.id})`, ...(environment === undefined ? [] : [environment])].join(' · '), 200),
    // The headline of a first run has the numbers.
    markdown(
      firstRun
        ? day(assessedAt)
        : `${counts.critical} critical · ${counts.high} high · ${counts.medium} medium · ${counts.low} low open · ${day(assessedAt)}`,
    ),
  ],
})

const reportLine = ({ report, reportUrl }: Pick<PublishedDigest, 'report' | 'reportUrl'>): SlackBlock =>
  reportUrl === undefined
    ? { type: 'context', elements: [plain(`Whole report: ${report}`, 500)] }
    : line(slackLink(reportUrl, 'Whole report'))

const totals = ({ new: fresh, changed, stillOpen, resolved, leftOut }: PublishedDigest) => ({
  new: fresh.length + leftOut.new,
  changed: changed.length + leftOut.changed,
  stillOpen: stillOpen.length + leftOut.stillOpen,
  resolved: resolved.length + leftOut.resolved,
})

const headlineOf = (digest: PublishedDigest): string => {
  const { new: fresh, changed, resolved } = totals(digest)
  return headline({
    name: digest.account.name,
    firstRun: digest.firstRun,
    counts: digest.counts,
    fresh: digest.new,
    totals: { fresh, changed, resolved, notAssessed: digest.notAssessedTotal },
  })
}

const sectionOf = (title: string, lines: readonly string[]): readonly SlackBlock[] =>
  lines.length === 0
    ? []
    : [
        line(`*${title}*`),
        {
          type: 'section',
          text: {
            type: 'plain_text',
            emoji: false,
            text: lines
              .slice(0, 5)
              .map((text) => `• ${slackText(text, Math.floor(LONGEST_SECTION / 5) - 20)}`)
              .concat(lines.length > 5 ? [`and ${lines.length - 5} more`] : [])
              .join('\n'),
          },
        },
      ]

/** Old news is not shouted: the gravest few, and the report. */
const SHOWN_OF_FIRST_RUN = 5

const digestMessage = (digest: PublishedDigest): SlackMessage => {
  const all = totals(digest)
  const head = [header(headlineOf(digest)), accountLine(digest)]
  const news = [
    ...bySubject(digest.new).map((group) => ({ group, word: digest.firstRun ? 'found' : 'new' })),
    ...bySubject(digest.changed).map((group) => ({ group, word: 'changed' })),
  ].slice(0, digest.firstRun ? SHOWN_OF_FIRST_RUN : Number.POSITIVE_INFINITY)
  const rest = [
    sectionOf(
      'Resolved',
      digest.resolved.map(({ message, resolution }) => [message, resolution?.words ?? ''].join(' ')),
    ),
    sectionOf(digest.firstRun ? 'Not assessed' : 'Not assessed any more', [
      ...new Set(digest.notAssessed.map(({ reason }) => reason)),
    ]),
    sectionOf('Exceptions that end soon', digest.endingExceptions),
  ].filter((group) => group.length > 0)
  const foot = [
    ...(all.stillOpen > 0 ? [line(`${plural(all.stillOpen, 'finding')} still open and unchanged.`)] : []),
    reportLine(digest),
  ]
  // The line that counts what did not fit needs room of its own.
  const frame = [...head, ...foot, line('x'.repeat(60))]
  const shown = fitting(
    news.map(({ word, group }) => findingBlocks(word, group)),
    frame,
  )
  const told = news
    .slice(0, shown.shown)
    .reduce((sum, { group: [, ...others] }) => sum + 1 + alsoTold(others, digest.firstRun).told.length, 0)
  const more = all.new + all.changed - told
  const ends = fitting(rest, [...frame, ...shown.blocks])
  const blocks = [
    ...head,
    ...shown.blocks,
    ...(more > 0 ? [line(`…and *${more} more*, all of them in the report.`)] : []),
    ...ends.blocks,
    ...foot,
  ]
  const worst = [...digest.new, ...digest.changed].slice(0, 5).map(({ severity, message }) => `${severity}: ${message}`)
  return { text: fallback([headlineOf(digest), ...worst]), blocks }
}

const fallback = (lines: readonly string[]): string =>
  lines.map((text) => slackText(text, Math.floor(LONGEST_FALLBACK / Math.max(1, lines.length)) - 1)).join('\n')

const alertMessage = ({ account, event, finding }: PublishedAlert): SlackMessage => {
  const title = `${finding.severity.toUpperCase()} now in ${account.name}: ${finding.title}`
  const from = [event.name, event.region, event.sourceAddress, event.userAgent].filter((part) => part !== undefined)
  return {
    text: fallback([title, finding.message]),
    blocks: [
      header(title),
      ...findingBlocks('now', [finding]),
      {
        type: 'context',
        elements: [plain(`${account.id} · ${event.time} · ${from.join(' · ')} · event ${event.id}`, 800)],
      },
    ],
  }
}

const alarmMessage = ({
  AlarmName,
  AlarmDescription,
  NewStateValue,
  NewStateReason,
  AWSAccountId,
}: PublishedAlarm): SlackMessage => {
  const title = `${NewStateValue === 'OK' ? 'Over' : 'Alarm'}: ${AlarmName}`
  return {
    text: fallback([title, AlarmDescription ?? '']),
    blocks: [
      header(title),
      { type: 'section', text: plain(AlarmDescription ?? 'This alarm has no description.', LONGEST_SECTION) },
      { type: 'context', elements: [plain([AWSAccountId ?? '', NewStateReason ?? ''].join(' · '), 600)] },
    ],
  }
}

const organizationMessage = (digest: PublishedOrganization): SlackMessage => {
  const sections = organizationSections(digest)
  const told = sections.flatMap(([, lines]) => lines).slice(0, 5)
  return {
    text: fallback([digest.subject, ...told]),
    blocks: [
      ...(digest.subject === '' ? [] : [header(digest.subject)]),
      line(slackText(organizationSeen(digest), 300)),
      ...sections.flatMap(([title, lines]) => sectionOf(title, lines)),
      reportLine(digest),
    ],
  }
}

const otherMessage = ({ subject, text, reportUrl }: PublishedOther): SlackMessage => ({
  text: fallback([subject, text]),
  blocks: [
    ...(subject === '' ? [] : [header(subject)]),
    { type: 'section', text: plain(text === '' ? '(empty)' : text, LONGEST_SECTION) },
    ...(reportUrl === undefined ? [] : [line(slackLink(reportUrl, 'Whole report'))]),
  ],
})

/** One message for one publish, within Slack's limits whatever it tells. */
export const slackMessage = (message: PublishedMessage): SlackMessage => {
  switch (message.kind) {
    case 'digest':
      return digestMessage(message)
    case 'alert':
      return alertMessage(message)
    case 'alarm':
      return alarmMessage(message)
    case 'organization-digest':
      return organizationMessage(message)
    case 'other':
      return otherMessage(message)
  }
}
