const DAY_MS = 86_400_000

/** A table's `2026-11-20` is nine in the morning of that day. */
export const instant = (text: string): Date => new Date(text.length === 10 ? `${text}T09:00:00Z` : text)

/** `2026-11-20T05:58:12Z`, as CloudTrail and the credential report write it. */
export const zulu = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`
/** `2026-11-20T05:58:12+00:00`, as the AWS CLI prints times. */
export const offset = (at: Date): string => `${at.toISOString().slice(0, 19)}+00:00`
export const offsetOf = (text: string): string => offset(instant(text))

export const addDays = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY_MS)
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10)
export const roundedDown = (at: Date, minutes: number): Date =>
  new Date(Math.floor(at.getTime() / (minutes * 60_000)) * minutes * 60_000)

export const daysFrom = (first: string, last: string): readonly string[] => {
  const days: string[] = []
  for (let day = instant(`${first}T00:00:00Z`); dayOf(day) <= last; day = addDays(day, 1)) days.push(dayOf(day))
  return days
}
