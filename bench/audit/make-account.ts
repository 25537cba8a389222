import { ACCOUNT_ID, NOW } from './account-id.ts'
import { type Chance, chanceFrom } from './chance.ts'
import { policyDocument, trustPolicy } from './documents.ts'
import { type MadeUser, makeUser, reportOf } from './make-users.ts'

export interface EvidenceFile {
  readonly name: string
  readonly bytes: Uint8Array
}

const dayBefore = (chance: Chance, days: number): string =>
  `${new Date(Date.parse(NOW) - chance.below(days * 86_400) * 1000).toISOString().slice(0, 19)}+00:00`

const policyName = (n: number): string => `team-policy-${n}`
const attachments = (chance: Chance, policies: number, most: number): readonly object[] =>
  Array.from({ length: 1 + chance.below(most) }, () => {
    const name = policyName(chance.below(policies))
    return { PolicyName: name, PolicyArn: `arn:aws:iam::${ACCOUNT_ID}:policy/${name}` }
  })

const makePolicy = (chance: Chance, n: number): object => {
  const created = dayBefore(chance, 2000)
  return {
    PolicyName: policyName(n),
    PolicyId: chance.id('ANPA', 17),
    Arn: `arn:aws:iam::${ACCOUNT_ID}:policy/${policyName(n)}`,
    Path: '/',
    DefaultVersionId: 'v1',
    AttachmentCount: chance.below(5),
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    CreateDate: created,
    UpdateDate: created,
    PolicyVersionList: [
      { Document: policyDocument(chance), VersionId: 'v1', IsDefaultVersion: true, CreateDate: created },
    ],
  }
}

const makeRole = (chance: Chance, n: number, policies: number): object => ({
  Path: '/',
  RoleName: `team-${n}`,
  RoleId: chance.id('AROA', 17),
  Arn: `arn:aws:iam::${ACCOUNT_ID}:role/team-${n}`,
  CreateDate: dayBefore(chance, 2000),
  AssumeRolePolicyDocument: trustPolicy(chance),
  InstanceProfileList: [],
  RolePolicyList: chance.percent(30) ? [{ PolicyName: 'inline', PolicyDocument: policyDocument(chance) }] : [],
  AttachedManagedPolicies: attachments(chance, policies, 3),
  Tags: chance.percent(50) ? [{ Key: 'Owner', Value: `team-${n % 40}` }] : [],
  RoleLastUsed: chance.percent(70) ? { LastUsedDate: dayBefore(chance, 300), Region: 'eu-central-1' } : {},
})

const makeGroup = (chance: Chance, n: number, policies: number): object => ({
  Path: '/',
  GroupName: `group-${n}`,
  GroupId: chance.id('AGPA', 17),
  Arn: `arn:aws:iam::${ACCOUNT_ID}:group/group-${n}`,
  CreateDate: dayBefore(chance, 2000),
  GroupPolicyList: [],
  AttachedManagedPolicies: attachments(chance, policies, 3),
})

const userDetail = (chance: Chance, user: MadeUser, groups: number, policies: number): object => ({
  Path: '/',
  UserName: user.name,
  UserId: chance.id('AIDA', 17),
  Arn: user.arn,
  CreateDate: user.created,
  GroupList: [`group-${chance.below(groups)}`],
  AttachedManagedPolicies: chance.percent(15) ? attachments(chance, policies, 2) : [],
  Tags: chance.percent(60) ? [{ Key: 'Owner', Value: `team-${chance.below(40)}` }] : [],
})

const json = (name: string, answer: unknown): EvidenceFile => ({
  name: `${name}.json`,
  bytes: Buffer.from(JSON.stringify(answer)),
})

/** How many of each; with one number as many users as roles and 0.3 times as many policies. */
export type AccountSize = number | { readonly users: number; readonly roles: number; readonly policies: number }

const countsOf = (size: AccountSize) =>
  typeof size === 'number' ? { users: size, roles: size, policies: Math.max(1, Math.round(size * 0.3)) } : size

/** Users with their credentials, and the answer of GetAccountAuthorizationDetails; the same for the same seed. */
export const makePrincipals = (size: AccountSize, seed: number) => {
  const chance = chanceFrom(seed)
  const { users: userCount, roles, policies } = countsOf(size)
  const groups = Math.max(1, Math.min(300, Math.round(userCount / 25)))
  const listOf = <T>(length: number, make: (n: number) => T): readonly T[] => Array.from({ length }, (_, n) => make(n))
  const users = listOf(userCount, (n) => makeUser(chance, n))
  const details = {
    UserDetailList: users.map((user) => userDetail(chance, user, groups, policies)),
    GroupDetailList: listOf(groups, (n) => makeGroup(chance, n, policies)),
    RoleDetailList: listOf(roles, (n) => makeRole(chance, n, policies)),
    Policies: listOf(policies, (n) => makePolicy(chance, n)),
  }
  return { users, details, policies }
}

/** The evidence of an account of this size; the same bytes for the same seed. */
export const makeAccount = (size: number, seed: number): readonly EvidenceFile[] => {
  const { users, details, policies } = makePrincipals(size, seed)
  return [
    json('account', { schemaVersion: 1, id: ACCOUNT_ID, partition: 'aws', collectedAt: NOW, errors: [] }),
    { name: 'credential-report.csv', bytes: Buffer.from(reportOf(users)) },
    json('account-authorization-details', details),
    json(
      'access-keys',
      users.map(({ name, keys }) => ({
        UserName: name,
        AccessKeyMetadata: keys.map(({ id, active, created }) => ({
          UserName: name,
          AccessKeyId: id,
          Status: active ? 'Active' : 'Inactive',
          CreateDate: created,
        })),
      })),
    ),
    json(
      'access-key-last-used',
      users.flatMap(({ name, keys }) =>
        keys.map(({ id, lastUsed }) => ({
          UserName: name,
          AccessKeyId: id,
          AccessKeyLastUsed: lastUsed
            ? { LastUsedDate: lastUsed, ServiceName: 's3', Region: 'eu-central-1' }
            : { ServiceName: 'N/A', Region: 'N/A' },
        })),
      ),
    ),
    json('account-summary', { SummaryMap: { Users: size, Roles: size, Policies: policies, AccountMFAEnabled: 1 } }),
  ]
}
