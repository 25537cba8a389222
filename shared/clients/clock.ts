import { setTimeout as wait } from 'node:timers/promises'

/** Time is given to whatever waits or has a deadline, so that a test need not wait. */
export interface Clock {
  now(): Date
  sleep(milliseconds: number): Promise<void>
}

export const systemClock: Clock = {
  now: () => new Date(),
  sleep: async (milliseconds) => {
    await wait(milliseconds)
  },
}
