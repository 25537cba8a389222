import type { AccountFacts } from '#shared/facts/account.ts'
import { isOlderThan } from '#shared/facts/instant.ts'
import type { Grants, User } from '#shared/facts/principal.ts'
import { policiesOfPrincipal } from '#shared/permissions/principal-policies.ts'
import { fail, pass, unknown } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { deleteUserCommands } from './delete-commands.ts'

const hasPolicies = ({ inlinePolicies, attachedPolicies }: Grants): boolean =>
  inlinePolicies.length + attachedPolicies.length > 0

/** Counts policies, not what they allow; undefined while a group or policy that may give some is not known. */
const policyCountOf = (user: User, account: AccountFacts) => {
  const policies = policiesOfPrincipal(user, account)
  if (policies.state === 'unknown') return policies
  const direct = user.grants.state === 'known' && hasPolicies(user.grants.value)
  if (direct || policies.value.policies.length > 0) return { state: 'some' } as const
  const [reason] = policies.value.missing
  return reason === undefined ? ({ state: 'none' } as const) : ({ state: 'unknown', reason } as const)
}

export const userWithoutPermissions = defineRule({
  id: 'user-without-permissions',
  family: 'users-and-groups',
  title: 'User has no policy, neither of its own nor through a group',
  severity: 'info',
  frameworks: [],
  rationale:
    'The user can do nothing here, unless the policy of a bucket, key or other resource names it. Most often it is left over from a task that has ended.',
  remediation: 'See whether a resource policy names the user; if none does, delete it.',
  needs: ['account-authorization-details'],
  parameters: { graceDays: days(7, 'Days that a new user may wait for its first policy.') },
  subjects: (account) => account.users,
  evaluate(user, { now, account, parameters: { graceDays } }) {
    const policies = policyCountOf(user, account)
    if (policies.state === 'some') return pass
    if (policies.state === 'unknown') return unknown(policies.reason)
    if (user.createdAt.state === 'unknown') return unknown(user.createdAt.reason)
    if (!isOlderThan(user.createdAt.value, graceDays, now)) return pass
    return fail(`${user.name} has no policy, neither of its own nor through a group.`, {
      since: user.createdAt.value,
      evidence: { groups: user.groupNames.state === 'known' ? user.groupNames.value : null },
    })
  },
  commands: deleteUserCommands,
})
