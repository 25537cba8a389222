import { known, unknownFact } from '#shared/facts/known.ts'
import { identityProviderUnused } from '#shared/rules/roles-and-trust/identity-provider-unused.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { ACCOUNT, account, at, document, role } from '#test/support/facts.ts'
import { GITHUB, oidcArn, oidcTrust, unreadableTrust } from '#test/support/trusts.ts'

const SAML = `arn:aws:iam::${ACCOUNT}:saml-provider/okta`
const saml = {
  kind: 'saml-provider' as const,
  arn: SAML,
  name: 'okta',
  createdAt: at('2024-01-01'),
  validUntil: known(at('2030-01-01')),
}
const oidc = { kind: 'oidc-provider' as const, arn: oidcArn(GITHUB), issuer: GITHUB, clientIds: known([]) }
const samlTrust = document({
  actions: ['sts:AssumeRoleWithSAML'],
  principal: { anyone: false, aws: [], service: [], federated: [SAML], canonicalUser: [] },
})

describeRule(identityProviderUnused, {
  now: '2026-04-01',
  pass: [
    [
      'both are trusted',
      account({
        samlProviders: known([saml]),
        oidcProviders: known([oidc]),
        roles: known([role({ trustPolicy: samlTrust }), role({ name: 'ci', trustPolicy: oidcTrust(GITHUB) })]),
      }),
    ],
  ],
  fail: [
    [
      'SAML',
      account({ samlProviders: known([saml]), roles: known([role()]) }),
      `SAML provider ${SAML} is trusted by no role.`,
    ],
    ['OIDC', account({ oidcProviders: known([oidc]) }), `OIDC provider ${oidcArn(GITHUB)} is trusted by no role.`],
  ],
  unknown: [
    ['providers not listed', account({ samlProviders: unknownFact('denied') }), 'denied'],
    ['roles not read', account({ samlProviders: known([saml]), roles: unknownFact('no details') }), 'no details'],
    [
      'a trust policy that cannot be read may trust it',
      account({ samlProviders: known([saml]), roles: known([role({ trustPolicy: unreadableTrust })]) }),
      'the trust policy of role app cannot be read',
    ],
  ],
  notApplicable: [['no provider', account()]],
})
