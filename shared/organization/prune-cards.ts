import type { BriefFinding } from '#shared/reports/organization-report.ts'
import type { AccountCard, AccountNews, CardTrust } from './account-card.ts'
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

/** Of each trusted account one role is shown, the first that trusts it: the examples of the others are not kept. */
const withFirstExamples = ({ account, trusts }: AccountCard, shown: Set<string>): readonly CardTrust[] | null => {
  const isOther = ({ accountId, example }: CardTrust): boolean => example !== '' && shown.has(accountId)
  const lean = trusts?.some(isOther) === true
  const kept = lean ? trusts.map((trust) => (isOther(trust) ? { ...trust, example: '' } : trust)) : trusts
  // An account that trusts itself shows nothing of whom others trust.
  for (const { accountId } of trusts ?? []) if (accountId !== account.id) shown.add(accountId)
  return kept
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
  const shown = new Set<string>()
  return cards.map((card) => {
    const trusts = withFirstExamples(card, shown)
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
    return { ...card, worst: card.worst.filter(among(worst)), news: card.news.map(pruned), trusts }
  })
}
