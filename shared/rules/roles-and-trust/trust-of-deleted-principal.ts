import type { AccountFacts } from '#shared/facts/account.ts'
import { knownOr } from '#shared/facts/known.ts'
import { trustGrantsOf } from '#shared/permissions/trust.ts'
import type { TrustedParty } from '#shared/permissions/trusted-party.ts'
import { expectedRoleReason } from '../expected-role.ts'
import { fail, notApplicable, pass } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { editTrustCommands, unreadTrustOf } from './role-words.ts'

const isGone = (
  arn: string,
  accountId: string,
  account: AccountFacts,
  providers: AccountFacts['samlProviders'] | AccountFacts['oidcProviders'],
): boolean =>
  accountId === knownOr(account.id, undefined) &&
  providers.state === 'known' &&
  !providers.value.some((provider) => provider.arn === arn)

/** Where IAM shows a unique id in place of an ARN, and where a provider of this account is named that is not there. */
const deletedPartyOf = (party: TrustedParty, account: AccountFacts): string | undefined => {
  if (party.kind === 'deleted-principal') return `${party.id} (a user or role that was deleted)`
  const own = party.kind === 'saml' ? party.providerArn : party.kind === 'oidc' ? party.provider : undefined
  if (own === undefined || !own.startsWith('arn:')) return undefined
  const accountId = own.split(':')[4] ?? ''
  const providers = party.kind === 'saml' ? account.samlProviders : account.oidcProviders
  return isGone(own, accountId, account, providers) ? `${own} (no such identity provider)` : undefined
}

export const trustOfDeletedPrincipal = defineRule({
  id: 'trust-of-deleted-principal',
  family: 'roles-and-trust',
  title: 'A trust policy names a principal that no longer exists',
  severity: 'low',
  frameworks: [],
  rationale:
    'A deleted user or role cannot come back under its id, but an identity provider can be made again under the same ARN by whoever may do so; and a trust that nobody cleans up is a trust that nobody reads.',
  remediation: 'Take the principal out of the trust policy; if nobody else is left in it, delete the role.',
  needs: ['account-authorization-details', 'saml-providers', 'open-id-connect-providers'],
  subjects: (account) => account.roles,
  evaluate(role, { account }) {
    const expected = expectedRoleReason(role, account)
    if (expected !== undefined) return notApplicable(expected)
    const gone = [...new Set(trustGrantsOf(role).flatMap(({ party }) => deletedPartyOf(party, account) ?? []))]
    if (gone.length === 0) return unreadTrustOf(role) ?? pass
    return fail(`Role ${role.name} trusts ${gone.join(', ')}.`, { evidence: { principals: gone } })
  },
  commands: editTrustCommands,
})
