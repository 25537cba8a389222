import type { AccountFacts } from '#shared/facts/account.ts'
import type {
  AccessKey,
  CredentialOwner,
  LastUse,
  MfaDevice,
  Password,
  ServiceSpecificCredential,
  SigningCertificate,
  SshPublicKey,
} from '#shared/facts/credential.ts'
import { type Known, known, unknownFact } from '#shared/facts/known.ts'
import type { InlinePolicy, ManagedPolicy, PolicyDocument, Statement } from '#shared/facts/policy.ts'
import type { Grants, Group, Role, RootUser, User } from '#shared/facts/principal.ts'

// Builders of facts for tables: everything has a calm default, a test says only what matters to it.

export const ACCOUNT = '111111111111'
export const notCollected = unknownFact('not collected in this test')
export const at = (iso: string): Date => new Date(iso.length === 10 ? `${iso}T00:00:00Z` : iso)
export const used = (iso: string, more: { region?: string; service?: string } = {}): LastUse => ({
  state: 'used',
  at: at(iso),
  ...more,
})
export const neverUsed: LastUse = { state: 'never-or-not-tracked' }

export const owner = (name: string): CredentialOwner => ({
  kind: 'user',
  arn: `arn:aws:iam::${ACCOUNT}:user/${name}`,
  name,
  uniqueId: `AIDA${name.toUpperCase()}`,
})
export const rootOwner: CredentialOwner = { kind: 'root', arn: `arn:aws:iam::${ACCOUNT}:root`, name: '<root_account>' }

export const accessKey = (more: Partial<AccessKey> = {}): AccessKey => ({
  kind: 'access-key',
  owner: owner('alice'),
  slot: 1,
  status: 'active',
  createdAt: known(at('2026-03-01')),
  lastUsed: used('2026-03-31'),
  ...more,
})

export const password = (more: Partial<Extract<Password, { state: 'set' }>> = {}): Known<Password> =>
  known({
    state: 'set',
    lastUsed: used('2026-03-31'),
    lastChanged: known(at('2026-03-01')),
    nextRotation: known('none' as const),
    resetRequired: known(false),
    ...more,
  })
export const noPassword: Known<Password> = known({ state: 'none' })

export const mfaDevice = (more: Partial<MfaDevice> = {}): MfaDevice => ({
  kind: 'mfa-device',
  serialNumber: `arn:aws:iam::${ACCOUNT}:u2f/user/alice/key-1`,
  mfaKind: 'fido',
  enabledAt: at('2026-01-01'),
  owner: owner('alice'),
  certification: notCollected,
  ...more,
})
export const signingCertificate = (more: Partial<SigningCertificate> = {}): SigningCertificate => ({
  kind: 'signing-certificate',
  owner: owner('alice'),
  slot: 1,
  status: 'active',
  uploadedAt: known(at('2026-03-01')),
  ...more,
})
export const sshPublicKey = (more: Partial<SshPublicKey> = {}): SshPublicKey => ({
  kind: 'ssh-public-key',
  owner: owner('alice'),
  keyId: 'APKAEXAMPLE',
  status: 'active',
  uploadedAt: known(at('2026-03-01')),
  ...more,
})
export const serviceSpecificCredential = (
  more: Partial<ServiceSpecificCredential> = {},
): ServiceSpecificCredential => ({
  kind: 'service-specific-credential',
  owner: owner('alice'),
  credentialId: 'ACCAEXAMPLE',
  serviceName: 'codecommit.amazonaws.com',
  status: 'active',
  createdAt: known(at('2026-03-01')),
  expiresAt: 'never',
  ...more,
})

export const noGrants: Grants = { inlinePolicies: [], attachedPolicies: [] }

/** A user with no password, no keys, no groups and no policies. */
export const user = (more: Partial<User> & { name?: string } = {}): User => {
  const name = more.name ?? 'alice'
  return {
    kind: 'user',
    arn: owner(name).arn,
    name,
    path: '/',
    uniqueId: owner(name).uniqueId ?? name,
    createdAt: known(at('2025-01-01')),
    tags: known([]),
    groupNames: known([]),
    grants: known(noGrants),
    password: noPassword,
    mfaActive: known(false),
    mfaDevices: known([]),
    accessKeys: known([]),
    signingCertificates: known([]),
    sshPublicKeys: known([]),
    serviceSpecificCredentials: known([]),
    ...more,
  }
}

/** A root user without password, keys and certificates, with one FIDO device. */
export const root = (more: Partial<RootUser> = {}): RootUser => ({
  kind: 'root',
  arn: rootOwner.arn,
  createdAt: known(at('2020-01-01')),
  password: known('absent'),
  passwordLastUsed: neverUsed,
  mfaActive: known(true),
  mfaDevices: known([
    mfaDevice({ owner: rootOwner, serialNumber: `arn:aws:iam::${ACCOUNT}:u2f/root-account-mfa-device/key-1` }),
  ]),
  accessKeys: known([]),
  signingCertificates: known([]),
  ...more,
})

type LooseStatement = Partial<Omit<Statement, 'actions' | 'resources'>> & {
  actions?: readonly string[]
  resources?: readonly string[]
}
/** A parsed document out of loose statements; Allow on every resource unless said otherwise. */
export const document = (...statements: readonly LooseStatement[]): PolicyDocument => {
  const made = statements.map((statement, index): Statement => {
    const plain = { index, effect: 'Allow' as const, conditions: [], ...statement }
    const targeted = statement.notResources ?? statement.resources ?? statement.principal ?? statement.notPrincipal
    return targeted === undefined ? { ...plain, resources: ['*'] } : plain
  })
  const json = {
    Version: '2012-10-17',
    Statement: made.map(({ effect, actions, notActions, resources, notResources }) => ({
      Effect: effect,
      ...(actions && { Action: actions }),
      ...(notActions && { NotAction: notActions }),
      ...(resources && { Resource: resources }),
      ...(notResources && { NotResource: notResources }),
    })),
  }
  return { state: 'parsed', text: JSON.stringify(json), json, version: '2012-10-17', statements: made, malformed: [] }
}
/** A document as evidence would parse it from this JSON text is in `#shared/evidence/`; here only the common shape is made. */
export const allow = (...actions: readonly string[]): PolicyDocument => document({ actions })

export const inlinePolicy = (name: string, policy: PolicyDocument): InlinePolicy => ({ name, document: policy })

export const managedPolicy = (more: Partial<ManagedPolicy> = {}): ManagedPolicy => {
  const name = more.name ?? 'AppPolicy'
  const body = more.document ?? allow('s3:GetObject')
  return {
    kind: 'managed-policy',
    arn: `arn:aws:iam::${more.managedBy === 'aws' ? 'aws' : ACCOUNT}:policy/${name}`,
    name,
    path: '/',
    policyId: `ANPA${name.toUpperCase()}`,
    managedBy: 'customer',
    attachmentCount: 1,
    permissionsBoundaryUsageCount: 0,
    createdAt: at('2025-01-01'),
    updatedAt: at('2025-01-01'),
    versions: [{ versionId: 'v1', isDefault: true, document: body }],
    document: body,
    ...more,
  }
}

export const serviceTrust = (...services: readonly string[]): PolicyDocument =>
  document({
    actions: ['sts:AssumeRole'],
    principal: { anyone: false, aws: [], service: services, federated: [], canonicalUser: [] },
  })
export const awsTrust = (aws: readonly string[], conditions: Statement['conditions'] = []): PolicyDocument =>
  document({
    actions: ['sts:AssumeRole'],
    principal: { anyone: false, aws, service: [], federated: [], canonicalUser: [] },
    conditions,
  })

export const role = (more: Partial<Role> & { name?: string } = {}): Role => {
  const name = more.name ?? 'app'
  return {
    kind: 'role',
    arn: `arn:aws:iam::${ACCOUNT}:role${more.path ?? '/'}${name}`,
    name,
    path: '/',
    uniqueId: `AROA${name.toUpperCase()}`,
    createdAt: at('2025-01-01'),
    tags: [],
    trustPolicy: serviceTrust('lambda.amazonaws.com'),
    grants: noGrants,
    lastUsed: used('2026-03-31'),
    maxSessionDuration: known(3600),
    instanceProfiles: [],
    ...more,
  }
}

export const group = (more: Partial<Group> & { name?: string } = {}): Group => {
  const name = more.name ?? 'developers'
  return {
    kind: 'group',
    arn: `arn:aws:iam::${ACCOUNT}:group/${name}`,
    name,
    path: '/',
    uniqueId: `AGPA${name.toUpperCase()}`,
    createdAt: at('2025-01-01'),
    grants: noGrants,
    ...more,
  }
}

/** An account in which every source was read and everything is empty or calm. */
export const account = (more: Partial<AccountFacts> = {}): AccountFacts => ({
  kind: 'account',
  id: known(ACCOUNT),
  partition: 'aws',
  sources: new Map(),
  problems: [],
  reportGeneratedAt: known(at('2026-04-01')),
  root: known(root()),
  users: known([]),
  groups: known([]),
  roles: known([]),
  policies: known([]),
  summary: known(new Map()),
  passwordPolicy: known('none'),
  virtualMfaDevices: known([]),
  serverCertificates: known([]),
  samlProviders: known([]),
  oidcProviders: known([]),
  organizationFeatures: notCollected,
  organization: known('none'),
  organizationAccounts: notCollected,
  organizationPolicies: notCollected,
  delegatedAdministrators: notCollected,
  analyzers: known([]),
  analyzerFindings: known([]),
  trails: known([]),
  metricFilters: known([]),
  alarms: known([]),
  outboundFederation: known({ enabled: false }),
  delegationRequests: known([]),
  lastAccessed: known({ reports: [], failures: new Map() }),
  ...more,
})

export const accountWithUsers = (...users: readonly User[]): AccountFacts => account({ users: known(users) })
export const accountWithRoles = (...roles: readonly Role[]): AccountFacts => account({ roles: known(roles) })
export const accountWithPolicies = (...policies: readonly ManagedPolicy[]): AccountFacts =>
  account({ policies: known(policies) })
export const accountWithRoot = (more: Partial<RootUser>): AccountFacts => account({ root: known(root(more)) })
