export type SpanState = 'valid' | 'invalid' | 'no coverage'

/** A stretch of time of one chain, from one instant to the next (ISO 8601). */
export interface IntegritySpan {
  readonly from: string
  readonly to: string
  readonly state: SpanState
  readonly reason?: string
}

export interface IntegrityFault {
  readonly object: string
  readonly reason: string
}

/** The digests of one trail in one account and Region; backfilled ones are a chain of their own. */
export interface ChainReport {
  readonly account: string
  readonly region: string
  readonly trail: string
  readonly backfill: boolean
  readonly digests: { readonly valid: number; readonly invalid: readonly IntegrityFault[] }
  readonly logs: { readonly valid: number; readonly invalid: readonly IntegrityFault[] }
  readonly spans: readonly IntegritySpan[]
}

export interface IntegrityReport {
  readonly verdict: SpanState
  readonly chains: readonly ChainReport[]
  /** Log files that no digest names: written by somebody else, or delivered too lately for a digest. */
  readonly notCovered: readonly string[]
}

/** One fault makes the whole invalid; one hour or file without a digest keeps it from being valid. */
export const verdictOf = (chains: readonly ChainReport[], notCovered: readonly string[]): SpanState => {
  const states = chains.flatMap(({ spans, digests, logs }) => [
    ...spans.map(({ state }) => state),
    ...(digests.invalid.length + logs.invalid.length > 0 ? (['invalid'] as const) : []),
  ])
  if (states.includes('invalid')) return 'invalid'
  return states.length === 0 || notCovered.length > 0 || states.includes('no coverage') ? 'no coverage' : 'valid'
}
