import type { AccountCard, AccountNews, BriefFinding } from './account-card.ts'
import { rankedFindings } from './organization-document.ts'

type Pick = (card: AccountCard) => readonly BriefFinding[]

/** The findings that the report could still show, of all those that `of` picks. */
const kept = (cards: readonly AccountCard[], of: Pick): ReadonlySet<string> =>
  new Set(
    rankedFindings(cards.flatMap((card) => of(card).map((finding) => ({ ...finding, account: card.account.id })))).map(
      ({ account, id }) => `${account} ${id}`,
    ),
  )

const newsOfList = (name: 'fresh' | 'changed' | 'resolved'): Pick => {
  return ({ news }) => news.flatMap((one) => one[name])
}

/**
 * Cards without the findings that others outrank: the report shows only so many, and ten thousand accounts have more than there is memory.
 * What goes is counted in `leftOut`; report and message are the same as without.
 */
export const pruneCards = (cards: readonly AccountCard[]): readonly AccountCard[] => {
  const worst = kept(cards, (card) => card.worst)
  const fresh = kept(cards, newsOfList('fresh'))
  const changed = kept(cards, newsOfList('changed'))
  const resolved = kept(cards, newsOfList('resolved'))
  return cards.map((card) => {
    const among = (set: ReadonlySet<string>) => (finding: BriefFinding) => set.has(`${card.account.id} ${finding.id}`)
    const pruned = (one: AccountNews): AccountNews => {
      const lists = {
        fresh: one.fresh.filter(among(fresh)),
        changed: one.changed.filter(among(changed)),
        resolved: one.resolved.filter(among(resolved)),
      }
      const gone = (name: keyof typeof lists): number => one.leftOut[name] + one[name].length - lists[name].length
      return {
        ...one,
        ...lists,
        leftOut: { fresh: gone('fresh'), changed: gone('changed'), resolved: gone('resolved') },
      }
    }
    return { ...card, worst: card.worst.filter(among(worst)), news: card.news.map(pruned) }
  })
}
