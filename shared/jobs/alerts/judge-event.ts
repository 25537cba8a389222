import { foldRecord } from '#shared/activity/fold-record.ts'
import { newUsageProfile } from '#shared/activity/usage-profile.ts'
import { audit } from '#shared/findings/audit.ts'
import type { Exception } from '#shared/findings/exceptions.ts'
import type { Finding } from '#shared/findings/finding.ts'
import type { AuditConfiguration } from '#shared/rules/configuration.ts'
import { rulesAtOnce } from './at-once.ts'
import type { WatchedEvent } from './event-envelope.ts'
import { factsOfEvent } from './facts-of-event.ts'

export interface WatchContext {
  readonly now: Date
  readonly configuration: AuditConfiguration
  readonly exceptions: readonly Exception[]
}

/**
 * The daily audit's own rules on a log of one event: so an alert has the id that tomorrow's finding will have. Gravest first;
 * what is excepted is no alert.
 */
export const judgeEvent = (
  event: WatchedEvent,
  { now, configuration, exceptions }: WatchContext,
): readonly Finding[] => {
  const activity = newUsageProfile()
  foldRecord(activity, event.record, () => ({ actions: [], requests: [], mappedBy: 'unmapped', notes: [] }))
  const { findings } = audit({
    account: factsOfEvent(event, now),
    rules: rulesAtOnce,
    configuration,
    exceptions,
    now,
    activity,
    documentationBase: 'docs/rules/',
    standingOf: () => ({ power: 'unknown', exposed: false }),
    ownerOf: () => undefined,
  })
  return findings.filter(({ status }) => status === 'new')
}
