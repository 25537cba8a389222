import { awsManagedPolicies } from '#samples/account-tables/aws-managed-policies.ts'
import { arnOf } from '#samples/account-tables/company.ts'
import type { SampleGrants, SampleGroup, SamplePolicy, SampleRole, SampleUser } from '#samples/account-tables/table.ts'
import { customerPolicies, principals, roleArn, roles, sortedGroups, userArn, users } from './account.ts'
import { uniqueId } from './identifiers.ts'
import { addDays, instant, offset, offsetOf } from './instants.ts'
import { roleLastUse } from './last-use.ts'

const AWS = 'aws:'

const managedPolicyNamed = (name: string): { policy: SamplePolicy; arn: string } => {
  const [list, owner, plain] = name.startsWith(AWS)
    ? [awsManagedPolicies, 'aws', name.slice(AWS.length)]
    : [customerPolicies, undefined, name]
  const policy = list.find((candidate) => candidate.name === plain)
  if (policy === undefined) throw new Error(`The sample's tables attach ${name}, which is no policy of theirs.`)
  return { policy, arn: arnOf(`policy${policy.path ?? '/'}${policy.name}`, owner) }
}

const tagList = (tags: Readonly<Record<string, string>> = {}) =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))

const inlineOf = ({ inline = {} }: SampleGrants) =>
  Object.entries(inline).map(([PolicyName, PolicyDocument]) => ({ PolicyName, PolicyDocument }))

const attachedOf = ({ attached = [] }: SampleGrants) =>
  attached.map((name) => {
    const { policy, arn } = managedPolicyNamed(name)
    return { PolicyName: policy.name, PolicyArn: arn }
  })

const boundaryOf = ({ boundary }: SampleGrants) =>
  boundary === undefined
    ? {}
    : {
        PermissionsBoundary: {
          PermissionsBoundaryType: 'Policy',
          PermissionsBoundaryArn: managedPolicyNamed(boundary).arn,
        },
      }

const userDetail = (user: SampleUser) => ({
  Path: user.path ?? '/',
  UserName: user.name,
  UserId: uniqueId('AIDA', user.name),
  Arn: userArn(user.name),
  CreateDate: offsetOf(user.created),
  ...(user.inline && { UserPolicyList: inlineOf(user) }),
  GroupList: user.groups ?? [],
  AttachedManagedPolicies: attachedOf(user),
  ...boundaryOf(user),
  Tags: tagList(user.tags),
})

const groupDetail = (group: SampleGroup) => ({
  Path: group.path ?? '/',
  GroupName: group.name,
  GroupId: uniqueId('AGPA', group.name),
  Arn: arnOf(`group${group.path ?? '/'}${group.name}`),
  CreateDate: offsetOf(group.created),
  GroupPolicyList: inlineOf(group),
  AttachedManagedPolicies: attachedOf(group),
})

const roleBase = (role: SampleRole) => ({
  Path: role.path ?? '/',
  RoleName: role.name,
  RoleId: uniqueId('AROA', role.name),
  Arn: roleArn(role.name),
  CreateDate: offsetOf(role.created),
  AssumeRolePolicyDocument: role.trust,
})

const instanceProfilesOf = (role: SampleRole) =>
  role.instanceProfile === undefined
    ? []
    : [
        {
          Path: '/',
          InstanceProfileName: role.instanceProfile,
          InstanceProfileId: uniqueId('AIPA', role.instanceProfile),
          Arn: arnOf(`instance-profile/${role.instanceProfile}`),
          CreateDate: offsetOf(role.created),
          Roles: [roleBase(role)],
        },
      ]

const roleDetail = (role: SampleRole) => {
  const lastUse = roleLastUse(role)
  return {
    ...roleBase(role),
    InstanceProfileList: instanceProfilesOf(role),
    RolePolicyList: inlineOf(role),
    AttachedManagedPolicies: attachedOf(role),
    ...boundaryOf(role),
    Tags: tagList(role.tags),
    RoleLastUsed:
      lastUse === undefined
        ? {}
        : { LastUsedDate: offset(lastUse.at), ...(lastUse.region && { Region: lastUse.region }) },
  }
}

const policyDetail = (policy: SamplePolicy, tableName: string) => {
  const created = instant(policy.created)
  const updated = policy.updated === undefined ? created : instant(policy.updated)
  const last = policy.versions.length
  return {
    PolicyName: policy.name,
    PolicyId: uniqueId('ANPA', tableName),
    Arn: managedPolicyNamed(tableName).arn,
    Path: policy.path ?? '/',
    DefaultVersionId: `v${last}`,
    AttachmentCount: principals.filter(({ attached = [] }) => attached.includes(tableName)).length,
    PermissionsBoundaryUsageCount: principals.filter(({ boundary }) => boundary === tableName).length,
    IsAttachable: true,
    CreateDate: offset(created),
    UpdateDate: offset(updated),
    PolicyVersionList: policy.versions
      .map((Document, index) => ({
        Document,
        VersionId: `v${index + 1}`,
        IsDefaultVersion: index + 1 === last,
        CreateDate: offset(index === 0 ? created : index + 1 === last ? updated : addDays(created, index)),
      }))
      .toReversed(),
  }
}

export const authorizationDetails = () => ({
  UserDetailList: users.map(userDetail),
  GroupDetailList: sortedGroups.map(groupDetail),
  RoleDetailList: roles.map(roleDetail),
  Policies: [
    ...customerPolicies.map((policy) => policyDetail(policy, policy.name)),
    ...awsManagedPolicies.map((policy) => policyDetail(policy, `${AWS}${policy.name}`)),
  ],
})

/** `aws iam list-roles`: the only bulk call that tells the session length. */
export const listRoles = () => ({
  Roles: roles.map((role) => ({
    ...roleBase(role),
    ...(role.description !== undefined && { Description: role.description }),
    MaxSessionDuration: role.maxSessionSeconds ?? 3600,
  })),
})
