import type { UsageProfile } from '#shared/activity/usage-profile.ts'
import { byCodeUnit } from '#shared/facts/order.ts'

const WRITES = new Set(['TagUser', 'TagRole', 'CreateUser', 'CreateRole'])

export interface TagWriter {
  readonly arn: string
  readonly eventName: string
  readonly last: Date | undefined
}

/** Who has set tags of that user or role, latest first. CloudTrail's profile keeps who and whom, and not which tag it was. */
export const tagWritersOf = (profile: UsageProfile, principalArn: string): readonly TagWriter[] =>
  [...profile.principals.values()]
    .flatMap(({ principal, actions }) =>
      [...actions.values()]
        .filter(
          ({ eventSource, eventName, ok }) => eventSource === 'iam.amazonaws.com' && WRITES.has(eventName) && ok > 0,
        )
        .flatMap(({ eventName, resources }): readonly TagWriter[] => {
          const seen = resources.values.get(principalArn)
          if (seen === undefined) return []
          return [{ arn: principal.arn, eventName, last: seen.last === undefined ? undefined : new Date(seen.last) }]
        }),
    )
    .sort((a, b) => (b.last?.getTime() ?? 0) - (a.last?.getTime() ?? 0) || byCodeUnit(a.arn, b.arn))
