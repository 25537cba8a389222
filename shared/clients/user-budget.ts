import type { UserEvidence } from './user-source.ts'

/** IAM allows two access keys a user: that many last uses are set aside for each. */
const KEYS_PER_USER = 2

/** The most calls that one user costs, apart from details of security keys. */
export const callsPerUser = (what: ReadonlySet<UserEvidence>): number => {
  const lastUses = what.has('access-key-last-used') ? KEYS_PER_USER : 0
  const listForLastUses = what.has('access-key-last-used') && !what.has('access-keys') ? 1 : 0
  const lists = [...what].filter((evidence) => evidence !== 'access-key-last-used').length
  return lists + listForLastUses + lastUses
}

/** The first users that the budget has room for, whole; so who is asked does not depend on the order of answers. */
export const splitByBudget = (
  users: readonly string[],
  what: ReadonlySet<UserEvidence>,
  callBudget: number,
): { readonly asked: readonly string[]; readonly left: readonly string[] } => {
  const room = Math.max(0, Math.floor(callBudget / Math.max(1, callsPerUser(what))))
  return { asked: users.slice(0, room), left: users.slice(room) }
}
