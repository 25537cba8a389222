import { createHash } from 'node:crypto'
import { postToSlack, SlackError, type SlackTarget, type SlackTools } from '#shared/clients/slack.ts'
import type { StateStore } from '#shared/jobs/remember-and-announce.ts'
import { parsePublished, type PublishedMessage } from '#shared/notifications/published-message.ts'
import { slackMessage } from '#shared/notifications/slack-message.ts'
import { markSent, readSentToday } from './sent-today.ts'

export interface DeliveryTools extends SlackTools {
  readonly target: SlackTarget
  readonly store: StateStore
  readonly toDeadLetters: (letter: { readonly body: string; readonly reason: string }) => Promise<void>
}

export type Delivery = 'sent' | 'sent before' | 'dead letter'

const idOf = (message: PublishedMessage, text: string): string =>
  message.kind === 'digest' || message.kind === 'alert'
    ? message.messageId
    : createHash('sha256').update(text).digest('hex').slice(0, 32)

const accountOf = (message: PublishedMessage): string =>
  message.kind === 'digest' || message.kind === 'alert' ? message.account.id.replaceAll(/\W/g, '_') : 'others'

/** Once for each message, in the thread of its account and day. What Slack will never take goes to the dead letters, not around again. */
export const deliver = async (
  { text, subject }: { readonly text: string; readonly subject?: string | undefined },
  tools: DeliveryTools,
): Promise<Delivery> => {
  const message = parsePublished(text, subject)
  const messageId = idOf(message, text)
  const day = `${accountOf(message)}/${tools.clock.now().toISOString().slice(0, 10)}`
  const { sent } = await readSentToday(tools.store, day)
  if (sent.messageIds.includes(messageId)) return 'sent before'
  const post = { ...slackMessage(message), ...(sent.threadTs === undefined ? {} : { threadTs: sent.threadTs }) }
  try {
    const ts = await postToSlack(tools.target, post, tools)
    await markSent(tools.store, day, { messageId, ts })
    return 'sent'
  } catch (error) {
    if (!(error instanceof SlackError) || !error.permanent) throw error
    await tools.toDeadLetters({ body: text, reason: error.message })
    return 'dead letter'
  }
}
