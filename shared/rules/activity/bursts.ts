import type { Occurrence } from '#shared/activity/occurrence.ts'

/** The last run of at least `size` events that lie within so many minutes; undefined when there is none. */
export const lastBurst = (
  occurrences: readonly Occurrence[],
  { size, minutes }: { readonly size: number; readonly minutes: number },
): readonly Occurrence[] | undefined => {
  const dated = occurrences.filter(({ at }) => at !== undefined)
  const within = (first: Occurrence | undefined, last: Occurrence | undefined): boolean =>
    (last?.at ?? 0) - (first?.at ?? 0) <= minutes * 60_000
  for (let end = dated.length - 1; end >= size - 1; end -= 1) {
    if (!within(dated[end - size + 1], dated[end])) continue
    let start = end - size + 1
    while (start > 0 && within(dated[start - 1], dated[end])) start -= 1
    return dated.slice(start, end + 1)
  }
  return undefined
}
