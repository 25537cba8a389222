import type { AccountFacts } from '#shared/facts/account.ts'
import type { LastUse } from '#shared/facts/credential.ts'
import { latestOf } from '#shared/facts/instant.ts'
import { type Known, knownOr } from '#shared/facts/known.ts'
import { sortedUnique } from '#shared/facts/order.ts'
import type { Role, RootUser, User } from '#shared/facts/principal.ts'
import { accessLevelsOf, type HeldLevel } from '#shared/permissions/access-levels.ts'
import { type EffectivePermissions, effectivePermissionsOf } from '#shared/permissions/effective-permissions.ts'
import { escalationsOf } from '#shared/permissions/escalation.ts'
import { powerOf } from '#shared/permissions/power-of.ts'
import type { PrincipalActivity, PrincipalEntry } from '#shared/reports/inventory.ts'
import { identityClassOf } from '#shared/rules/identity-class.ts'
import { ownerOf } from '#shared/rules/owner.ts'
import type { InventoryContext } from './inventory-context.ts'
import { principalActivities } from './principal-activity.ts'

const iso = (at: Date | undefined): string | null => at?.toISOString() ?? null
const usedAt = (lastUsed: LastUse): readonly Date[] => (lastUsed.state === 'used' ? [lastUsed.at] : [])

const lastUseOf = (principal: User | RootUser): Date | undefined => {
  const password = principal.kind === 'user' ? knownOr(principal.password, { state: 'none' } as const) : undefined
  const signIns = principal.kind === 'root' ? [principal.passwordLastUsed] : []
  return latestOf([
    ...signIns.flatMap(usedAt),
    ...(password?.state === 'set' ? usedAt(password.lastUsed) : []),
    ...knownOr(principal.accessKeys, []).flatMap(({ lastUsed }) => usedAt(lastUsed)),
  ])
}

/** The devices where these were listed; else the report's word, which does not tell the kind. */
const mfaOf = ({ mfaDevices, mfaActive }: User | RootUser): readonly string[] | null => {
  if (mfaDevices.state === 'known') return sortedUnique(mfaDevices.value.map(({ mfaKind }) => mfaKind))
  if (mfaActive.state === 'unknown') return null
  return mfaActive.value ? ['kind not known'] : []
}

const memory = new WeakMap<readonly HeldLevel[], PrincipalEntry['access']>()

/** One object for all who may do the same. */
const accessOf = (permissions: Known<EffectivePermissions>): PrincipalEntry['access'] => {
  if (permissions.state === 'unknown') return null
  const levels = accessLevelsOf(permissions.value)
  const known = memory.get(levels)
  if (known !== undefined) return known
  const access = Object.fromEntries(
    levels.map(({ level, count, onAllResources, onlyConditional }) => [
      level,
      [count, onAllResources, onlyConditional] as const,
    ]),
  )
  memory.set(levels, access)
  return access
}

const grantedTo = (principal: User | Role, account: AccountFacts) => {
  const permissions = effectivePermissionsOf(principal, account)
  const escalations = escalationsOf(principal, account)
  return {
    policies:
      permissions.state === 'unknown'
        ? []
        : permissions.value.policies.policies.map(({ name, through, groupName }) =>
            groupName === undefined ? { name, through } : { name, through, group: groupName },
          ),
    boundary: permissions.state === 'unknown' ? null : (permissions.value.policies.boundary?.name ?? null),
    power: powerOf(principal.arn, account),
    access: accessOf(permissions),
    escalations: knownOr(escalations, []).map(({ path: { id, name }, kind, because }) => ({ id, name, kind, because })),
    notKnown: permissions.state === 'unknown' ? [permissions.reason] : permissions.value.missing,
  }
}

const rootEntry = (root: RootUser): PrincipalEntry => ({
  kind: 'root',
  arn: root.arn,
  name: '<root_account>',
  class: null,
  owner: null,
  createdAt: iso(knownOr(root.createdAt, undefined)),
  lastUsedAt: iso(lastUseOf(root)),
  console: root.password.state === 'unknown' ? null : root.password.value === 'present',
  mfa: mfaOf(root),
  groups: [],
  policies: [],
  boundary: null,
  power: 'administrator',
  access: null,
  escalations: [],
  notKnown: [],
})

/** Root, users and roles, each with what it holds and what it can do with it. */
export const principalEntries = (account: AccountFacts, context: InventoryContext): readonly PrincipalEntry[] => {
  const { configuration, activity } = context
  const owner = ownerOf(account, configuration.ownerTags)
  const activities = activity === undefined ? new Map<string, PrincipalActivity>() : principalActivities(activity)
  const shared = (principal: User | Role) => ({
    arn: principal.arn,
    name: principal.name,
    class: identityClassOf(principal, configuration.identityClasses) ?? null,
    owner:
      owner({
        type: principal.kind,
        arn: principal.arn,
        name: principal.name,
        identity: '',
        principalArn: principal.arn,
      }) ?? null,
    ...grantedTo(principal, account),
  })
  const users = knownOr(account.users, []).map((user): PrincipalEntry => ({
    kind: 'user',
    ...shared(user),
    createdAt: iso(knownOr(user.createdAt, undefined)),
    lastUsedAt: iso(lastUseOf(user)),
    console: user.password.state === 'unknown' ? null : user.password.value.state === 'set',
    mfa: mfaOf(user),
    groups: knownOr(user.groupNames, []),
  }))
  const roles = knownOr(account.roles, []).map((role): PrincipalEntry => ({
    kind: 'role',
    ...shared(role),
    createdAt: iso(role.createdAt),
    lastUsedAt: role.lastUsed.state === 'used' ? iso(role.lastUsed.at) : null,
    console: false,
    mfa: [],
    groups: [],
  }))
  const root = account.root.state === 'known' ? [rootEntry(account.root.value)] : []
  return [...root, ...users, ...roles].map((entry) => {
    const did = activities.get(entry.arn)
    return did === undefined ? entry : { ...entry, activity: did }
  })
}
