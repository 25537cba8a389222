import type { AccountFacts } from '#shared/facts/account.ts'
import { type Known, known } from '#shared/facts/known.ts'
import type { AttachedPolicy } from '#shared/facts/policy.ts'
import { awsManagedPolicyName } from '../aws-managed-policy.ts'

const isAwsPolicy = ({ arn }: AttachedPolicy, name: string): boolean => awsManagedPolicyName(arn) === name

/** ARNs of the roles, groups and users to which this AWS-managed policy is attached. */
export const holdersOf = (account: AccountFacts, name: string): Known<readonly string[]> => {
  if (account.roles.state === 'unknown') return account.roles
  const roles = account.roles.value.flatMap(({ arn, grants }) =>
    grants.attachedPolicies.some((policy) => isAwsPolicy(policy, name)) ? [arn] : [],
  )
  if (roles.length > 0) return known(roles)
  if (account.groups.state === 'unknown') return account.groups
  if (account.users.state === 'unknown') return account.users
  const groups = account.groups.value.flatMap(({ arn, grants }) =>
    grants.attachedPolicies.some((policy) => isAwsPolicy(policy, name)) ? [arn] : [],
  )
  const users: string[] = []
  for (const { arn, grants } of account.users.value) {
    if (grants.state === 'unknown') return grants
    if (grants.value.attachedPolicies.some((policy) => isAwsPolicy(policy, name))) users.push(arn)
  }
  return known([...groups, ...users])
}
