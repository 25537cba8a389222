/** `unknown`: it depends on something that cannot be known from here, and is never read as either of the others. */
export type Ternary = 'met' | 'not-met' | 'unknown'

/** All must be met. */
export const everyTernary = <T>(items: Iterable<T>, judge: (item: T) => Ternary): Ternary => {
  let result: Ternary = 'met'
  for (const item of items) {
    const verdict = judge(item)
    if (verdict === 'not-met') return 'not-met'
    if (verdict === 'unknown') result = 'unknown'
  }
  return result
}

/** One is enough. */
export const someTernary = <T>(items: Iterable<T>, judge: (item: T) => Ternary): Ternary => {
  let result: Ternary = 'not-met'
  for (const item of items) {
    const verdict = judge(item)
    if (verdict === 'met') return 'met'
    if (verdict === 'unknown') result = 'unknown'
  }
  return result
}

export const notTernary = (value: Ternary): Ternary =>
  value === 'unknown' ? 'unknown' : value === 'met' ? 'not-met' : 'met'

export const ternaryOf = (value: boolean): Ternary => (value ? 'met' : 'not-met')
