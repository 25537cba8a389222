import { knownOr } from '#shared/facts/known.ts'
import type { ManagedPolicy } from '#shared/facts/policy.ts'
import type { Role, User } from '#shared/facts/principal.ts'
import { accountIndexOf } from './account-index.ts'
import { PERMISSION_CHANGING_ACTIONS } from './administrator.ts'
import type { Judge } from './escalation-by-identity.ts'
import { searchTargets, unseen } from './escalation-search.ts'
import type { Candidate, Search } from './escalation-search.ts'
import { compilePolicies } from './evaluate.ts'
import { grantsToPrincipal } from './trust.ts'

// Ways that take off what holds a principal back: an older version of its policy that gave more, its permissions boundary.

const isStrong = (document: ManagedPolicy['document']): boolean => {
  const policies = compilePolicies([document])
  return PERMISSION_CHANGING_ACTIONS.some((action) => policies.decide({ action, resource: '*' }).outcome === 'allow')
}

function* strongerVersions({ permissions, account }: Search, action: string): Iterable<Candidate> {
  for (const { arn } of permissions.policies.policies) {
    const policy = arn === undefined ? undefined : accountIndexOf(account).policies.get(arn)
    if (policy?.managedBy !== 'customer' || isStrong(policy.document)) continue
    const version = policy.versions.find(({ isDefault, document }) => !isDefault && isStrong(document))
    if (version === undefined) continue
    yield {
      arn: policy.arn,
      steps: [{ action, resource: policy.arn }],
      because: `${action} is allowed on ${policy.arn}, whose version ${version.versionId} can change permissions`,
    }
  }
}

export const strongerVersion: Judge = (search) => {
  const action = 'iam:SetDefaultPolicyVersion'
  const found = searchTargets(strongerVersions(search, action), search)
  return found ?? unseen(action, 'version of its own policies that can change permissions', true, search)
}

const boundaryOf = (principal: User | Role): string | undefined =>
  (principal.kind === 'user' ? knownOr(principal.grants, undefined) : principal.grants)?.permissionsBoundaryArn

const ofItself = ({ permissions: { principal } }: Search, action: string): readonly Candidate[] =>
  boundaryOf(principal) === undefined
    ? []
    : [
        {
          arn: principal.arn,
          steps: [{ action, resource: principal.arn }],
          because: `${action} is allowed on the ${principal.kind} itself, which a permissions boundary holds back`,
        },
      ]

export const ownBoundary: Judge = (search) => {
  const action = 'iam:DeleteUserPermissionsBoundary'
  if (search.permissions.principal.kind !== 'user') return undefined
  return (
    searchTargets(ofItself(search, action), search) ?? unseen(action, 'permissions boundary of the user', true, search)
  )
}

function* boundedRoles(search: Search, action: string): Iterable<Candidate> {
  const { principal } = search.permissions
  if (principal.kind === 'role') yield* ofItself(search, action)
  for (const role of search.strong.rolesForPrincipals) {
    if (role.arn === principal.arn || boundaryOf(role) === undefined) continue
    if (grantsToPrincipal(role, principal.arn).length === 0) continue
    yield {
      arn: role.arn,
      steps: [
        { action, resource: role.arn },
        { action: 'sts:AssumeRole', resource: role.arn },
      ],
      because: `${action} is allowed on role ${role.name}, which can be assumed and which a permissions boundary holds back`,
    }
  }
}

export const boundaryOfRole: Judge = (search) => {
  const action = 'iam:DeleteRolePermissionsBoundary'
  const complete = search.account.roles.state === 'known'
  return (
    searchTargets(boundedRoles(search, action), search) ??
    unseen(action, 'role with a permissions boundary that it can assume', complete, search)
  )
}
