import type { Announcing } from '#shared/jobs/remember-and-announce.ts'
import type { AccountCard, AccountNews } from '#shared/organization/account-card.ts'
import { newsOfMessage } from '#shared/organization/news-of-message.ts'
import { type CardTools, writeCard } from './run-cards.ts'

export interface Leaving {
  /** Announces to the summary, by the account's card, instead of to people. */
  readonly instead: (announcing: Announcing) => Announcing
  /** The card of an account that has no news. */
  readonly finish: () => Promise<void>
}

/**
 * The message that would have gone to the topic goes into the account's card before it is marked as sent: a worker that ends in between
 * sends it again, and nothing that changed is lost.
 */
export const leaveForSummary = (tools: CardTools, run: string, card: Omit<AccountCard, 'news'>): Leaving => {
  const news: AccountNews[] = []
  const leave = () => writeCard(tools, run, { ...card, news })
  return {
    instead: (announcing) => ({
      ...announcing,
      publish: async (message) => {
        const told = newsOfMessage(message)
        if (told === undefined) return announcing.publish(message)
        news.push(told)
        await leave()
      },
    }),
    finish: async () => {
      if (news.length === 0) await leave()
    },
  }
}
