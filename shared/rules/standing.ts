import type { AccountFacts } from '#shared/facts/account.ts'
import { daysBetween } from '#shared/facts/instant.ts'
import { knownOr } from '#shared/facts/known.ts'
import type { AccessKey, LastUse } from '#shared/facts/credential.ts'
import { accountIndexOf } from '#shared/permissions/account-index.ts'
import { type Power, powerOf } from '#shared/permissions/power-of.ts'
import { type Subject, subjectOf } from './subject.ts'

export type { Power } from '#shared/permissions/power-of.ts'

/** What a finding's risk number is made of. */
export interface Standing {
  readonly power: Power
  /** Days since the credential or principal was last used; undefined where not known or not a matter of use. */
  readonly idleDays?: number | undefined
  /** A long-lived credential, usable from anywhere by whoever holds it. */
  readonly exposed: boolean
}

const LONG_LIVED = new Set([
  'access-key',
  'service-specific-credential',
  'ssh-public-key',
  'signing-certificate',
  'root',
])

const idleSince = (lastUsed: LastUse, createdAt: Date | undefined, now: Date): number | undefined => {
  if (lastUsed.state === 'used') return daysBetween(lastUsed.at, now)
  if (lastUsed.state === 'never-or-not-tracked' && createdAt) return daysBetween(createdAt, now)
  return undefined
}

/** Idle time of each access key, by the identity that findings about it carry: two keys are never mixed. */
const keyIdleTimes = (account: AccountFacts): ReadonlyMap<string, AccessKey> =>
  new Map(
    knownOr(account.users, [])
      .flatMap((user) => knownOr(user.accessKeys, []))
      .map((key) => [subjectOf(key, account).identity, key]),
  )

export const standingOf = (account: AccountFacts): ((subject: Subject, now: Date) => Standing) => {
  const keys = keyIdleTimes(account)
  const { principals } = accountIndexOf(account)

  const idleDays = ({ type, identity, principalArn }: Subject, now: Date): number | undefined => {
    const key = type === 'access-key' ? keys.get(identity) : undefined
    if (key !== undefined) return idleSince(key.lastUsed, knownOr(key.createdAt, undefined), now)
    const principal = principalArn === undefined ? undefined : principals.get(principalArn)
    if (principal === undefined) return undefined
    if (principal.kind === 'role') return idleSince(principal.lastUsed, principal.createdAt, now)
    const password = knownOr(principal.password, undefined)
    return password?.state === 'set'
      ? idleSince(password.lastUsed, knownOr(password.lastChanged, undefined), now)
      : undefined
  }

  const powerOfSubject = ({ type, principalArn }: Subject): Power => {
    if (type === 'root') return 'administrator'
    return principalArn === undefined ? 'none' : powerOf(principalArn, account)
  }

  return (subject, now) => ({
    power: powerOfSubject(subject),
    idleDays: idleDays(subject, now),
    exposed: LONG_LIVED.has(subject.type),
  })
}
