import type { PrincipalUse } from '#shared/activity/usage-profile.ts'
import { ownActions } from './observed-use.ts'

/** How often a principal comes, as far as the log tells. */
export interface Rhythm {
  readonly activeDays: number
  /** The longest time between two uses of one call, in days; 0 while no call was seen on two days. */
  readonly longestPause: number
  /** The call with the longest pause. */
  readonly slowest: string
  /** Every call was seen on so many different days that one more day would hardly show another. */
  readonly regular: boolean
}

const REGULAR_DAYS = 10

const daysOf = (keys: readonly string[]): readonly number[] => keys.map(Number).sort((a, b) => a - b)

const longestPauseIn = (days: readonly number[]): number =>
  days.reduce((longest, day, index) => Math.max(longest, day - (days[index - 1] ?? day)), 0)

export const rhythmOf = (uses: readonly PrincipalUse[]): Rhythm => {
  const actions = uses.flatMap(ownActions).filter(({ ok, failed, requests }) => ok + failed > 0 && requests.size > 0)
  const all = new Set<string>()
  let longestPause = 0
  let slowest = ''
  for (const { days, eventName } of actions) {
    for (const day of days.keys()) all.add(day)
    const pause = longestPauseIn(daysOf(days.keys()))
    if (pause > longestPause) {
      longestPause = pause
      slowest = eventName
    }
  }
  const regular = actions.length > 0 && actions.every(({ days }) => days.size >= REGULAR_DAYS)
  return { activeDays: all.size, longestPause, slowest, regular }
}
