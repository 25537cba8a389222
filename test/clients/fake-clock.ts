import type { Clock } from '#shared/clients/clock.ts'

export interface FakeClock extends Clock {
  readonly slept: readonly number[]
}

/** Time passes only by sleeping, and sleeping takes none. */
export const fakeClock = (start = '2026-11-20T06:00:00Z'): FakeClock => {
  let time = Date.parse(start)
  const slept: number[] = []
  return {
    slept,
    now: () => new Date(time),
    sleep: (milliseconds) => {
      slept.push(milliseconds)
      time += milliseconds
      return Promise.resolve()
    },
  }
}
