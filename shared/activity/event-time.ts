const FORM = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:?\d\d)?$/
/** Before it there was no CloudTrail to record; zero dates and epoch defaults must not pass for the first use of anything. */
const EARLIEST_YEAR = 1990

/** Milliseconds since the epoch, or undefined for what is no possible instant. Without a zone it is UTC, as CloudTrail writes. */
export const parseEventTime = (text: string): number | undefined => {
  const parts = FORM.exec(text)
  if (!parts) return undefined
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  if (year < EARLIEST_YEAR || hour > 23 || minute > 59 || second > 59) return undefined
  const at = Date.UTC(year, month - 1, day, hour, minute, second)
  const check = new Date(at)
  if (check.getUTCMonth() !== month - 1 || check.getUTCDate() !== day) return undefined
  return at + Math.floor(Number(`0.${parts[7] ?? '0'}`) * 1000) - offsetOf(parts[8])
}

const offsetOf = (zone: string | undefined): number => {
  if (zone === undefined || zone === 'Z') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000
}
