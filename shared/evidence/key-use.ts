import type { LastUse } from '#shared/facts/credential.ts'
import { parseAccessKeyLastUsed } from './access-key-last-used.ts'
import { failureWords, noteFailure, readFile, type SourceLedger } from './source-ledger.ts'

/** What GetAccessKeyLastUsed said of a key; where it said nothing, why. */
export type KeyUse = (
  accessKeyId: string,
  userName: string,
) => LastUse | { readonly state: 'unasked'; readonly reason: string }

export const readKeyUse = (ledger: SourceLedger): KeyUse => {
  const name = 'access-key-last-used'
  const read = readFile(ledger, name, parseAccessKeyLastUsed)
  const failure = read.state === 'known' ? noteFailure(ledger, name) : undefined
  const errors = ledger.errors.filter(({ evidence, user }) => evidence === name && user !== undefined)
  const reasonFor = (accessKeyId: string, userName: string): string => {
    if (read.state === 'unknown') return read.reason
    const error = errors.find(({ user, reason }) => user === userName && reason.includes(accessKeyId)) ?? failure
    return error ? failureWords(error) : `access-key-last-used.json has no answer for ${accessKeyId} of ${userName}.`
  }
  return (accessKeyId, userName) =>
    (read.state === 'known' ? read.value.get(accessKeyId) : undefined) ?? {
      state: 'unasked',
      reason: reasonFor(accessKeyId, userName),
    }
}
