import type { Role } from '#shared/facts/principal.ts'
import { searchTargets, unseen } from './escalation-search.ts'
import type { Candidate, Finding, Search } from './escalation-search.ts'
import { groupsOfUser } from './principal-policies.ts'
import { accountIndexOf } from './account-index.ts'
import { trustGrantsOf } from './trust.ts'

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

const strongerUser =
  (...actions: readonly string[]): Judge =>
  (search) => {
    const candidates = search.strong.users
      .filter(({ arn }) => arn !== search.permissions.principal.arn)
      .map(({ arn, name }) => ({
        arn,
        steps: actions.map((action) => ({ action, resource: arn })),
        because: `${actions.join(' and ')} can be used on user ${name}, who can change permissions`,
      }))
    const complete = search.account.users.state === 'known'
    return searchTargets(candidates, search) ?? unseen(actions[0] ?? '', 'other user with more power', complete, search)
  }

const anyOtherUser =
  (...actions: readonly string[]): Judge =>
  (search) => {
    const candidates = accountIndexOf(search.account)
      .users.filter(({ arn }) => arn !== search.permissions.principal.arn)
      .map(({ arn, name }) => ({
        arn,
        steps: actions.map((action) => ({ action, resource: arn })),
        because: `${actions.join(' and ')} are allowed on user ${name}`,
      }))
    const complete = search.account.users.state === 'known'
    return searchTargets(candidates, search) ?? unseen(actions[0] ?? '', 'other user', complete, search)
  }

// Nobody but AWS can change a service-linked role.
const isServiceLinked = ({ path }: Role): boolean => path.startsWith('/aws-service-role/')

/** The conditions under which a role lets the principal in; undefined if one grant has none. */
const trustCondition = (role: Role, principalArn: string): string | undefined => {
  const ownAccount = role.arn.split(':')[4]
  const grants = trustGrantsOf(role).filter(
    ({ party }) =>
      party.kind === 'anyone' ||
      party.kind === 'everyone-but' ||
      (party.kind === 'principal' && party.arn === principalArn) ||
      (party.kind === 'account' && party.accountId === ownAccount),
  )
  const isOpen = grants.some(({ conditions }) => conditions.required.length + conditions.others.length === 0)
  return isOpen ? undefined : 'the conditions of its trust policy'
}

const assumable = (search: Search, among: readonly Role[]): readonly Role[] => {
  const { arn } = search.permissions.principal
  return among.filter((role) => role.arn !== arn && !isServiceLinked(role))
}

/** A role that lets the principal in, changed by it first. */
const roleThatTrusts =
  (change: 'iam:AttachRolePolicy' | 'iam:PutRolePolicy' | 'iam:CreatePolicyVersion'): Judge =>
  (search) => {
    const { arn: principalArn } = search.permissions.principal
    const candidates = assumable(search, search.strong.rolesTrusting(principalArn)).flatMap((role): Candidate[] => {
      const resources =
        change === 'iam:CreatePolicyVersion' ? customerPoliciesOf(search, role.grants.attachedPolicies) : [role.arn]
      const unless = trustCondition(role, principalArn)
      return resources.map((resource) => ({
        arn: role.arn,
        steps: [
          { action: change, resource },
          { action: 'sts:AssumeRole', resource: role.arn },
        ],
        because: `${change} is allowed on ${resource} and role ${role.name} can be assumed`,
        ...(unless === undefined ? {} : { unless }),
      }))
    })
    const found = searchTargets(candidates, search)
    return found ?? (search.account.roles.state === 'known' ? undefined : unseen(change, 'roles', false, search))
  }

/** A role whose trust and permissions the principal writes itself. */
const roleRewritten =
  (change: 'iam:AttachRolePolicy' | 'iam:PutRolePolicy' | 'iam:CreatePolicyVersion'): Judge =>
  (search) => {
    const candidates = assumable(search, accountIndexOf(search.account).roles).flatMap((role): Candidate[] => {
      const resources =
        change === 'iam:CreatePolicyVersion' ? customerPoliciesOf(search, role.grants.attachedPolicies) : [role.arn]
      return resources.map((resource) => ({
        arn: role.arn,
        steps: [
          { action: change, resource },
          { action: 'iam:UpdateAssumeRolePolicy', resource: role.arn },
        ],
        because: `${change} and iam:UpdateAssumeRolePolicy are allowed on role ${role.name}`,
      }))
    })
    return (
      searchTargets(candidates, search) ??
      unseen(change, 'role to change', search.account.roles.state === 'known', search)
    )
  }

const strongerRoleRetrusted: Judge = (search) => {
  const action = 'iam:UpdateAssumeRolePolicy'
  const candidates = assumable(search, search.strong.roles).map((role) => ({
    arn: role.arn,
    steps: [{ action, resource: role.arn }],
    because: `${action} is allowed on role ${role.name}, which can change permissions`,
  }))
  const complete = search.account.roles.state === 'known'
  return searchTargets(candidates, search) ?? unseen(action, 'role with more power', complete, search)
}

const strongerRoleAssumed: Judge = (search) => {
  const { arn: principalArn } = search.permissions.principal
  const strong = new Set(search.strong.roles)
  const trusting = search.strong.rolesTrusting(principalArn).filter((role) => strong.has(role))
  const candidates = assumable(search, trusting).map((role): Candidate => {
    const unless = trustCondition(role, principalArn)
    return {
      arn: role.arn,
      steps: [{ action: 'sts:AssumeRole', resource: role.arn }],
      because: `Role ${role.name}, which can change permissions, can be assumed`,
      ...(unless === undefined ? {} : { unless }),
    }
  })
  const found = searchTargets(candidates, search)
  return (
    found ?? (search.account.roles.state === 'known' ? undefined : unseen('sts:AssumeRole', 'roles', false, search))
  )
}

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
