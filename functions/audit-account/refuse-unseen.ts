import type { EvidenceRunResult } from '#shared/clients/collect-evidence.ts'

/** The two that say who is there. Where neither came, all that is left to say of the account is why. */
const WHO_IS_THERE: readonly string[] = ['credential-report', 'account-authorization-details']

/**
 * Throws when nobody of the account was seen: IAM never answered, answered what nobody can read, or refused every call. Among ten thousand
 * accounts a card full of "not assessed" would count as audited, and a resumed run would not ask again.
 */
export const refuseUnseen = (account: string, { files, errors }: EvidenceRunResult): void => {
  if (files.some(({ name }) => WHO_IS_THERE.some((evidence) => name.startsWith(`${evidence}.`)))) return
  const why = errors.find(({ evidence }) => WHO_IS_THERE.includes(evidence))
  const reason = why === undefined ? 'No call says why.' : `${why.call}: ${why.reason}`
  throw new Error(
    `Nobody of account ${account} was seen: it has neither credential report nor authorization details. ${reason}`,
  )
}
