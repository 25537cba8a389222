import type { AccountFacts } from '#shared/facts/account.ts'
import { type Known, knownOr } from '#shared/facts/known.ts'
import { byCodeUnit, byKey } from '#shared/facts/order.ts'
import type { Role, User } from '#shared/facts/principal.ts'
import type { Finding } from '#shared/findings/finding.ts'
import type { BriefFinding } from '#shared/reports/organization-report.ts'
import type { AccountCard, CardTrust, KeyHolder, Told } from '#shared/organization/account-card.ts'
import { powerOf } from '#shared/permissions/power-of.ts'
import type { AuditConfiguration } from '#shared/rules/configuration.ts'
import { identityClassOf } from '#shared/rules/identity-class.ts'
import { ownerOf } from '#shared/rules/owner.ts'
import { trustedAccountsOf } from '#shared/rules/roles-and-trust/trusted-accounts.ts'
import type { AuditOutcome } from './audit-account.ts'

const MOST_FINDINGS = 20
const MOST_ENTRIES = 300

const briefFinding = ({ id, ruleId, title, severity, risk, firstSeen, message, subject }: Finding): BriefFinding => ({
  id,
  ruleId,
  title,
  severity,
  risk,
  firstSeen,
  message,
  subject: { type: subject.type, arn: subject.arn, name: subject.name },
})

const toldBy = <T>(fact: Known<T>, isPresent: (value: T) => boolean): Told =>
  fact.state === 'unknown' ? 'unknown' : isPresent(fact.value) ? 'present' : 'absent'

const rootOf = ({ root }: AccountFacts): AccountCard['root'] => {
  if (root.state === 'unknown')
    return { password: 'unknown', accessKeys: 'unknown', signingCertificates: 'unknown', mfa: 'unknown' }
  const { password, accessKeys, signingCertificates, mfaActive } = root.value
  return {
    password: toldBy(password, (value) => value === 'present'),
    accessKeys: toldBy(accessKeys, (keys) => keys.length > 0),
    signingCertificates: toldBy(signingCertificates, (certificates) => certificates.length > 0),
    mfa: toldBy(mfaActive, (isActive) => isActive),
  }
}

const trailOf = ({ result }: AuditOutcome): Told => {
  const isIt = ({ ruleId }: { readonly ruleId: string }): boolean => ruleId === 'trail-missing'
  if (result.findings.some(isIt)) return 'absent'
  if (result.notAssessed.some(isIt)) return 'unknown'
  return (result.passed.get('trail-missing') ?? 0) > 0 ? 'present' : 'unknown'
}

/** Null as soon as one user is not known: a number that is too small would look like a good one. */
const sumOver = (users: Known<readonly User[]>, of: (user: User) => number | undefined): number | null => {
  if (users.state === 'unknown') return null
  let sum = 0
  for (const user of users.value) {
    const count = of(user)
    if (count === undefined) return null
    sum += count
  }
  return sum
}

const activeKeysOf = ({ accessKeys }: User): number | undefined =>
  accessKeys.state === 'known' ? accessKeys.value.filter(({ status }) => status === 'active').length : undefined

/** An address in the owner's tag or in the name is the same person everywhere; a bare name only where it is a person's. */
const personOf = (user: User, owner: string | undefined, configuration: AuditConfiguration): string | undefined => {
  const address = [owner, user.name].find((text) => text?.includes('@') === true)
  if (address !== undefined) return address.toLowerCase()
  return identityClassOf(user, configuration.identityClasses) === 'person' ? user.name.toLowerCase() : undefined
}

const keyHoldersOf = (account: AccountFacts, configuration: AuditConfiguration): readonly KeyHolder[] | null => {
  const ownerOfSubject = ownerOf(account, configuration.ownerTags)
  if (sumOver(account.users, activeKeysOf) === null) return null
  return knownOr(account.users, [])
    .flatMap((user): readonly KeyHolder[] => {
      const { arn, name } = user
      const owner = ownerOfSubject({ type: 'user', arn, name, identity: arn, principalArn: arn })
      const [person, activeKeys = 0] = [personOf(user, owner, configuration), activeKeysOf(user)]
      return person === undefined || activeKeys === 0 ? [] : [{ arn, person, activeKeys }]
    })
    .sort(byKey(({ arn }) => arn))
}

const isPowerful = ({ arn }: Role, account: AccountFacts): boolean =>
  ['administrator', 'escalates'].includes(powerOf(arn, account))

const trustsOf = (account: AccountFacts, configuration: AuditConfiguration): readonly CardTrust[] | null => {
  if (account.roles.state === 'unknown') return null
  const trusts = account.roles.value.flatMap((role) =>
    trustedAccountsOf(role, account, configuration).map(({ id }) => ({ id, role })),
  )
  return [...Map.groupBy(trusts, ({ id }) => id)]
    .map(([accountId, all]) => ({
      accountId,
      roles: all.length,
      powerful: all.filter(({ role }) => isPowerful(role, account)).length,
      example: all.map(({ role }) => role.arn).sort(byCodeUnit)[0] ?? '',
    }))
    .sort(byKey(({ accountId }) => accountId))
}

const organizationOf = (account: AccountFacts): AccountCard['organization'] => {
  const { organization, organizationFeatures, delegatedAdministrators, organizationPolicies } = account
  // A member is told the organization's id as well, but none of its lists.
  if (organization.state === 'unknown' || organization.value === 'none') return null
  if (account.organizationAccounts.state === 'unknown') return null
  const features = knownOr(organizationFeatures, null)
  const policies = (type: string): number | null =>
    organizationPolicies.state === 'known'
      ? organizationPolicies.value.filter((policy) => policy.type === type && !policy.awsManaged).length
      : null
  return {
    id: organization.value.id,
    managementAccountId: organization.value.managementAccountId,
    delegatedAdministrators: knownOr(delegatedAdministrators, null)?.map(({ accountId }) => accountId) ?? null,
    rootCredentialsManagement: features?.rootCredentialsManagement ?? null,
    rootSessions: features?.rootSessions ?? null,
    serviceControlPolicies: policies('SERVICE_CONTROL_POLICY'),
    resourceControlPolicies: policies('RESOURCE_CONTROL_POLICY'),
  }
}

const isOpen = ({ status }: Finding): boolean => status !== 'excepted' && status !== 'resolved'

const administratorsOf = ({ document, account }: AuditOutcome): number | null =>
  account.users.state === 'unknown' || account.roles.state === 'unknown'
    ? null
    : document.principals.filter(({ kind, power }) => kind !== 'root' && power === 'administrator').length

/** What the organization's summary takes from one audit. */
export const accountCardOf = (
  outcome: AuditOutcome,
  configuration: AuditConfiguration,
  at: { readonly account: string; readonly report: string },
): Omit<AccountCard, 'news'> => {
  const { account, document } = outcome
  const holders = keyHoldersOf(account, configuration)
  const trusts = trustsOf(account, configuration)
  const beyond = (list: readonly unknown[] | null): number => Math.max(0, (list?.length ?? 0) - MOST_ENTRIES)
  const providers: readonly Known<readonly unknown[]>[] = [account.samlProviders, account.oidcProviders]
  return {
    schemaVersion: 1,
    account: { id: at.account, partition: account.partition, alias: account.alias ?? null },
    assessedAt: document.assessedAt,
    report: at.report,
    summary: {
      verdict: document.summary.verdict,
      findings: document.summary.findings,
      notAssessed: document.summary.notAssessed,
    },
    worst: document.findings.filter(isOpen).slice(0, MOST_FINDINGS).map(briefFinding),
    root: rootOf(account),
    trail: trailOf(outcome),
    identityProviders: providers.every(({ state }) => state === 'known')
      ? providers.reduce((sum, list) => sum + knownOr(list, []).length, 0)
      : null,
    consoleUsers: sumOver(account.users, ({ password }) =>
      password.state === 'unknown' ? undefined : password.value.state === 'set' ? 1 : 0,
    ),
    activeAccessKeys: sumOver(account.users, activeKeysOf),
    administrators: administratorsOf(outcome),
    keyHolders: holders?.slice(0, MOST_ENTRIES) ?? null,
    trusts: trusts?.slice(0, MOST_ENTRIES) ?? null,
    leftOut: beyond(holders) + beyond(trusts),
    organization: organizationOf(account),
  }
}
