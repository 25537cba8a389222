import { byCodeUnit } from '#shared/facts/order.ts'
import type { PolicySuggestion, Verdict } from '#shared/suggestions/policy-suggestion.ts'
import { ascii } from './ascii.ts'

/** What the last run said of each principal. */
export type EarlierVerdicts = ReadonlyMap<string, string>

export interface SuggestionNews {
  readonly subject: string
  readonly message: string
}

const RANK: Readonly<Record<Verdict, number>> = { refused: 0, review: 1, ready: 2 }
const rankOf = (verdict: string | undefined): number =>
  verdict === 'ready' || verdict === 'review' || verdict === 'refused' ? RANK[verdict] : -1

// A mail with thousands of lines is read by nobody; the report has all of them.
const MOST_NAMED = 50

const line = ({ principal, verdict, removed, policies }: PolicySuggestion): string => {
  const would = removed === null ? '' : `: ${removed.actions} of ${removed.before.actions} actions would go`
  const paths = removed?.escalationPathsClosed.length ?? 0
  return `- ${verdict} ${principal}${would}${paths > 0 ? `, ${paths} escalation paths closed` : ''} (${policies.length} ${policies.length === 1 ? 'policy' : 'policies'})`
}

/** The principals for which a better suggestion is there than last time; undefined when there is nothing to tell. */
export const suggestionNews = (
  account: string,
  suggestions: readonly PolicySuggestion[],
  earlier: EarlierVerdicts,
  location: string,
): SuggestionNews | undefined => {
  const better = suggestions
    .filter(({ policies }) => policies.length > 0)
    .filter(({ principal, verdict }) => RANK[verdict] > Math.max(0, rankOf(earlier.get(principal))))
    .sort((a, b) => RANK[b.verdict] - RANK[a.verdict] || byCodeUnit(a.principal, b.principal))
  if (better.length === 0) return undefined
  const ready = better.filter(({ verdict }) => verdict === 'ready').length
  const named = better.slice(0, MOST_NAMED).map(line)
  const rest = better.length - named.length
  return {
    subject: ascii(
      `credaudit ${account}: ${ready} of ${better.length} new least-privilege suggestions are ready`,
    ).slice(0, 99),
    message: [
      `New or better suggestions for account ${account}. Each has its proof and its assumptions in the report; nothing was changed.`,
      '',
      ...named,
      ...(rest > 0 ? [`and ${rest} more`] : []),
      '',
      `Report: ${location}`,
    ].join('\n'),
  }
}
