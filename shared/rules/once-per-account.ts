import type { AccountFacts } from '#shared/facts/account.ts'

/** What many rules ask of the same account, made once: they then also judge the same list, and not equal ones. */
export const oncePerAccount = <T extends object>(
  make: (account: AccountFacts) => T,
): ((account: AccountFacts) => T) => {
  const memory = new WeakMap<AccountFacts, T>()
  return (account) => {
    const known = memory.get(account)
    if (known !== undefined) return known
    const made = make(account)
    memory.set(account, made)
    return made
  }
}
