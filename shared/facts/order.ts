/** Order by UTF-16 code unit: the same on every machine, unlike `localeCompare`. */
export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export const byKey =
  <T>(key: (item: T) => string) =>
  (a: T, b: T): number =>
    byCodeUnit(key(a), key(b))

const isAscending = (values: readonly string[]): boolean => {
  for (let index = 1; index < values.length; index += 1)
    if ((values[index - 1] ?? '') >= (values[index] ?? '')) return false
  return true
}

/** The list itself where it is sorted and unique already, as most are. */
export const sortedUnique = (values: Iterable<string>): readonly string[] => {
  const list: readonly string[] | undefined = Array.isArray(values) ? values : undefined
  return list !== undefined && isAscending(list) ? list : [...new Set(values)].sort(byCodeUnit)
}
