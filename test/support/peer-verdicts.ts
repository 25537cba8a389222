import { describe, expect, test } from 'vitest'
import type { AccountFacts } from '#shared/facts/account.ts'
import { rulesAtOnce } from '#shared/jobs/alerts/at-once.ts'
import { activityRules } from '#shared/rules/activity/index.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { activityOf, type Event } from './activity.ts'
import { watchedAccount } from './describe-activity-rule.ts'
import { at } from './facts.ts'

/** The day after the rows' events. */
const NOW = '2026-03-21'

export interface PeerRow {
  /** Their rule, and which of its cases. */
  readonly name: string
  readonly theirs: 'fires' | 'silent'
  readonly events: readonly Event[]
  /** What our rules say of the same events, those of the watch alone included. */
  readonly ours: readonly string[]
  /** Where the two differ. */
  readonly why?: string
}

/** Rules about how a key is kept and whether the log has holes: they speak of whatever stands in such a log. */
const OF_ANY_LOG: ReadonlySet<string> = new Set(['access-key-where-role-belongs', 'activity-with-gaps'])

const judging = [...new Set([...activityRules, ...rulesAtOnce])].filter(({ id }) => !OF_ANY_LOG.has(id))

/** Which rules speak of these events, the day after. */
export const raisedBy = (events: readonly Event[], now: string, account: AccountFacts): readonly string[] => {
  const activity = activityOf(...events)
  const raises = (rule: (typeof judging)[number]): boolean =>
    rule
      .run(account, { now: at(now), configuration: defaultConfiguration, activity })
      .some(({ outcome }) => outcome.status === 'fail')
  return judging.filter(raises).map(({ id }) => id)
}

/** Holds our rules to a peer's cases; a row on which the two differ says why. */
export const describePeer = (peer: string, rows: readonly PeerRow[]): void => {
  describe(peer, () => {
    test.each(rows.map((row) => [`${row.theirs}: ${row.name}`, row] as const))('%s', (_, row) => {
      expect([...raisedBy(row.events, NOW, watchedAccount())].sort()).toEqual([...row.ours].sort())
      const agree = (row.theirs === 'fires') === row.ours.length > 0
      expect(row.why === undefined, 'a difference, and only that, has its reason').toBe(agree)
    })
  })
}
