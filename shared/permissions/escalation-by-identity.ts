import type { Role, User } from '#shared/facts/principal.ts'
import { principalsNamed, searchTargets, unseen } from './escalation-search.ts'
import type { Candidate, Finding, Search } from './escalation-search.ts'
import { groupsOfUser } from './principal-policies.ts'
import { accountIndexOf } from './account-index.ts'
import { grantsToPrincipal } from './trust.ts'

/** Judges one published path; undefined: the principal cannot go it. */
export type Judge = (search: Search) => Finding | undefined

const onSelf =
  (kind: 'user' | 'role', action: string): Judge =>
  (search) => {
    const { principal } = search.permissions
    if (principal.kind !== kind) return undefined
    const because = `${action} is allowed on the ${kind} itself`
    return searchTargets([{ arn: principal.arn, steps: [{ action, resource: principal.arn }], because }], search)
  }

const onOwnGroups =
  (action: string): Judge =>
  (search) => {
    const { principal } = search.permissions
    if (principal.kind !== 'user') return undefined
    const groups = groupsOfUser(principal, search.account)
    return searchTargets(
      groups.map(({ arn, name }) => ({
        arn,
        steps: [{ action, resource: arn }],
        because: `${action} is allowed on group ${name}, of which the user is a member`,
      })),
      search,
    )
  }

const customerPoliciesOf = (search: Search, attached: readonly { readonly arn: string }[]): readonly string[] =>
  attached.flatMap(({ arn }) =>
    accountIndexOf(search.account).policies.get(arn)?.managedBy === 'customer' ? [arn] : [],
  )

const ownPolicyVersion: Judge = (search) => {
  const action = 'iam:CreatePolicyVersion'
  const attached = search.permissions.policies.policies.flatMap(({ arn }) => (arn === undefined ? [] : [{ arn }]))
  const found = searchTargets(
    customerPoliciesOf(search, attached).map((arn) => ({
      arn,
      steps: [{ action, resource: arn }],
      because: `${action} is allowed on ${arn}, which applies to the principal itself`,
    })),
    search,
  )
  return found ?? unseen(action, 'customer-managed policy that applies to it', true, search)
}

const strongerGroup: Judge = (search) => {
  const { principal } = search.permissions
  if (principal.kind !== 'user') return undefined
  const action = 'iam:AddUserToGroup'
  const own = new Set(groupsOfUser(principal, search.account).map(({ arn }) => arn))
  const candidates = search.strong.groups
    .filter(({ arn }) => !own.has(arn))
    .map(({ arn, name }) => ({
      arn,
      steps: [{ action, resource: arn }],
      because: `${action} is allowed on group ${name}, whose members can change permissions`,
    }))
  const complete = search.account.groups.state === 'known'
  return searchTargets(candidates, search) ?? unseen(action, 'group with more power', complete, search)
}

const isUser = (principal: User | Role): principal is User => principal.kind === 'user'

function* otherUsers(search: Search, actions: readonly string[], strong: boolean): Iterable<User> {
  const pool = {
    all: strong ? search.strong.users : accountIndexOf(search.account).users,
    has: (principal: User | Role): principal is User =>
      isUser(principal) && (!strong || search.strong.isStrong(principal)),
  }
  for (const user of principalsNamed(actions[0] ?? '', pool, search)) {
    if (user.arn !== search.permissions.principal.arn) yield user
  }
}

const onUser =
  (actions: readonly string[], because: (user: User) => string) =>
  (user: User): Candidate => ({
    arn: user.arn,
    steps: actions.map((action) => ({ action, resource: user.arn })),
    because: because(user),
  })

const strongerUser =
  (...actions: readonly string[]): Judge =>
  (search) => {
    const target = onUser(
      actions,
      ({ name }) => `${actions.join(' and ')} can be used on user ${name}, who can change permissions`,
    )
    const found = searchTargets(Iterator.from(otherUsers(search, actions, true)).map(target), search)
    const complete = search.account.users.state === 'known'
    return found ?? unseen(actions[0] ?? '', 'other user with more power', complete, search)
  }

const anyOtherUser =
  (...actions: readonly string[]): Judge =>
  (search) => {
    const target = onUser(actions, ({ name }) => `${actions.join(' and ')} are allowed on user ${name}`)
    const found = searchTargets(Iterator.from(otherUsers(search, actions, false)).map(target), search)
    return found ?? unseen(actions[0] ?? '', 'other user', search.account.users.state === 'known', search)
  }

// Nobody but AWS can change a service-linked role.
const isServiceLinked = ({ path }: Role): boolean => path.startsWith('/aws-service-role/')

/** The conditions under which a role lets the principal in; undefined if one grant has none. */
export const trustCondition = (role: Role, principalArn: string): string | undefined => {
  const grants = grantsToPrincipal(role, principalArn)
  const isOpen = grants.some(({ conditions }) => conditions.required.length + conditions.others.length === 0)
  return isOpen ? undefined : 'the conditions of its trust policy'
}

type RoleChange = 'iam:AttachRolePolicy' | 'iam:PutRolePolicy' | 'iam:CreatePolicyVersion'

/** Roles among these that the action may name, but for the principal itself and those that only AWS changes. */
function* otherRoles(search: Search, action: string, among: ReadonlySet<Role>): Iterable<Role> {
  const pool = {
    all: among,
    has: (principal: User | Role): principal is Role => principal.kind === 'role' && among.has(principal),
  }
  for (const role of principalsNamed(action, pool, search)) {
    if (role.arn !== search.permissions.principal.arn && !isServiceLinked(role)) yield role
  }
}

/** What has to be changed so that the role can do more: itself, or a policy that is attached to it. */
const changeable = (role: Role, change: RoleChange, search: Search): readonly string[] =>
  change === 'iam:CreatePolicyVersion' ? customerPoliciesOf(search, role.grants.attachedPolicies) : [role.arn]

function* rolesThatTrust(search: Search, change: RoleChange): Iterable<Candidate> {
  const { arn: principalArn } = search.permissions.principal
  for (const role of otherRoles(search, 'sts:AssumeRole', search.strong.rolesForPrincipals)) {
    if (grantsToPrincipal(role, principalArn).length === 0) continue
    const unless = trustCondition(role, principalArn)
    for (const resource of changeable(role, change, search)) {
      yield {
        arn: role.arn,
        steps: [
          { action: change, resource },
          { action: 'sts:AssumeRole', resource: role.arn },
        ],
        because: `${change} is allowed on ${resource} and role ${role.name} can be assumed`,
        ...(unless === undefined ? {} : { unless }),
      }
    }
  }
}

/** A role that lets the principal in, changed by it first. */
const roleThatTrusts =
  (change: RoleChange): Judge =>
  (search) =>
    searchTargets(rolesThatTrust(search, change), search) ?? unseenRoles(change, search)

function* rolesRewritten(search: Search, change: RoleChange): Iterable<Candidate> {
  const retrust = 'iam:UpdateAssumeRolePolicy'
  for (const role of otherRoles(search, retrust, search.strong.allRoles)) {
    for (const resource of changeable(role, change, search)) {
      yield {
        arn: role.arn,
        steps: [
          { action: change, resource },
          { action: retrust, resource: role.arn },
        ],
        because: `${change} and ${retrust} are allowed on role ${role.name}`,
      }
    }
  }
}

/** A role whose trust and permissions the principal writes itself. */
const roleRewritten =
  (change: RoleChange): Judge =>
  (search) => {
    const complete = search.account.roles.state === 'known'
    return searchTargets(rolesRewritten(search, change), search) ?? unseen(change, 'role to change', complete, search)
  }

const strongerRoleRetrusted: Judge = (search) => {
  const action = 'iam:UpdateAssumeRolePolicy'
  const candidates = Iterator.from(otherRoles(search, action, search.strong.roles)).map((role): Candidate => ({
    arn: role.arn,
    steps: [{ action, resource: role.arn }],
    because: `${action} is allowed on role ${role.name}, which can change permissions`,
  }))
  const complete = search.account.roles.state === 'known'
  return searchTargets(candidates, search) ?? unseen(action, 'role with more power', complete, search)
}

const strongerRoleAssumed: Judge = (search) => {
  const { arn: principalArn } = search.permissions.principal
  const candidates = Iterator.from(otherRoles(search, 'sts:AssumeRole', search.strong.roles))
    .filter((role) => grantsToPrincipal(role, principalArn).length > 0)
    .map((role): Candidate => {
      const unless = trustCondition(role, principalArn)
      return {
        arn: role.arn,
        steps: [{ action: 'sts:AssumeRole', resource: role.arn }],
        because: `Role ${role.name}, which can change permissions, can be assumed`,
        ...(unless === undefined ? {} : { unless }),
      }
    })
  return searchTargets(candidates, search) ?? unseenRoles('sts:AssumeRole', search)
}

/** Roles that are known and do not trust the principal are no way; only roles that nobody listed may be one. */
const unseenRoles = (action: string, search: Search): Finding | undefined =>
  search.account.roles.state === 'known' ? undefined : unseen(action, 'roles', false, search)

/** Paths over users, groups, roles and policies: their targets stand in the evidence. By the path's published id. */
export const IDENTITY_PATHS: ReadonlyMap<string, Judge> = new Map([
  ['iam-001', ownPolicyVersion],
  ['iam-002', strongerUser('iam:CreateAccessKey')],
  ['iam-003', strongerUser('iam:CreateAccessKey', 'iam:DeleteAccessKey')],
  ['iam-004', strongerUser('iam:CreateLoginProfile')],
  ['iam-005', onSelf('role', 'iam:PutRolePolicy')],
  ['iam-006', strongerUser('iam:UpdateLoginProfile')],
  ['iam-007', onSelf('user', 'iam:PutUserPolicy')],
  ['iam-008', onSelf('user', 'iam:AttachUserPolicy')],
  ['iam-009', onSelf('role', 'iam:AttachRolePolicy')],
  ['iam-010', onOwnGroups('iam:AttachGroupPolicy')],
  ['iam-011', onOwnGroups('iam:PutGroupPolicy')],
  ['iam-012', strongerRoleRetrusted],
  ['iam-013', strongerGroup],
  ['iam-014', roleThatTrusts('iam:AttachRolePolicy')],
  ['iam-015', anyOtherUser('iam:AttachUserPolicy', 'iam:CreateAccessKey')],
  ['iam-016', roleThatTrusts('iam:CreatePolicyVersion')],
  ['iam-017', roleThatTrusts('iam:PutRolePolicy')],
  ['iam-018', anyOtherUser('iam:PutUserPolicy', 'iam:CreateAccessKey')],
  ['iam-019', roleRewritten('iam:AttachRolePolicy')],
  ['iam-020', roleRewritten('iam:CreatePolicyVersion')],
  ['iam-021', roleRewritten('iam:PutRolePolicy')],
  ['sts-001', strongerRoleAssumed],
])
