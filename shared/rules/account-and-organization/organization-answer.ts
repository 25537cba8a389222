import type { AccountFacts } from '#shared/facts/account.ts'
import type { Known } from '#shared/facts/known.ts'

/** `elsewhere`: only the management account and delegated administrators are told, so that a member is not judged by it. */
export const organizationAnswerOf = <T>(
  account: AccountFacts,
  fact: Known<T>,
): Known<T> | { readonly state: 'elsewhere' } => {
  if (fact.state === 'known') return fact
  const { organization, id } = account
  if (organization.state === 'unknown' || id.state === 'unknown') return fact
  const isMember = organization.value === 'none' || organization.value.managementAccountId !== id.value
  return isMember ? { state: 'elsewhere' } : fact
}
