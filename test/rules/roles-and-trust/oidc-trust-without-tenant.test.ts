import { oidcTrustWithoutTenant } from '#shared/rules/roles-and-trust/oidc-trust-without-tenant.ts'
import type { PolicyDocument } from '#shared/facts/policy.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accountWithRoles, role } from '#test/support/facts.ts'
import { GITHUB, githubTrust, oidcTrust, unreadableTrust, when } from '#test/support/trusts.ts'

const trusting = (trustPolicy: PolicyDocument) => accountWithRoles(role({ trustPolicy }))
const audience = when('StringEquals', `${GITHUB}:aud`, 'sts.amazonaws.com')
const every = (how: string) =>
  `Role app can be assumed by every customer of GitHub Actions (${GITHUB}): ${how} (Statement[0] of its trust policy).`

describeRule(oidcTrustWithoutTenant, {
  now: '2026-04-01',
  pass: [
    ['one branch', trusting(githubTrust('StringEquals', 'repo:octo/app:ref:refs/heads/main'))],
    ['an organization, by a wildcard', trusting(githubTrust('StringLike', 'repo:octo/*'))],
    [
      'by the owner’s id',
      trusting(oidcTrust(GITHUB, audience, when('StringEquals', `${GITHUB}:repository_owner_id`, '1234'))),
    ],
    [
      'Google by the id of one service account, as Google’s Storage Transfer Service asks for it',
      trusting(
        oidcTrust('accounts.google.com', when('StringEquals', 'accounts.google.com:sub', '113328073685123456789')),
      ),
    ],
    [
      'Pulumi by its audience',
      trusting(oidcTrust('api.pulumi.com/oidc', when('StringEquals', 'api.pulumi.com/oidc:aud', 'octo'))),
    ],
  ],
  fail: [
    [
      'only the audience, which is the same for all',
      trusting(oidcTrust(GITHUB, audience)),
      every(`${GITHUB}:sub is not compared`),
    ],
    [
      'a bare wildcard',
      trusting(githubTrust('StringLike', '*')),
      every(`${GITHUB}:sub is compared with * by StringLike`),
    ],
    [
      'a wildcard for the owner',
      trusting(githubTrust('StringLike', 'repo:*/app:*')),
      every(`${GITHUB}:sub is compared with repo:*/app:* by StringLike`),
    ],
    [
      'values are alternatives: the weakest counts',
      trusting(githubTrust('StringLike', 'repo:octo/app:*', 'repo:*')),
      every(`${GITHUB}:sub is compared with repo:octo/app:*, repo:* by StringLike`),
    ],
    [
      'IfExists lets a token without the claim in',
      trusting(oidcTrust(GITHUB, when('StringEqualsIfExists', `${GITHUB}:sub`, 'repo:octo/app:ref:refs/heads/main'))),
      every(`${GITHUB}:sub is compared with repo:octo/app:ref:refs/heads/main by StringEqualsIfExists`),
    ],
    [
      'what is forbidden does not name a tenant',
      trusting(oidcTrust(GITHUB, when('StringNotLike', `${GITHUB}:sub`, 'repo:evil/*'))),
      every(`${GITHUB}:sub is not compared`),
    ],
    [
      'Google by a pattern of subjects',
      trusting(oidcTrust('accounts.google.com', when('StringLike', 'accounts.google.com:sub', '1*'))),
      'Role app can be assumed by every customer of Google (accounts.google.com): accounts.google.com:aud is not compared (Statement[0] of its trust policy).',
    ],
    [
      'GitLab',
      trusting(oidcTrust('gitlab.com', when('StringEquals', 'gitlab.com:aud', 'https://gitlab.com'))),
      'Role app can be assumed by every customer of GitLab (gitlab.com): gitlab.com:sub is not compared (Statement[0] of its trust policy).',
    ],
    [
      'Cognito without its pool',
      trusting(
        oidcTrust(
          'cognito-identity.amazonaws.com',
          when('ForAnyValue:StringLike', 'cognito-identity.amazonaws.com:amr', 'authenticated'),
        ),
      ),
      'Role app can be assumed by every customer of Amazon Cognito (cognito-identity.amazonaws.com): cognito-identity.amazonaws.com:aud is not compared (Statement[0] of its trust policy).',
    ],
  ],
  unknown: [['unreadable', trusting(unreadableTrust), 'Trust policy of role app: Its encoding is broken.']],
  notApplicable: [
    ['a service', accountWithRoles(role())],
    ['an issuer of one’s own', trusting(oidcTrust('oidc.eks.eu-central-1.amazonaws.com/id/ABC'))],
  ],
})
