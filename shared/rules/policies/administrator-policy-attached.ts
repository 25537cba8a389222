import type { AccountFacts } from '#shared/facts/account.ts'
import { knownOr } from '#shared/facts/known.ts'
import type { PolicyDocument } from '#shared/facts/policy.ts'
import type { Grants, Group, Role, User } from '#shared/facts/principal.ts'
import { adminStatementsOf } from '#shared/permissions/policy-scan.ts'
import { awsManagedPolicyName } from '../aws-managed-policy.ts'
import { breakGlassTags, isBreakGlass } from '../break-glass.ts'
import { awsCommand } from '../command.ts'
import { awsConfig, cis } from '../frameworks.ts'
import { expectedRoleReason } from '../expected-role.ts'
import { fail, notApplicable, pass } from '../outcome.ts'
import { defineRule, type Unanswered } from '../rule.ts'
import { unanswered } from '../subjects-of.ts'
import { NO_GRANTS, usersWithGrantsOf } from './users-with-grants.ts'

type Holder = User | Role | Group

const holdersOf = (account: AccountFacts): readonly (Holder | Unanswered)[] => [
  ...usersWithGrantsOf(account),
  ...(account.groups.state === 'unknown' ? [unanswered(account, account.groups.reason)] : account.groups.value),
  ...(account.roles.state === 'unknown' ? [unanswered(account, account.roles.reason)] : account.roles.value),
]

const grantsOf = (holder: Holder): Grants =>
  holder.kind === 'user' ? knownOr(holder.grants, NO_GRANTS) : holder.grants

const memory = new WeakMap<AccountFacts, ReadonlyMap<string, PolicyDocument>>()

const documentsOf = (account: AccountFacts): ReadonlyMap<string, PolicyDocument> => {
  const made = memory.get(account)
  if (made) return made
  const documents = new Map(
    knownOr(account.policies, []).flatMap(({ arn, managedBy, document }) =>
      managedBy === 'aws' ? [[arn, document] as const] : [],
    ),
  )
  memory.set(account, documents)
  return documents
}

/** AWS's policies that make an administrator: AdministratorAccess by its ARN, and any other whose document does. */
const administratorPoliciesOf = (holder: Holder, account: AccountFacts): readonly { arn: string; name: string }[] => {
  const documents = documentsOf(account)
  return grantsOf(holder).attachedPolicies.flatMap(({ arn }) => {
    const name = awsManagedPolicyName(arn)
    if (name === undefined) return []
    const document = documents.get(arn)
    const isAdministrator =
      document === undefined ? name === 'AdministratorAccess' : adminStatementsOf(document).length > 0
    return isAdministrator || name === 'AdministratorAccess' ? [{ arn, name }] : []
  })
}

export const administratorPolicyAttached = defineRule({
  id: 'administrator-policy-attached',
  family: 'policies',
  title: 'An administrator policy of AWS is attached',
  severity: 'medium',
  frameworks: [...cis('1.16', { v50: '1.15', v60: '2.15', v70: '2.14' }), ...awsConfig('iam-policy-blacklisted-check')],
  rationale:
    'Each holder of AdministratorAccess can do everything, so there should be few, known, and behind MFA. The policy itself is no fault; who has it may be.',
  remediation: 'Keep it for the administrators’ roles. Give users, groups and workloads what they have used.',
  needs: ['account-authorization-details'],
  parameters: { breakGlassTags },
  subjects: holdersOf,
  evaluate(holder, { account, identityClass, parameters }) {
    if (holder.kind !== 'group' && isBreakGlass(holder, identityClass, parameters.breakGlassTags)) {
      return notApplicable('a break-glass identity is meant to be an administrator')
    }
    const expected = holder.kind === 'role' ? expectedRoleReason(holder, account) : undefined
    if (expected !== undefined) return notApplicable(expected)
    const found = administratorPoliciesOf(holder, account)
    if (found.length === 0) return pass
    const names = found.map(({ name }) => name).join(', ')
    return fail(`${names} is attached to ${holder.kind} ${holder.name}.`, {
      ...(holder.kind === 'user' ? { severity: 'high' as const } : {}),
      evidence: { policies: found.map(({ arn }) => arn) },
    })
  },
  commands: (holder, account) =>
    administratorPoliciesOf(holder, account).map(({ arn }) =>
      awsCommand(`iam detach-${holder.kind}-policy`, { [`${holder.kind}-name`]: holder.name, 'policy-arn': arn }),
    ),
})
