import type { AccountFacts } from '#shared/facts/account.ts'
import type {
  AccessKey,
  MfaDevice,
  Password,
  ServiceSpecificCredential,
  SigningCertificate,
  SshPublicKey,
} from '#shared/facts/credential.ts'
import { type Known, mapKnown } from '#shared/facts/known.ts'
import type { User } from '#shared/facts/principal.ts'
import { oncePerAccount } from './once-per-account.ts'
import type { Unanswered } from './rule.ts'
import type { JudgedFact } from './subject.ts'

type Answered<T> = Known<readonly (T | Unanswered)[]>

export const unanswered = (about: JudgedFact, reason: string): Unanswered => ({ kind: 'unanswered', about, reason })

/** One list out of every user's list; a user whose list is not known stands in it as not answered. */
const eachUsers = <T>(listOf: (user: User) => Known<readonly T[]>): ((account: AccountFacts) => Answered<T>) =>
  oncePerAccount((account) =>
    mapKnown(account.users, (users) =>
      users.flatMap((user): readonly (T | Unanswered)[] => {
        const list = listOf(user)
        return list.state === 'known' ? list.value : [unanswered(user, list.reason)]
      }),
    ),
  )

/** IAM users' keys; root's keys are judged by root's own rules. */
export const accessKeysOf: (account: AccountFacts) => Answered<AccessKey> = eachUsers((user) => user.accessKeys)
export const mfaDevicesOf: (account: AccountFacts) => Answered<MfaDevice> = eachUsers((user) => user.mfaDevices)
export const signingCertificatesOf: (account: AccountFacts) => Answered<SigningCertificate> = eachUsers(
  (user) => user.signingCertificates,
)
export const sshPublicKeysOf: (account: AccountFacts) => Answered<SshPublicKey> = eachUsers(
  (user) => user.sshPublicKeys,
)
export const serviceSpecificCredentialsOf: (account: AccountFacts) => Answered<ServiceSpecificCredential> = eachUsers(
  (user) => user.serviceSpecificCredentials,
)

/** Users of whom it is known whether they have a password; the others are not answered. */
export const usersWithKnownPasswordOf: (account: AccountFacts) => Answered<User> = oncePerAccount((account) =>
  mapKnown(account.users, (users) =>
    users.map((user) => (user.password.state === 'known' ? user : unanswered(user, user.password.reason))),
  ),
)

export const passwordOf = (user: User): Password =>
  user.password.state === 'known' ? user.password.value : { state: 'none' }
