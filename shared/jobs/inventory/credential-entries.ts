import { keyDossier, type SeenValue } from '#shared/activity/key-dossier.ts'
import type { AccountFacts } from '#shared/facts/account.ts'
import type { AccessKey, LastUse } from '#shared/facts/credential.ts'
import { daysBetween } from '#shared/facts/instant.ts'
import { type Known, known, knownOr } from '#shared/facts/known.ts'
import type { RootUser, User } from '#shared/facts/principal.ts'
import type { CredentialEntry, DossierEntry } from '#shared/reports/inventory.ts'
import { identityClassOf } from '#shared/rules/identity-class.ts'
import type { InventoryContext } from './inventory-context.ts'
import { limitOf } from './limit-of.ts'

const MOST_LISTED = 20

type Limits = Pick<CredentialEntry, 'ageLimit' | 'idleLimit'>

const iso = (at: Date | undefined): string | null => at?.toISOString() ?? null

const USE = { used: 'used', 'never-or-not-tracked': 'never', unknown: 'unknown' } as const

const useOf = (
  lastUsed: LastUse | undefined,
  madeAt: Date | undefined,
  now: Date,
): Pick<CredentialEntry, 'use' | 'lastUsedAt' | 'lastUsedFor' | 'idleDays'> => {
  if (lastUsed === undefined) return { use: 'not-tracked', lastUsedAt: null, lastUsedFor: null, idleDays: null }
  if (lastUsed.state !== 'used') {
    const waiting = lastUsed.state === 'never-or-not-tracked' && madeAt ? daysBetween(madeAt, now) : null
    return { use: USE[lastUsed.state], lastUsedAt: null, lastUsedFor: null, idleDays: waiting }
  }
  const { at, service, region } = lastUsed
  const words = [service, region].filter((word) => word !== undefined).join(', ')
  return { use: 'used', lastUsedAt: iso(at), lastUsedFor: words || null, idleDays: daysBetween(at, now) }
}

const timesOf = (made: Known<Date>, lastUsed: LastUse | undefined, now: Date) => {
  const at = knownOr(made, undefined)
  return { createdAt: iso(at), ...useOf(lastUsed, at, now), ageDays: at ? daysBetween(at, now) : null }
}

const counted = (values: readonly SeenValue[]): DossierEntry['services'] =>
  [...values]
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, MOST_LISTED)
    .map(({ value, count, last }) => ({ value, count, last }))

const dossierOf = (id: string | undefined, { activity }: InventoryContext): { readonly dossier?: DossierEntry } => {
  const found = id === undefined || activity === undefined ? undefined : keyDossier(activity, id)
  if (found === undefined) return {}
  const { first, last, days, services, calls, sourceAddresses, userAgents, regions } = found
  return {
    dossier: {
      first,
      last,
      days: days.length,
      services: counted(services),
      calls: [...calls]
        .sort((a, b) => b.count - a.count)
        .slice(0, MOST_LISTED)
        .map(({ eventSource, eventName, outcome, count, last }) => ({
          value: `${eventSource} ${eventName}`,
          count,
          last,
          outcome,
        })),
      sourceAddresses: counted(sourceAddresses),
      userAgents: counted(userAgents),
      regions: counted(regions),
    },
  }
}

const keyEntry = (key: AccessKey, limits: Limits, context: InventoryContext): CredentialEntry => ({
  kind: 'access-key',
  principal: key.owner.arn,
  owner: key.owner.name,
  id: key.accessKeyId ?? null,
  status: key.status,
  ...timesOf(key.createdAt, key.lastUsed, context.now),
  ...limits,
  ...dossierOf(key.accessKeyId, context),
})

const NO_LIMIT: Limits = { ageLimit: null, idleLimit: null }

const passwordEntries = (
  user: User,
  idleLimit: number | null,
  { now }: InventoryContext,
): readonly CredentialEntry[] => {
  const password = knownOr(user.password, { state: 'none' } as const)
  if (password.state === 'none') return []
  return [
    {
      kind: 'password',
      principal: user.arn,
      owner: user.name,
      id: null,
      status: 'active',
      ...timesOf(password.lastChanged, password.lastUsed, now),
      ageLimit: null,
      idleLimit,
    },
  ]
}

const certificateEntries = (owner: User | RootUser, { now }: InventoryContext): readonly CredentialEntry[] =>
  knownOr(owner.signingCertificates, []).map(({ certificateId, status, uploadedAt, owner: { arn, name } }) => ({
    kind: 'signing-certificate',
    principal: arn,
    owner: name,
    id: certificateId ?? null,
    status,
    ...timesOf(uploadedAt, undefined, now),
    ...NO_LIMIT,
  }))

interface OtherLimits {
  readonly ssh: number | null
  readonly service: number | null
}

const otherEntries = (user: User, limits: OtherLimits, { now }: InventoryContext): readonly CredentialEntry[] => [
  ...knownOr(user.sshPublicKeys, []).map(({ keyId, status, uploadedAt }): CredentialEntry => ({
    kind: 'ssh-public-key',
    principal: user.arn,
    owner: user.name,
    id: keyId,
    status,
    ...timesOf(uploadedAt, undefined, now),
    ageLimit: limits.ssh,
    idleLimit: null,
  })),
  ...knownOr(user.serviceSpecificCredentials, []).map((credential): CredentialEntry => ({
    kind: 'service-specific-credential',
    principal: user.arn,
    owner: user.name,
    id: credential.credentialId,
    status: credential.status,
    ...timesOf(credential.createdAt, undefined, now),
    ageLimit: limits.service,
    idleLimit: null,
    service: credential.serviceName,
    ...(credential.expiresAt === 'never' ? {} : { expiresAt: credential.expiresAt.toISOString() }),
  })),
]

const ofUser = (user: User, context: InventoryContext): readonly CredentialEntry[] => {
  const { configuration } = context
  const identityClass = identityClassOf(user, configuration.identityClasses)
  const limit = (ruleId: string, parameter: string) => limitOf(configuration, ruleId, parameter, identityClass)
  const limits: Limits = {
    ageLimit: limit('access-key-not-rotated', 'maxAgeDays'),
    idleLimit: limit('access-key-unused', 'maxIdleDays'),
  }
  return [
    ...passwordEntries(user, limit('console-password-unused', 'maxIdleDays'), context),
    ...knownOr(user.accessKeys, []).map((key) => keyEntry(key, limits, context)),
    ...certificateEntries(user, context),
    ...otherEntries(
      user,
      {
        ssh: limit('ssh-public-key-not-rotated', 'maxAgeDays'),
        service: limit('service-credential-not-rotated', 'maxAgeDays'),
      },
      context,
    ),
  ]
}

const ofRoot = (root: RootUser, context: InventoryContext): readonly CredentialEntry[] => [
  ...knownOr(root.accessKeys, []).map((key) => keyEntry(key, NO_LIMIT, context)),
  ...certificateEntries(root, context),
]

/** Every credential of the account with its age, its idle time and the limits that hold for its owner. */
export const credentialEntries = (account: AccountFacts, context: InventoryContext): readonly CredentialEntry[] => [
  ...knownOr(account.root.state === 'known' ? known(ofRoot(account.root.value, context)) : account.root, []),
  ...knownOr(account.users, []).flatMap((user) => ofUser(user, context)),
]
