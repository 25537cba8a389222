import type { AccountFacts } from '#shared/facts/account.ts'
import type { Grants, User } from '#shared/facts/principal.ts'
import type { Unanswered } from '../rule.ts'
import { unanswered } from '../subjects-of.ts'

export const NO_GRANTS: Grants = { inlinePolicies: [], attachedPolicies: [] }

/** Users whose policies are known. Where those of nobody are, the account is told so once instead of each user. */
export const usersWithGrantsOf = (account: AccountFacts): readonly (User | Unanswered)[] => {
  if (account.users.state === 'unknown') return [unanswered(account, account.users.reason)]
  const users = account.users.value
  const [first] = users
  if (first?.grants.state === 'unknown' && users.every(({ grants }) => grants.state === 'unknown')) {
    return [unanswered(account, first.grants.reason)]
  }
  return users.map((user) => (user.grants.state === 'known' ? user : unanswered(user, user.grants.reason)))
}
