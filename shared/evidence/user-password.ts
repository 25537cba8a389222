import type { Password } from '#shared/facts/credential.ts'
import { type Known, known, unknownFact } from '#shared/facts/known.ts'
import type { LoginProfile } from './login-profiles.ts'

type SetPassword = Extract<Password, { state: 'set' }>

const reportedSet = (reported: Known<Password>): SetPassword | undefined =>
  reported.state === 'known' && reported.value.state === 'set' ? reported.value : undefined

/** A profile that the report does not know was made after it: made then, and not asked for its use since. */
const newerThanReport = ({ createdAt, resetRequired }: LoginProfile): SetPassword => {
  const unknown = unknownFact('The password was set after the credential report was made.')
  return { state: 'set', lastUsed: unknown, lastChanged: createdAt, nextRotation: unknown, resetRequired }
}

const withoutReport = (reason: string, { resetRequired }: LoginProfile): SetPassword => {
  const unknown = unknownFact(reason)
  return { state: 'set', lastUsed: unknown, lastChanged: unknown, nextRotation: unknown, resetRequired }
}

/** GetLoginProfile knows best whether there is a password; the credential report alone knows its use and age. */
export const userPassword = (profile: Known<readonly LoginProfile[]>, reported: Known<Password>): Known<Password> => {
  if (profile.state === 'unknown') return reported
  const [login] = profile.value
  if (login === undefined) return known({ state: 'none' })
  const set = reportedSet(reported)
  if (set) return known({ ...set, resetRequired: login.resetRequired })
  return known(reported.state === 'unknown' ? withoutReport(reported.reason, login) : newerThanReport(login))
}
