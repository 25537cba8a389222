import { DAY_MS } from '#shared/facts/instant.ts'

/** An exception that nobody looks at for longer is a setting. */
export const LONGEST_EXCEPTION_DAYS = 366

/** The instant after the last moment of that day in UTC; undefined for a day that the calendar does not have. */
export const endOfDay = (day: string): Date | undefined => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined
  const start = new Date(`${day}T00:00:00.000Z`)
  if (Number.isNaN(start.getTime()) || start.toISOString().slice(0, 10) !== day) return undefined
  return new Date(start.getTime() + DAY_MS)
}
