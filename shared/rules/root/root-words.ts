import type { AccountFacts } from '#shared/facts/account.ts'
import type { AccessKey, LastUse } from '#shared/facts/credential.ts'
import { isoDate } from '#shared/facts/instant.ts'
import { type Known, known, mapKnown } from '#shared/facts/known.ts'
import type { RootUser } from '#shared/facts/principal.ts'

export const rootUserOf = (account: AccountFacts): Known<readonly RootUser[]> =>
  mapKnown(account.root, (root) => [root])

/** A count of GetAccountSummary, which answers live where the credential report is up to four hours old. */
export const summaryCountOf = (account: AccountFacts, name: string): number | undefined =>
  account.summary.state === 'known' ? account.summary.value.get(name) : undefined

/**
 * The summary's AccountMFAEnabled comes first: the report is frozen for four hours and has told a root user's MFA wrong
 * (GetAccountSummary and GetCredentialReport, IAM API reference).
 */
export const rootMfaActiveOf = (root: RootUser, account: AccountFacts): Known<boolean> => {
  const enabled = summaryCountOf(account, 'AccountMFAEnabled')
  return enabled === undefined ? root.mfaActive : known(enabled > 0)
}

/** Root users of AWS GovCloud (US) accounts cannot sign in to a console and cannot have MFA (AWS GovCloud user guide, "IAM"). */
export const isGovCloud = (account: AccountFacts): boolean => account.partition === 'aws-us-gov'

export const GOVCLOUD_REASON = 'root users of AWS GovCloud (US) accounts have no console sign-in and no MFA'

/** A key that only the account summary counts has neither id nor slot. */
export const rootKeyLabel = (key: AccessKey): string => {
  const which = key.accessKeyId ?? key.slot
  return which === undefined
    ? 'an access key, which only the account summary tells of'
    : `${key.status} access key ${which}`
}

export const useWords = (label: string, use: Extract<LastUse, { state: 'used' }>): string => {
  const where = [use.service, use.region].filter((part) => part !== undefined).join(', ')
  return `${label} on ${isoDate(use.at)}${where === '' ? '' : ` (${where})`}`
}

export interface RootCredentials {
  /** In words, for a sentence. */
  readonly held: readonly string[]
  /** Why one kind of credential is not known. */
  readonly notKnown: readonly string[]
}

const passwordOf = (root: RootUser, account: AccountFacts): RootCredentials => {
  if (root.password.state === 'known') {
    return { held: root.password.value === 'present' ? ['a password'] : [], notKnown: [] }
  }
  const present = summaryCountOf(account, 'AccountPasswordPresent')
  if (present !== undefined) return { held: present > 0 ? ['a password'] : [], notKnown: [] }
  if (root.passwordLastUsed.state === 'used')
    return { held: [useWords('a password, used', root.passwordLastUsed)], notKnown: [] }
  return { held: [], notKnown: [root.password.reason] }
}

const listed = <T>(fact: Known<readonly T[]>, count: number | undefined, one: string): RootCredentials => {
  if (fact.state === 'known' && fact.value.length > 0) {
    const number = fact.value.length
    return { held: [number === 1 ? one : `${number} ${one.replace(/^an? /u, '')}s`], notKnown: [] }
  }
  if (count !== undefined) return { held: count > 0 ? [one] : [], notKnown: [] }
  return { held: [], notKnown: fact.state === 'unknown' ? [fact.reason] : [] }
}

const merged = (parts: readonly RootCredentials[]): RootCredentials => ({
  held: parts.flatMap(({ held }) => held),
  notKnown: parts.flatMap(({ notKnown }) => notKnown),
})

export const signInCredentialsOf = (root: RootUser, account: AccountFacts): RootCredentials =>
  merged([
    passwordOf(root, account),
    listed(root.accessKeys, summaryCountOf(account, 'AccountAccessKeysPresent'), 'an access key'),
  ])

export const allRootCredentialsOf = (root: RootUser, account: AccountFacts): RootCredentials =>
  merged([
    signInCredentialsOf(root, account),
    listed(
      root.signingCertificates,
      summaryCountOf(account, 'AccountSigningCertificatesPresent'),
      'a signing certificate',
    ),
  ])

/** `member`: of an organization whose management account is another one. */
export const placeInOrganization = (account: AccountFacts): Known<'standalone' | 'management' | 'member'> => {
  if (account.organization.state === 'unknown') return account.organization
  if (account.organization.value === 'none') return known('standalone')
  if (account.id.state === 'unknown') return account.id
  return known(account.organization.value.managementAccountId === account.id.value ? 'management' : 'member')
}

/** The privileged session in which a member's root credentials can be removed without signing in as root. */
export const assumeRootOptions = (account: AccountFacts, task: string): Readonly<Record<string, string>> => ({
  'target-principal': account.id.state === 'known' ? account.id.value : 'ACCOUNT_ID',
  'task-policy-arn': `arn=arn:${account.partition}:iam::aws:policy/root-task/${task}`,
})
