export const DAY_MS = 86_400_000
export const HOUR_MS = 3_600_000

/** Whole days from `from` to `to`, rounded down; 0 when `from` is later (clock skew is reported as a data problem, not as a negative age). */
export const daysBetween = (from: Date, to: Date): number =>
  Math.max(0, Math.floor((to.getTime() - from.getTime()) / DAY_MS))

/** True once more than `days` times 24 hours have passed: exactly at the limit is still within it. */
export const isOlderThan = (from: Date, days: number, now: Date): boolean =>
  now.getTime() - from.getTime() > days * DAY_MS

export const latestOf = (instants: readonly Date[]): Date | undefined =>
  instants.reduce<Date | undefined>((latest, at) => (latest === undefined || at > latest ? at : latest), undefined)

export const isoDate = (at: Date): string => at.toISOString().slice(0, 10)
