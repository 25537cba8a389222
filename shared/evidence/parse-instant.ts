const FORM = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:?\d{2})?$/u

const offsetMinutes = (zone: string | undefined): number => {
  if (zone === undefined || zone === 'Z') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))
  return zone.startsWith('-') ? -minutes : minutes
}

const milliseconds = (fraction: string | undefined): number =>
  fraction === undefined ? 0 : Number(fraction.padEnd(3, '0').slice(0, 3))

/**
 * An ISO time with `T` or a blank, `Z`, an offset, or no zone (then UTC, as all of IAM's times). Undefined for what is no such time and for
 * days that do not exist: `new Date('2024-02-30T00:00:00Z')` would roll over to the first of March.
 */
export const parseInstant = (text: string): Date | undefined => {
  const match = FORM.exec(text)
  if (match === null) return undefined
  // Taken one by one: an account has a hundred thousand times, and a list for each costs as much as the reading.
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const [hour, minute, second] = [Number(match[4]), Number(match[5]), Number(match[6])]
  const offset = offsetMinutes(match[8])
  if (hour > 23 || minute > 59 || second > 59 || Math.abs(offset) > 14 * 60) return undefined
  const at = new Date(0)
  at.setUTCFullYear(year, month - 1, day)
  if (at.getUTCFullYear() !== year || at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return undefined
  at.setUTCHours(hour, minute - offset, second, milliseconds(match[7]))
  return at
}
