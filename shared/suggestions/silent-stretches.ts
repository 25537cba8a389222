/** Days since the epoch, both without any record. */
export interface SilentStretch {
  readonly from: number
  readonly to: number
}

/** What lies between these days, which are sorted. */
export const silentStretches = (days: readonly number[]): readonly SilentStretch[] =>
  days.flatMap((day, index) => {
    const previous = days[index - 1]
    return previous === undefined || day - previous < 2 ? [] : [{ from: previous + 1, to: day - 1 }]
  })

// Once in two weeks or more often is a rhythm (weekends are); fewer pauses are exceptions.
const RHYTHM_DAYS = 14

/** The pause in days that the log itself makes as a rule; 0 where it makes none. */
export const regularPause = (stretches: readonly SilentStretch[], span: number): number => {
  if (stretches.length < 3 || stretches.length < span / RHYTHM_DAYS) return 0
  const lengths = stretches.map(({ from, to }) => to - from + 1).sort((a, b) => a - b)
  return lengths[Math.floor(lengths.length / 2)] ?? 0
}
