import { requestKeyOf } from '#shared/activity/request-key.ts'
import { addSighting, newSighting } from '#shared/activity/sightings.ts'
import { addValue } from '#shared/activity/value-set.ts'
import {
  actionKey,
  newActionUse,
  newPrincipalUse,
  newUsageProfile,
  principalKey,
  type UsageProfile,
} from '#shared/activity/usage-profile.ts'
import { ACCOUNT, at } from './facts.ts'

// Usage profiles for tables: what was asked, how often, on which days.

export interface CallMade {
  readonly action: string
  readonly resources?: readonly string[]
  readonly context?: Readonly<Record<string, string>>
  readonly outcome?: 'ok' | 'denied' | 'failed'
  /** Days of use as offsets from the first one; the last is the last day of the window. */
  readonly days?: readonly number[]
  readonly count?: number
  readonly invokedBy?: string
  readonly eventName?: string
  readonly mappedBy?: string
}

export const FIRST_DAY = at('2026-01-01')
export const WINDOW_DAYS = 91
const DAY = 86_400_000

/** Every second day of the window: regular use. */
export const OFTEN: readonly number[] = Array.from({ length: 45 }, (_, index) => index * 2)

const instantOf = (day: number): number => FIRST_DAY.getTime() + day * DAY

export const newProfile = (
  days = WINDOW_DAYS,
  kinds = ['management read', 'management write'],
  silentDays: readonly number[] = [],
): UsageProfile => {
  const profile = newUsageProfile('test')
  profile.recordsRead = 1
  profile.filesRead = 1
  addSighting(profile.window, { count: 1, first: instantOf(0), last: instantOf(days - 1) })
  for (let day = 0; day < days; day += 1) {
    if (silentDays.includes(day)) continue
    for (const kind of kinds)
      profile.coverage.add(JSON.stringify([ACCOUNT, 'us-east-1', instantOf(day) / DAY, kind]), newSighting())
  }
  return profile
}

export const addCalls = (
  profile: UsageProfile,
  principal: { readonly arn: string; readonly id?: string; readonly type?: string; readonly pathUnknown?: boolean },
  calls: readonly CallMade[],
): void => {
  const { arn, id, type = 'AssumedRole', pathUnknown = false } = principal
  const who = { type, arn, account: ACCOUNT, id: '', pathUnknown }
  const use = profile.principals.obtain(principalKey(who), () => newPrincipalUse(who))
  if (use === undefined) throw new Error('The profile is full.')
  if (id !== undefined) addValue(use.ids, id, { count: 1, first: undefined, last: undefined }, () => '*')
  for (const call of calls) {
    const { action, resources = ['*'], context = {}, outcome = 'ok', days = OFTEN, count = 1, mappedBy = 'name' } = call
    const [service = '', name = ''] = action.split(':')
    const key = {
      eventSource: `${service}.amazonaws.com`,
      eventName: call.eventName ?? name,
      invokedBy: call.invokedBy ?? '',
      privilegedTask: false,
    }
    const made = use.actions.obtain(actionKey(key), () => newActionUse(key))
    if (made === undefined) throw new Error('The profile is full.')
    made.mappedBy.add(mappedBy)
    if (mappedBy !== 'unmapped') made.iamActions.add(action)
    const requestKey = requestKeyOf({ action, resources: [...resources].sort(), context })
    for (const day of days) {
      const seen = { count, first: instantOf(day), last: instantOf(day) }
      made[outcome] += count
      addSighting(made.seen, seen)
      made.days.add(String(instantOf(day) / DAY), newSighting())
      if (mappedBy === 'unmapped') continue
      const requests = outcome === 'denied' ? made.deniedRequests : made.requests
      requests.add(requestKey, seen)
    }
  }
}
