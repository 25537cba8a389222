import type { LastUse, Password } from '#shared/facts/credential.ts'
import { isoDate } from '#shared/facts/instant.ts'
import type { JsonValue } from '#shared/facts/json.ts'
import { PASSWORD_USE_LOST, PASSWORD_USE_RECORDED_SINCE } from '../idleness.ts'

export type SetPassword = Extract<Password, { state: 'set' }>

const LOST = 'IAM lost the sign-ins of 3 to 23 May 2018, so that a later one in these days is possible'

export const lastSignInWords = (lastUsed: LastUse): string => {
  if (lastUsed.state === 'unknown') return `last sign-in unknown (${lastUsed.reason})`
  return lastUsed.state === 'used' ? `last sign-in ${isoDate(lastUsed.at)}` : 'no sign-in recorded'
}

/** Said only where the hole in IAM's record can hide a use: nothing is recorded after it. */
export const lostSignInsWords = (lastUsedAt: Date): string => (lastUsedAt < PASSWORD_USE_LOST.to ? ` (${LOST})` : '')

/** Why "never" may not be the whole truth, for a password set on that day. */
export const neverSignedInWords = (setAt: Date): string => {
  if (setAt < PASSWORD_USE_RECORDED_SINCE) {
    return `no sign-in with it is recorded since IAM began to record them on ${isoDate(PASSWORD_USE_RECORDED_SINCE)}`
  }
  return setAt < PASSWORD_USE_LOST.to ? `no sign-in with it is recorded; ${LOST}` : 'it has never been used'
}

const instant = (fact: { state: 'known'; value: Date | 'none' } | { state: 'unknown' }): string | null => {
  if (fact.state === 'unknown') return null
  return fact.value === 'none' ? 'none' : fact.value.toISOString()
}

export const passwordEvidence = (password: SetPassword): Readonly<Record<string, JsonValue>> => ({
  lastSignIn: lastSignInWords(password.lastUsed),
  lastUsedAt: password.lastUsed.state === 'used' ? password.lastUsed.at.toISOString() : null,
  lastChangedAt: instant(password.lastChanged),
  nextRotation: instant(password.nextRotation),
})
