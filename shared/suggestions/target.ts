import type { PrincipalUse, UsageProfile } from '#shared/activity/usage-profile.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import { parseArn } from '#shared/facts/arn.ts'
import { knownOr } from '#shared/facts/known.ts'
import { byKey } from '#shared/facts/order.ts'
import type { Group, Role, User } from '#shared/facts/principal.ts'
import type { PrincipalKind } from './policy-suggestion.ts'

/** For whom a policy is suggested, with all that the profile holds of them. */
export interface Target {
  readonly arn: string
  readonly name: string
  readonly kind: PrincipalKind
  readonly entity?: User | Role | Group
  readonly uses: readonly PrincipalUse[]
  /** Sentences: use under the same name that is not, or may not be, this principal's. */
  readonly doubts: readonly string[]
}

const SESSION_TYPES: ReadonlySet<string> = new Set(['AssumedRole', 'IAMUser', 'FederatedUser'])

const nameOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1)

/** The part of an ARN that IAM keeps unique: account, kind and name, without the path. */
const pathless = (arn: string): string => {
  const parsed = parseArn(arn)
  return `${parsed?.account} ${parsed?.resource.split('/', 1)[0]} ${nameOf(arn).toLowerCase()}`
}

type UsesByArn = ReadonlyMap<string, readonly PrincipalUse[]>

const indexUses = (profile: UsageProfile): UsesByArn => {
  const index = new Map<string, PrincipalUse[]>()
  for (const use of profile.principals.values()) {
    const { arn, pathUnknown, type } = use.principal
    if (!SESSION_TYPES.has(type) || parseArn(arn)?.service !== 'iam') continue
    const key = pathUnknown ? pathless(arn) : arn
    index.set(key, [...(index.get(key) ?? []), use])
  }
  return index
}

const usesOf = (index: UsesByArn, arn: string): readonly PrincipalUse[] => [
  ...(index.get(arn) ?? []),
  ...(index.get(pathless(arn)) ?? []),
]

// A session's id is that of its role, with the session's name behind a colon.
const idsOf = (use: PrincipalUse): readonly string[] => use.ids.values.keys().map((id) => id.split(':', 1)[0] ?? id)

/** A principal that was deleted and made again has the same ARN and another unique id. */
const ownUses = (
  uses: readonly PrincipalUse[],
  { arn, uniqueId }: { readonly arn: string; readonly uniqueId?: string },
) => {
  const own: PrincipalUse[] = []
  const doubts: string[] = []
  for (const use of uses) {
    const ids = idsOf(use)
    const foreign = uniqueId === undefined ? [] : ids.filter((id) => id !== uniqueId)
    if (uniqueId === undefined || foreign.length === 0) own.push(use)
    else if (ids.includes(uniqueId)) {
      own.push(use)
      doubts.push(
        `The log also holds calls of an earlier principal with the ARN ${arn} (${foreign.join(', ')}): its use cannot be told apart.`,
      )
    } else doubts.push(`Calls of an earlier principal with the ARN ${arn} (${foreign.join(', ')}) are left out.`)
  }
  return { uses: own, doubts }
}

const RESERVED = /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/u

/** `AWSReservedSSO_ReadOnly_0123456789abcdef` → `ReadOnly`. */
export const permissionSetOf = (roleName: string): string | undefined => RESERVED.exec(roleName)?.[1]

const kindOf = ({ kind, name }: User | Role): PrincipalKind =>
  kind === 'role' && permissionSetOf(name) !== undefined ? 'permission-set-role' : kind

const targetOf = (entity: User | Role, index: UsesByArn): Target => ({
  arn: entity.arn,
  name: entity.name,
  kind: kindOf(entity),
  entity,
  ...ownUses(usesOf(index, entity.arn), entity),
})

const unlistedTarget = (uses: readonly PrincipalUse[]): readonly Target[] => {
  // A session without its issuer lost the role's path; the others have it.
  const [first] = uses.toSorted((a, b) => Number(a.principal.pathUnknown) - Number(b.principal.pathUnknown))
  if (first === undefined) return []
  const { arn } = first.principal
  const name = nameOf(arn)
  const kind = permissionSetOf(name) === undefined ? 'unlisted' : 'permission-set-role'
  return [{ arn, name, kind, uses, doubts: [] }]
}

const unlisted = (index: UsesByArn, listed: ReadonlySet<string>): readonly Target[] => {
  const byName = new Map<string, PrincipalUse[]>()
  for (const use of [...index.values()].flat()) {
    const { arn } = use.principal
    const name = pathless(arn)
    if (!listed.has(arn) && !listed.has(name)) byName.set(name, [...(byName.get(name) ?? []), use])
  }
  return [...byName.values()].flatMap(unlistedTarget)
}

const groupTarget = (group: Group, users: readonly User[], index: UsesByArn): Target => {
  const members = users.filter(({ groupNames }) => knownOr(groupNames, [] as readonly string[]).includes(group.name))
  const found = members.map((user) => ownUses(usesOf(index, user.arn), user))
  return {
    arn: group.arn,
    name: group.name,
    kind: 'group',
    entity: group,
    uses: found.flatMap(({ uses }) => uses),
    doubts: found.flatMap(({ doubts }) => doubts),
  }
}

export interface Targets {
  /** Users and roles of the account, and those that only the log knows; sorted by ARN. */
  readonly principals: readonly Target[]
  readonly groups: readonly Target[]
}

export const targetsOf = (account: AccountFacts, profile: UsageProfile): Targets => {
  const index = indexUses(profile)
  const users = knownOr(account.users, [])
  const entities = [...users, ...knownOr(account.roles, [])]
  const listed = new Set(entities.flatMap(({ arn }) => [arn, pathless(arn)]))
  const principals = [...entities.map((entity) => targetOf(entity, index)), ...unlisted(index, listed)]
  return {
    principals: principals.sort(byKey(({ arn }) => arn)),
    groups: knownOr(account.groups, []).map((group) => groupTarget(group, users, index)),
  }
}
