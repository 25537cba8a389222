import { known, unknownFact } from '#shared/facts/known.ts'
import type { PolicyDocument, PrincipalElement } from '#shared/facts/policy.ts'
import { trustOfDeletedPrincipal } from '#shared/rules/roles-and-trust/trust-of-deleted-principal.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { ACCOUNT, account, document, role } from '#test/support/facts.ts'
import { accountTrust, GITHUB, oidcArn, oidcTrust, trust, unreadableTrust } from '#test/support/trusts.ts'

const trusting = (trustPolicy: PolicyDocument, more = {}) => account({ roles: known([role({ trustPolicy })]), ...more })
const provider = { kind: 'oidc-provider' as const, arn: oidcArn(GITHUB), issuer: GITHUB, clientIds: known([]) }
const SAML = `arn:aws:iam::${ACCOUNT}:saml-provider/okta`
const trustBy = (actions: readonly string[], principal: Partial<PrincipalElement>): PolicyDocument =>
  document({
    actions,
    principal: { anyone: false, aws: [], service: [], federated: [], canonicalUser: [], ...principal },
  })

describeRule(trustOfDeletedPrincipal, {
  now: '2026-04-01',
  pass: [
    ['an account', trusting(accountTrust('222222222222'))],
    ['a provider that is there', trusting(oidcTrust(GITHUB), { oidcProviders: known([provider]) })],
    [
      'whether the provider is there was not read',
      trusting(oidcTrust(GITHUB), { oidcProviders: unknownFact('denied') }),
    ],
    [
      'a provider that AWS itself is',
      trusting(trustBy(['sts:AssumeRoleWithWebIdentity'], { federated: ['cognito-identity.amazonaws.com'] })),
    ],
  ],
  fail: [
    [
      'a deleted user',
      trusting(trust({ aws: ['AIDACKCEVSQ6C2EXAMPLE'] })),
      'Role app trusts AIDACKCEVSQ6C2EXAMPLE (a user or role that was deleted).',
    ],
    [
      'a deleted role and a provider that is gone',
      trusting(
        trustBy(['sts:AssumeRole', 'sts:AssumeRoleWithSAML'], { aws: ['AROADBQP57FF2AEXAMPLE'], federated: [SAML] }),
      ),
      `Role app trusts AROADBQP57FF2AEXAMPLE (a user or role that was deleted), ${SAML} (no such identity provider).`,
    ],
    [
      'an OIDC provider that is gone',
      trusting(oidcTrust(GITHUB)),
      `Role app trusts ${oidcArn(GITHUB)} (no such identity provider).`,
    ],
  ],
  unknown: [['unreadable', trusting(unreadableTrust), 'Trust policy of role app: Its encoding is broken.']],
  notApplicable: [
    [
      'trap 13: service-linked',
      account({
        roles: known([
          role({ path: '/aws-service-role/x.amazonaws.com/', trustPolicy: trust({ aws: ['AROADBQP57FF2AEXAMPLE'] }) }),
        ]),
      }),
    ],
  ],
})
