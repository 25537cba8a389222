import type { Clock } from './clock.ts'

interface BackOff {
  readonly clock: Clock
  readonly random: () => number
  readonly end: Date
}

const FIRST_WAIT = 1_000
const LONGEST_WAIT = 5_000

/**
 * Each wait is twice the one before, up to five seconds, half of it by chance, so that many accounts do not ask in step.
 * Answers `false`, without waiting, when the wait would reach the end.
 */
export const backOff = ({ clock, random, end }: BackOff): (() => Promise<boolean>) => {
  let longest = FIRST_WAIT
  return async () => {
    const wait = Math.round(longest * (0.5 + random() / 2))
    if (clock.now().getTime() + wait >= end.getTime()) return false
    longest = Math.min(longest * 2, LONGEST_WAIT)
    await clock.sleep(wait)
    return true
  }
}
