import type { NotAssessed } from '#shared/findings/finding.ts'
import { byCodeUnit, sortedUnique } from '#shared/facts/order.ts'

export interface Gap {
  readonly reason: string
  readonly ruleIds: readonly string[]
  readonly subjects: number
}

/** One missing file silences many rules: people read the reason once. Widest gaps first. */
export const notAssessedByReason = (notAssessed: readonly NotAssessed[]): readonly Gap[] => {
  const byReason = new Map<string, NotAssessed[]>()
  for (const gap of notAssessed) {
    const same = byReason.get(gap.reason)
    if (same) same.push(gap)
    else byReason.set(gap.reason, [gap])
  }
  return [...byReason]
    .map(([reason, gaps]) => ({
      reason,
      ruleIds: sortedUnique(gaps.map(({ ruleId }) => ruleId)),
      subjects: gaps.length,
    }))
    .sort((a, b) => b.subjects - a.subjects || byCodeUnit(a.reason, b.reason))
}
