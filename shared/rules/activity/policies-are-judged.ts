import type { AccountFacts } from '#shared/facts/account.ts'

/** Where the account's policies themselves are in the evidence, rules on policies judge them, and a call that changed one says nothing more. */
export const policiesAreJudged = ({ sources }: AccountFacts): boolean =>
  sources.get('account-authorization-details')?.state === 'read'
