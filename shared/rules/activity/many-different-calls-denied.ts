import type { ActionUse, PrincipalUse } from '#shared/activity/usage-profile.ts'
import { DAY_MS } from '#shared/facts/instant.ts'
import { byCodeUnit, byKey } from '#shared/facts/order.ts'
import { fail, notApplicable, pass, unknown } from '../outcome.ts'
import { count, days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { someOf } from './key-traces.ts'
import { ownPrincipalsSeen } from './seen-subjects.ts'

/** Asked for by the principal itself, and never granted. */
const isOnlyRefused = ({ invokedBy, denied, ok, failed }: ActionUse): boolean =>
  invokedBy === '' && denied > 0 && ok + failed === 0

interface Calls {
  readonly refused: readonly ActionUse[]
  /** Something besides what everybody may ask STS for. */
  readonly hasGranted: boolean
}

const callsSince = ({ actions }: PrincipalUse, since: number): Calls => {
  const refused: ActionUse[] = []
  let hasGranted = false
  actions.forEach((action) => {
    hasGranted ||= action.ok > 0 && action.eventSource !== 'sts.amazonaws.com'
    if (isOnlyRefused(action) && (action.seen.last ?? 0) >= since) refused.push(action)
  })
  return { refused: refused.sort(byKey(callName)), hasGranted }
}

const callName = ({ eventSource, eventName }: ActionUse): string => `${eventSource.split('.')[0] ?? ''}:${eventName}`

const addressesOf = (actions: readonly ActionUse[]): readonly string[] =>
  [...new Set(actions.flatMap(({ sourceAddresses }) => sourceAddresses.values.keys()))].sort(byCodeUnit)

export const manyDifferentCallsDenied = defineRule({
  id: 'many-different-calls-denied',
  family: 'activity',
  title: 'A user or role was refused many different calls',
  severity: 'medium',
  frameworks: [],
  rationale:
    'A program asks for the same few things again and again. Whoever is refused many different ones, in many services, is finding out what these credentials can do.',
  remediation:
    'Ask the owner. A scanner of your own needs its permissions; if nobody knows of it, end the sessions of the role or deactivate the keys, and read what was granted.',
  needs: ['cloudtrail'],
  parameters: {
    recentDays: days(7, 'Days within which the refusals must lie.'),
    calls: count(25, 'Different calls, never granted, that make a finding.', { min: 2, max: 1000 }),
    services: count(5, 'Services to which they must belong.', { min: 1, max: 100 }),
  },
  subjects: ownPrincipalsSeen,
  evaluate({ subject, use }, { now, parameters: { recentDays, calls, services } }) {
    const { refused, hasGranted } = callsSince(use, now.getTime() - recentDays * DAY_MS)
    if (use.principal.type === 'IAMUser' && !hasGranted)
      return notApplicable('nothing at all was granted: a rule about its access key says so')
    const sources = new Set(refused.map(({ eventSource }) => eventSource))
    if (refused.length < calls || sources.size < services) {
      return use.actions.overflowed
        ? unknown('it made so many different calls that the profile holds only a part')
        : pass
    }
    const names = refused.map(callName)
    return fail(
      `${subject.name} was refused ${refused.length} different calls in ${sources.size} services: ${someOf(names)}.`,
      { evidence: { calls: names.slice(0, 50), sourceAddresses: addressesOf(refused).slice(0, 20) } },
    )
  },
})
