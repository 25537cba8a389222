/** Condition keys of a request. Keys are in lower case: IAM compares them without regard to case. */
export interface RequestContext {
  readonly values: ReadonlyMap<string, readonly string[]>
  /** Keys that the request is known not to carry. */
  readonly absent: ReadonlySet<string>
  /** What to think of every other key. */
  readonly others: 'absent' | 'unknown'
}

export type ContextValue = readonly string[] | 'absent' | 'unknown'

export const NOTHING_KNOWN: RequestContext = { values: new Map(), absent: new Set(), others: 'unknown' }

/** `others`: a CloudTrail record proves some keys and is silent about the rest (`unknown`); a simulated request carries only what it names (`absent`). */
export const contextOf = (
  values: Readonly<Record<string, string | readonly string[]>>,
  others: 'absent' | 'unknown' = 'unknown',
): RequestContext => ({
  values: new Map(
    Object.entries(values).map(([key, value]) => [key.toLowerCase(), typeof value === 'string' ? [value] : value]),
  ),
  absent: new Set(),
  others,
})

export const contextValue = (context: RequestContext, lowerKey: string): ContextValue =>
  context.values.get(lowerKey) ?? (context.absent.has(lowerKey) ? 'absent' : context.others)

/** `more` over `base`. */
export const withContext = (base: RequestContext, more: Readonly<Record<string, string>>): RequestContext => {
  const values = new Map(base.values)
  for (const [key, value] of contextOf(more).values) values.set(key, value)
  return { ...base, values }
}
