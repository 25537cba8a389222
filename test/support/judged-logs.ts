import type { AccountFacts } from '#shared/facts/account.ts'
import { rulesAtOnce } from '#shared/jobs/alerts/at-once.ts'
import { activityRules } from '#shared/rules/activity/index.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { activityOf, type Event } from './activity.ts'
import { watchedAccount } from './describe-activity-rule.ts'
import type { PeerCase } from './describe-peer.ts'
import { at } from './facts.ts'

export type LogCase = PeerCase<readonly Event[]>

/** Rules about how a key is kept and whether the log has holes: they speak of whatever stands in such a log. */
const OF_ANY_LOG: ReadonlySet<string> = new Set(['access-key-where-role-belongs', 'activity-with-gaps'])

const judging = [...new Set([...activityRules, ...rulesAtOnce])].filter(({ id }) => !OF_ANY_LOG.has(id))

/** Which rules speak of these events by then, those of the watch alone included. */
export const raisedBy = (events: readonly Event[], now: string, account: AccountFacts): readonly string[] => {
  const activity = activityOf(...events)
  const raises = (rule: (typeof judging)[number]): boolean =>
    rule
      .run(account, { now: at(now), configuration: defaultConfiguration, activity })
      .some(({ outcome }) => outcome.status === 'fail')
  return judging.filter(raises).map(({ id }) => id)
}

/** Which rules speak of a case's events, the day after. */
export const onLogs = (events: readonly Event[]): readonly string[] => raisedBy(events, '2026-03-21', watchedAccount())
