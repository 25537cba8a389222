import type { CredentialEntry } from '../../inventory.ts'

/** `unknown`: a limit holds, and what it limits is not known. `no-limit`: nobody has set one, so nothing is said to be within it. */
export type Standing = 'beyond' | 'within' | 'inactive' | 'unknown' | 'no-limit'

export interface Point {
  readonly credential: CredentialEntry
  readonly age: number
  readonly idle: number
  readonly standing: Standing
}

const exceeds = (value: number | null, limit: number | null): boolean =>
  value !== null && limit !== null && value > limit

export const standingOf = ({ status, ageDays, idleDays, ageLimit, idleLimit }: CredentialEntry): Standing => {
  if (status !== 'active') return 'inactive'
  if (exceeds(ageDays, ageLimit) || exceeds(idleDays, idleLimit)) return 'beyond'
  if (ageLimit === null && idleLimit === null) return 'no-limit'
  const dark = (ageLimit !== null && ageDays === null) || (idleLimit !== null && idleDays === null)
  return dark ? 'unknown' : 'within'
}

/** Only what has an age and an idle time can stand on the chart; the others are counted beside it. */
export const pointsOf = (credentials: readonly CredentialEntry[]): readonly Point[] =>
  credentials.flatMap((credential) => {
    const { ageDays, idleDays } = credential
    if (ageDays === null || idleDays === null) return []
    return [{ credential, age: ageDays, idle: idleDays, standing: standingOf(credential) }]
  })

/** The limits that are in force for any of them, at most four: the lines of the chart. */
export const limitsIn = (credentials: readonly CredentialEntry[], which: 'ageLimit' | 'idleLimit'): readonly number[] =>
  [...new Set(credentials.map((credential) => credential[which]))]
    .filter((limit) => limit !== null)
    .sort((a, b) => a - b)
    .slice(0, 4)
