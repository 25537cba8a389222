import type { AccountFacts } from '#shared/facts/account.ts'
import { known } from '#shared/facts/known.ts'
import type { OidcProvider, SamlProvider } from '#shared/facts/settings.ts'
import { trustGrantsOf } from '#shared/permissions/trust.ts'
import type { TrustedParty } from '#shared/permissions/trusted-party.ts'
import { awsCommand } from '../command.ts'
import { fail, pass, unknown } from '../outcome.ts'
import { defineRule, type Unanswered } from '../rule.ts'
import { unanswered } from '../subjects-of.ts'

type Provider = SamlProvider | OidcProvider

const listed = (
  fact: AccountFacts['samlProviders'] | AccountFacts['oidcProviders'],
  account: AccountFacts,
): readonly (Provider | Unanswered)[] => (fact.state === 'known' ? fact.value : [unanswered(account, fact.reason)])

const names = (party: TrustedParty, { arn }: Provider): boolean =>
  (party.kind === 'saml' && party.providerArn === arn) || (party.kind === 'oidc' && party.provider === arn)

export const identityProviderUnused = defineRule({
  id: 'identity-provider-unused',
  family: 'roles-and-trust',
  title: 'An identity provider is trusted by no role',
  severity: 'low',
  frameworks: [],
  rationale:
    'A provider that no role trusts serves nobody, and is one mistake in a new trust policy away from letting its users in.',
  remediation:
    'Ask whether a role for it is planned, or whether another service uses it (Amazon Cognito, AWS Client VPN); else delete the provider.',
  needs: ['saml-providers', 'open-id-connect-providers', 'account-authorization-details'],
  failsByAbsence: true,
  subjects: (account) => known([...listed(account.samlProviders, account), ...listed(account.oidcProviders, account)]),
  evaluate(provider, { account }) {
    if (account.roles.state === 'unknown') return unknown(account.roles.reason)
    const isTrusted = account.roles.value.some((role) =>
      trustGrantsOf(role).some(({ party }) => names(party, provider)),
    )
    if (isTrusted) return pass
    const unread = account.roles.value.find(
      ({ trustPolicy }) => trustPolicy.state === 'unreadable' || trustPolicy.malformed.length > 0,
    )
    if (unread) return unknown(`the trust policy of role ${unread.name} cannot be read`)
    const kind = provider.kind === 'saml-provider' ? 'SAML' : 'OIDC'
    return fail(`${kind} provider ${provider.arn} is trusted by no role.`, {
      ...(provider.createdAt === undefined ? {} : { since: provider.createdAt }),
      evidence: { roles: account.roles.value.length },
    })
  },
  commands: (provider) => [
    provider.kind === 'saml-provider'
      ? awsCommand('iam delete-saml-provider', { 'saml-provider-arn': provider.arn })
      : awsCommand('iam delete-open-id-connect-provider', { 'open-id-connect-provider-arn': provider.arn }),
  ],
})
