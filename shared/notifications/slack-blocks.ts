import { slackLink, slackText } from './slack-text.ts'

export interface PlainText {
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
export const LONGEST_SECTION = 2_800
const LONGEST_HEADER = 150
const LONGEST_FALLBACK = 3_500

export const plain = (text: string, limit: number): PlainText => ({
  type: 'plain_text',
  text: slackText(text, limit),
  emoji: false,
})
/** The text must be escaped already. */
export const markdown = (text: string): Markdown => ({ type: 'mrkdwn', text, verbatim: true })
export const header = (text: string): SlackBlock => ({ type: 'header', text: plain(text, LONGEST_HEADER) })
export const line = (text: string): SlackBlock => ({ type: 'context', elements: [markdown(text)] })

/** Lines of others' words under a title of ours; the first five. */
export const sectionOf = (title: string, lines: readonly string[]): readonly SlackBlock[] =>
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

/** Where the whole report is: a link where there is one. */
export const reportLine = ({
  report,
  reportUrl,
}: {
  readonly report: string
  readonly reportUrl?: string | undefined
}): SlackBlock =>
  reportUrl === undefined
    ? { type: 'context', elements: [plain(`Whole report: ${report}`, 500)] }
    : line(slackLink(reportUrl, 'Whole report'))

const sizeOf = (blocks: readonly SlackBlock[]): number => JSON.stringify(blocks).length

interface Budget {
  readonly blocks: readonly SlackBlock[]
  readonly shown: number
}

/** As many groups, in order, as fit beside what is there and what must still come. */
export const fitting = (groups: readonly (readonly SlackBlock[])[], used: readonly SlackBlock[]): Budget => {
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

/** What Slack shows where it shows no blocks. */
export const fallback = (lines: readonly string[]): string =>
  lines.map((text) => slackText(text, Math.floor(LONGEST_FALLBACK / Math.max(1, lines.length)) - 1)).join('\n')
