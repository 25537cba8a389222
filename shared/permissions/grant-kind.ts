/** `If`: only when a condition is met that depends on the request. */
const GRANT_KINDS = [
  'allowEverywhere',
  'allowSomewhere',
  'allowEverywhereIf',
  'allowSomewhereIf',
  'denyEverywhere',
  'denySomewhere',
  'denyEverywhereIf',
  'denySomewhereIf',
] as const
export type GrantKind = (typeof GRANT_KINDS)[number]

/** The kind's bit in a tally. */
export const bitOfKind = (kind: GrantKind): number => 1 << GRANT_KINDS.indexOf(kind)

/** A tally's bits in words. */
export const saidOf = (things: number): Readonly<Record<GrantKind, boolean>> => {
  const said = (kind: GrantKind): boolean => (things & bitOfKind(kind)) !== 0
  return {
    allowEverywhere: said('allowEverywhere'),
    allowSomewhere: said('allowSomewhere'),
    allowEverywhereIf: said('allowEverywhereIf'),
    allowSomewhereIf: said('allowSomewhereIf'),
    denyEverywhere: said('denyEverywhere'),
    denySomewhere: said('denySomewhere'),
    denyEverywhereIf: said('denyEverywhereIf'),
    denySomewhereIf: said('denySomewhereIf'),
  }
}

const KINDS = {
  Allow: {
    met: ['allowEverywhere', 'allowSomewhere'],
    unknown: ['allowEverywhereIf', 'allowSomewhereIf'],
  },
  Deny: {
    met: ['denyEverywhere', 'denySomewhere'],
    unknown: ['denyEverywhereIf', 'denySomewhereIf'],
  },
} as const

/** Of a statement of this effect and this verdict on its conditions: the kind on every resource, and the one on named resources. */
export const kindsOf = (
  effect: 'Allow' | 'Deny',
  verdict: 'met' | 'unknown',
): readonly [everywhere: GrantKind, somewhere: GrantKind] => KINDS[effect][verdict]
