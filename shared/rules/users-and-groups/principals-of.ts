import type { AccountFacts } from '#shared/facts/account.ts'
import type { Grants, Group, Role, User } from '#shared/facts/principal.ts'
import { type Known, known } from '#shared/facts/known.ts'
import { oncePerAccount } from '../once-per-account.ts'
import type { Unanswered } from '../rule.ts'
import { unanswered } from '../subjects-of.ts'

export type Grantee = User | Group | Role

const listed = <T>(list: Known<readonly T[]>, what: string, account: AccountFacts): readonly (T | Unanswered)[] =>
  list.state === 'known' ? list.value : [unanswered(account, `${what} are not known: ${list.reason}`)]

/** Users, groups and roles in one list; a kind of which nothing is known stands in it as not answered. */
export const granteesOf: (account: AccountFacts) => readonly (Grantee | Unanswered)[] = oncePerAccount((account) => [
  ...listed<Grantee>(account.users, 'the users', account),
  ...listed<Grantee>(account.groups, 'the groups', account),
  ...listed<Grantee>(account.roles, 'the roles', account),
])

export const usersAndRolesOf: (account: AccountFacts) => readonly (User | Role | Unanswered)[] = oncePerAccount(
  (account) => [
    ...listed<User | Role>(account.users, 'the users', account),
    ...listed<User | Role>(account.roles, 'the roles', account),
  ],
)

export const grantsOf = (grantee: Grantee): Known<Grants> =>
  grantee.kind === 'user' ? grantee.grants : known(grantee.grants)

/** `User alice`, for a sentence's beginning. */
export const granteeWords = ({ kind, name }: Grantee): string =>
  `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${name}`
