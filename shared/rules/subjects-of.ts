import type { AccountFacts } from '#shared/facts/account.ts'
import type {
  AccessKey,
  MfaDevice,
  Password,
  ServiceSpecificCredential,
  SigningCertificate,
  SshPublicKey,
} from '#shared/facts/credential.ts'
import { type Known, known, unknownFact } from '#shared/facts/known.ts'
import type { User } from '#shared/facts/principal.ts'
import { oncePerAccount } from './once-per-account.ts'
import type { Unanswered } from './rule.ts'
import type { JudgedFact } from './subject.ts'

type Answered<T> = Known<readonly (T | Unanswered)[]>

export const unanswered = (about: JudgedFact, reason: string): Unanswered => ({ kind: 'unanswered', about, reason })

/** Why nobody's fact is known, where that is one reason for all: a file that was not collected is told once, not once for each user. */
const oneReason = (facts: readonly Known<unknown>[]): string | undefined => {
  const [first] = facts
  if (first?.state !== 'unknown') return undefined
  return facts.every((fact) => fact.state === 'unknown' && fact.reason === first.reason) ? first.reason : undefined
}

/** One list out of every user's; a user of whom the fact is not known stands in it as not answered. */
const eachUsers = <Fact, T>(
  factOf: (user: User) => Known<Fact>,
  itemsOf: (fact: Fact, user: User) => readonly T[],
): ((account: AccountFacts) => Answered<T>) =>
  oncePerAccount((account) => {
    if (account.users.state === 'unknown') return account.users
    const facts = account.users.value.map((user) => [user, factOf(user)] as const)
    const reason = oneReason(facts.map(([, fact]) => fact))
    if (reason !== undefined) return unknownFact(reason)
    return known(
      facts.flatMap(([user, fact]): readonly (T | Unanswered)[] =>
        fact.state === 'known' ? itemsOf(fact.value, user) : [unanswered(user, fact.reason)],
      ),
    )
  })

const listed = <T>(list: readonly T[]): readonly T[] => list

/** IAM users' keys; root's keys are judged by root's own rules. */
export const accessKeysOf: (account: AccountFacts) => Answered<AccessKey> = eachUsers((user) => user.accessKeys, listed)
export const mfaDevicesOf: (account: AccountFacts) => Answered<MfaDevice> = eachUsers((user) => user.mfaDevices, listed)
export const signingCertificatesOf: (account: AccountFacts) => Answered<SigningCertificate> = eachUsers(
  (user) => user.signingCertificates,
  listed,
)
export const sshPublicKeysOf: (account: AccountFacts) => Answered<SshPublicKey> = eachUsers(
  (user) => user.sshPublicKeys,
  listed,
)
export const serviceSpecificCredentialsOf: (account: AccountFacts) => Answered<ServiceSpecificCredential> = eachUsers(
  (user) => user.serviceSpecificCredentials,
  listed,
)

/** Users of whom it is known whether they have a password; the others are not answered. */
export const usersWithKnownPasswordOf: (account: AccountFacts) => Answered<User> = eachUsers(
  (user) => user.password,
  (_password, user) => [user],
)

export const passwordOf = (user: User): Password =>
  user.password.state === 'known' ? user.password.value : { state: 'none' }
