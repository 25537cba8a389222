import { sortedUnique } from '#shared/facts/order.ts'
import { type ListedKey, parseAccessKeys } from './access-keys.ts'
import type { CollectionError } from './account-record.ts'
import { type KeyUse, readKeyUse } from './key-use.ts'
import { isNoSuchEntity, isWithoutPassword, type LiveAnswer, readLive } from './live-answers.ts'
import { type LoginProfile, parseLoginProfiles } from './login-profiles.ts'
import { type ListedMfaDevice, parseMfaDevices } from './mfa-devices.ts'
import { type ListedServiceCredential, parseServiceSpecificCredentials } from './service-specific-credentials.ts'
import { type ListedCertificate, parseSigningCertificates } from './signing-certificates.ts'
import type { SourceLedger } from './source-ledger.ts'
import { type ListedSshKey, parseSshPublicKeys } from './ssh-public-keys.ts'

/** All answers of the calls that are made per user. */
export interface LiveUserAnswers {
  readonly accessKeys: LiveAnswer<ListedKey>
  readonly lastUse: KeyUse
  readonly loginProfiles: LiveAnswer<LoginProfile>
  readonly mfaDevices: LiveAnswer<ListedMfaDevice>
  readonly sshPublicKeys: LiveAnswer<ListedSshKey>
  readonly signingCertificates: LiveAnswer<ListedCertificate>
  readonly serviceSpecificCredentials: LiveAnswer<ListedServiceCredential>
  readonly userNames: readonly string[]
  /** IAM said NoSuchEntity to a list call that it answers for every user there is. */
  readonly deletedUsers: ReadonlySet<string>
}

/** Calls that IAM answers for every user there is, if only with an empty list. */
const USER_CALLS = new Set([
  'iam:ListAccessKeys',
  'iam:ListMFADevices',
  'iam:ListSSHPublicKeys',
  'iam:ListSigningCertificates',
  'iam:GetLoginProfile',
])

const saysUserIsGone = (error: CollectionError): boolean =>
  USER_CALLS.has(error.call) && isNoSuchEntity(error) && !isWithoutPassword(error)

export const readLiveUserAnswers = (ledger: SourceLedger): LiveUserAnswers => {
  const accessKeys = readLive(ledger, 'access-keys', parseAccessKeys)
  const loginProfiles = readLive(ledger, 'login-profiles', parseLoginProfiles)
  const mfaDevices = readLive(ledger, 'mfa-devices', parseMfaDevices)
  const sshPublicKeys = readLive(ledger, 'ssh-public-keys', parseSshPublicKeys)
  const signingCertificates = readLive(ledger, 'signing-certificates', parseSigningCertificates)
  const serviceCredentials = readLive(ledger, 'service-specific-credentials', parseServiceSpecificCredentials)
  const all = [accessKeys, loginProfiles, mfaDevices, sshPublicKeys, signingCertificates, serviceCredentials]
  const deletedUsers = new Set(
    ledger.errors.flatMap((error) => (error.user !== undefined && saysUserIsGone(error) ? [error.user] : [])),
  )
  return {
    accessKeys: accessKeys.answer,
    lastUse: readKeyUse(ledger),
    loginProfiles: loginProfiles.answer,
    mfaDevices: mfaDevices.answer,
    sshPublicKeys: sshPublicKeys.answer,
    signingCertificates: signingCertificates.answer,
    serviceSpecificCredentials: serviceCredentials.answer,
    userNames: sortedUnique(all.flatMap(({ userNames }) => userNames)),
    deletedUsers,
  }
}
