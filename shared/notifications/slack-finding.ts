import { alsoTold } from './by-subject.ts'
import type { PublishedFinding } from './published-message.ts'
import { markdown, plain, type PlainText, type SlackBlock } from './slack-blocks.ts'
import { slackText } from './slack-text.ts'

const MARKS: Readonly<Record<PublishedFinding['severity'], string>> = {
  critical: ':red_circle:',
  high: ':large_orange_circle:',
  medium: ':large_yellow_circle:',
  low: ':large_blue_circle:',
  info: ':white_circle:',
}

/** What one subject has: the gravest, and what else is told of it. */
export type Group = readonly [PublishedFinding, ...(readonly PublishedFinding[])]

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

export const day = (iso: string): string => slackText(iso.slice(0, 10), 10)

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

export const findingBlocks = (word: string, group: Group): readonly SlackBlock[] => [
  { type: 'section', text: findingText(group, word === 'found') },
  findingFacts(word, group[0]),
]
