import type { AccountFacts } from '#shared/facts/account.ts'

export interface GroupMembers {
  /** Members by group name, of the users whose groups are known. */
  readonly byGroup: ReadonlyMap<string, readonly string[]>
  /** Why a group without known members may have some all the same. */
  readonly incomplete?: string
}

const memory = new WeakMap<AccountFacts, GroupMembers>()

const collect = ({ users }: AccountFacts): GroupMembers => {
  if (users.state === 'unknown') return { byGroup: new Map(), incomplete: users.reason }
  const byGroup = new Map<string, string[]>()
  let incomplete: string | undefined
  for (const { name, groupNames } of users.value) {
    if (groupNames.state === 'unknown') incomplete ??= groupNames.reason
    else
      for (const group of groupNames.value) {
        const members = byGroup.get(group)
        if (members) members.push(name)
        else byGroup.set(group, [name])
      }
  }
  return { byGroup, ...(incomplete === undefined ? {} : { incomplete }) }
}

/** Made once for an account. */
export const groupMembersOf = (account: AccountFacts): GroupMembers => {
  const made = memory.get(account) ?? collect(account)
  memory.set(account, made)
  return made
}
