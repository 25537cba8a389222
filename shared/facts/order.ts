/** Order by UTF-16 code unit: the same on every machine, unlike `localeCompare`. */
export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export const byKey =
  <T>(key: (item: T) => string) =>
  (a: T, b: T): number =>
    byCodeUnit(key(a), key(b))

export const sortedUnique = (values: Iterable<string>): readonly string[] =>
  Array.isArray(values) && values.length < 2 ? (values as readonly string[]) : [...new Set(values)].sort(byCodeUnit)
