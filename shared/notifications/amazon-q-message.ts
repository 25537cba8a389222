import type { Digest } from './digest.ts'
import { slackText } from './slack-text.ts'
import { subjectLine } from './subject-line.ts'

/** Custom notifications of Amazon Q Developer in chat applications (its administrator guide); other JSON is dropped in silence. */
export interface AmazonQMessage {
  readonly version: '1.0'
  readonly source: 'custom'
  readonly id: string
  readonly content: {
    readonly textType: 'client-markdown'
    readonly title: string
    readonly description: string
    readonly nextSteps: readonly string[]
    readonly keywords: readonly string[]
  }
  readonly metadata: {
    readonly threadId: string
    readonly summary: string
    readonly eventType: string
    readonly additionalContext: Readonly<Record<string, string>>
  }
}

const MOST_SHOWN = 10

/** There is no plain text here, so what others wrote stands in a code span, which nothing inside can end. */
const code = (text: string, limit: number): string => `\`${slackText(text.replaceAll('`', "'"), limit)}\``

/** One thread for an account and a day. */
export const amazonQMessage = (digest: Digest, id: string): AmazonQMessage => {
  const news = [...digest.fresh, ...digest.changed]
  const shown = news.slice(0, MOST_SHOWN)
  const lines = [
    ...shown.map(({ severity, message }) => `*${severity}* ${code(message, 300)}`),
    ...(news.length > shown.length ? [`and ${news.length - shown.length} more`] : []),
    ...(digest.resolved.length > 0 ? [`${digest.resolved.length} resolved`] : []),
    `Whole report: ${code(digest.reportLocation, 500)}`,
  ]
  const title = slackText(subjectLine(digest), 200)
  return {
    version: '1.0',
    source: 'custom',
    id,
    content: {
      textType: 'client-markdown',
      title,
      description: lines.join('\n'),
      nextSteps: shown.slice(0, 3).map(({ remediation }) => code(remediation.commands[0] ?? remediation.text, 300)),
      keywords: [...new Set(shown.map(({ severity }) => severity))],
    },
    metadata: {
      threadId: `credaudit-${digest.account.id}-${digest.assessedAt.slice(0, 10)}`,
      summary: title,
      eventType: 'credaudit-digest',
      additionalContext: { account: digest.account.id, report: slackText(digest.reportLocation, 500) },
    },
  }
}
