import type { LastUse } from '#shared/facts/credential.ts'
import type { EvidenceName } from '#shared/facts/evidence-source.ts'
import type { Known } from '#shared/facts/known.ts'
import { sortedUnique } from '#shared/facts/order.ts'
import { parseAccessKeyLastUsed } from './access-key-last-used.ts'
import { type ListedKey, parseAccessKeys } from './access-keys.ts'
import { isNoSuchEntity, type LiveAnswer, readLive } from './live-answers.ts'
import { type LoginProfile, parseLoginProfiles } from './login-profiles.ts'
import { type ListedMfaDevice, parseMfaDevices } from './mfa-devices.ts'
import { type ListedServiceCredential, parseServiceSpecificCredentials } from './service-specific-credentials.ts'
import { type ListedCertificate, parseSigningCertificates } from './signing-certificates.ts'
import { readFile, type SourceLedger } from './source-ledger.ts'
import { type ListedSshKey, parseSshPublicKeys } from './ssh-public-keys.ts'

/** All answers of the calls that are made per user. */
export interface LiveUserAnswers {
  readonly accessKeys: LiveAnswer<ListedKey>
  readonly lastUseById: Known<ReadonlyMap<string, LastUse>>
  readonly loginProfiles: LiveAnswer<LoginProfile>
  readonly mfaDevices: LiveAnswer<ListedMfaDevice>
  readonly sshPublicKeys: LiveAnswer<ListedSshKey>
  readonly signingCertificates: LiveAnswer<ListedCertificate>
  readonly serviceSpecificCredentials: LiveAnswer<ListedServiceCredential>
  readonly userNames: readonly string[]
  /** IAM said NoSuchEntity to a list call that it answers for every user there is. */
  readonly deletedUsers: ReadonlySet<string>
}

const LIST_CALLS: ReadonlySet<EvidenceName> = new Set([
  'mfa-devices',
  'access-keys',
  'ssh-public-keys',
  'signing-certificates',
])

export const readLiveUserAnswers = (ledger: SourceLedger): LiveUserAnswers => {
  const accessKeys = readLive(ledger, 'access-keys', parseAccessKeys)
  const loginProfiles = readLive(ledger, 'login-profiles', parseLoginProfiles)
  const mfaDevices = readLive(ledger, 'mfa-devices', parseMfaDevices)
  const sshPublicKeys = readLive(ledger, 'ssh-public-keys', parseSshPublicKeys)
  const signingCertificates = readLive(ledger, 'signing-certificates', parseSigningCertificates)
  const serviceCredentials = readLive(ledger, 'service-specific-credentials', parseServiceSpecificCredentials)
  const all = [accessKeys, loginProfiles, mfaDevices, sshPublicKeys, signingCertificates, serviceCredentials]
  const deletedUsers = new Set(
    ledger.errors.flatMap((error) =>
      error.user !== undefined && LIST_CALLS.has(error.evidence) && isNoSuchEntity(error) ? [error.user] : [],
    ),
  )
  return {
    accessKeys: accessKeys.answer,
    lastUseById: readFile(ledger, 'access-key-last-used', parseAccessKeyLastUsed),
    loginProfiles: loginProfiles.answer,
    mfaDevices: mfaDevices.answer,
    sshPublicKeys: sshPublicKeys.answer,
    signingCertificates: signingCertificates.answer,
    serviceSpecificCredentials: serviceCredentials.answer,
    userNames: sortedUnique(all.flatMap(({ userNames }) => userNames)),
    deletedUsers,
  }
}
