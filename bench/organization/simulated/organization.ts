import { chanceFrom } from '#bench/audit/chance.ts'

/** What kind of organization is made; the same for the same seed. */
export interface OrganizationPlan {
  readonly accounts: number
  readonly seed: number
  /** Users and roles of the account in the middle; the sizes have a long tail. */
  readonly medianPrincipals: number
  /** One account in so many is broken; 0 for none. */
  readonly brokenOneIn: number
}

export const MANAGEMENT_NUMBER = 0
export const ORGANIZATION_ID = 'o-simulated00'

/** `refuses`: its role cannot be assumed. `garbage`: IAM answers HTML. `hangs`: IAM never answers. */
export type Health = 'well' | 'refuses' | 'garbage' | 'hangs'

const FIRST_ID = 100_000_000_000
const STEP = 7

export const idOf = (number: number): string => String(FIRST_ID + number * STEP)
export const numberOf = (id: string): number => (Number(id) - FIRST_ID) / STEP

const KINDS: readonly Health[] = ['refuses', 'garbage', 'hangs']

export const healthOf = ({ brokenOneIn }: OrganizationPlan, number: number): Health => {
  // The middle of each stretch, so that neither the management account nor a round number is hit.
  if (brokenOneIn === 0 || number % brokenOneIn !== Math.floor(brokenOneIn / 2)) return 'well'
  return KINDS[Math.floor(number / brokenOneIn) % KINDS.length] ?? 'refuses'
}

const MOST_PRINCIPALS = 5_000
const SHARE_OF_USERS = 0.08

/** Logarithmically normal with a deviation of one: one account in a hundred is ten times the median. */
export const sizeOf = ({ seed, medianPrincipals }: OrganizationPlan, number: number) => {
  const chance = chanceFrom(seed + number * 31)
  const uniform = (): number => (chance.below(1_000_000) + 1) / 1_000_001
  const normal = Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
  const principals = Math.min(MOST_PRINCIPALS, Math.max(2, Math.round(medianPrincipals * Math.exp(normal))))
  const users = Math.max(1, Math.round(principals * SHARE_OF_USERS))
  const roles = principals - users
  return { users, roles, policies: Math.max(1, Math.round(principals * 0.15)) }
}
