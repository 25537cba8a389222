import { oidcTrustTooWide } from '#shared/rules/roles-and-trust/oidc-trust-too-wide.ts'
import type { PolicyDocument } from '#shared/facts/policy.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accountWithRoles, role } from '#test/support/facts.ts'
import { GITHUB, githubTrust, oidcTrust, unreadableTrust, when } from '#test/support/trusts.ts'

const trusting = (trustPolicy: PolicyDocument) => accountWithRoles(role({ trustPolicy }))
const EKS = 'oidc.eks.eu-central-1.amazonaws.com/id/ABC'
const wide = (what: string) =>
  `Role app trusts, at GitHub Actions (${GITHUB}), ${what} (Statement[0] of its trust policy).`

describeRule(oidcTrustTooWide, {
  now: '2026-04-01',
  pass: [
    ['one branch', trusting(githubTrust('StringEquals', 'repo:octo/app:ref:refs/heads/main'))],
    ['one environment', trusting(githubTrust('StringLike', 'repo:octo/app:environment:production'))],
    ['one service account', trusting(oidcTrust(EKS, when('StringEquals', `${EKS}:sub`, 'system:serviceaccount:a:b')))],
    [
      'one branch, by ids',
      trusting(
        oidcTrust(
          GITHUB,
          when('StringEquals', `${GITHUB}:repository_id`, '42'),
          when('StringEquals', `${GITHUB}:sub`, 'repo:octo@1/app@42:ref:refs/heads/main'),
        ),
      ),
    ],
    ['everybody is a graver finding of its own', trusting(oidcTrust(GITHUB))],
    [
      'an issuer that is told apart by its audience',
      trusting(oidcTrust('api.pulumi.com/oidc', when('StringEquals', 'api.pulumi.com/oidc:aud', 'octo'))),
    ],
  ],
  fail: [
    [
      'an organization',
      trusting(githubTrust('StringLike', 'repo:octo/*')),
      wide('everything of an organization or group (repo:octo/*)'),
    ],
    [
      'pull requests',
      trusting(githubTrust('StringEquals', 'repo:octo/app:pull_request')),
      wide('pull requests, whose code anyone may write (repo:octo/app:pull_request)'),
    ],
    [
      'an organization by its id, and no subject',
      trusting(oidcTrust(GITHUB, when('StringEquals', `${GITHUB}:repository_owner_id`, '1234'))),
      wide('everything of an organization or group (repository_owner_id 1234)'),
    ],
    [
      'a repository by its id, and no subject',
      trusting(oidcTrust(GITHUB, when('StringEquals', `${GITHUB}:repository_id`, '42'))),
      wide('every branch, tag and pull request of a repository or project (repository_id 42)'),
    ],
    [
      'a repository with all that is in it',
      trusting(githubTrust('StringLike', 'repo:octo/app:*')),
      wide('every branch, tag and pull request of a repository or project (repo:octo/app:*)'),
    ],
    [
      'a repository by its name beside an open subject',
      trusting(
        oidcTrust(
          GITHUB,
          when('StringLike', `${GITHUB}:sub`, 'repo:octo/*'),
          when('StringEquals', `${GITHUB}:repository`, 'octo/app'),
        ),
      ),
      wide('every branch, tag and pull request of a repository or project (repository octo/app)'),
    ],
    [
      'a namespace of a cluster',
      trusting(oidcTrust(EKS, when('StringLike', `${EKS}:sub`, 'system:serviceaccount:pay:*'))),
      `Role app trusts, at ${EKS}, every service account of a namespace (system:serviceaccount:pay:*) (Statement[0] of its trust policy).`,
    ],
    [
      'every namespace of a cluster',
      trusting(oidcTrust(EKS, when('StringLike', `${EKS}:sub`, 'system:serviceaccount:*:app'))),
      `Role app trusts, at ${EKS}, everything of a cluster (system:serviceaccount:*:app) (Statement[0] of its trust policy).`,
    ],
    [
      'a cluster with all its service accounts',
      trusting(oidcTrust(EKS, when('StringEquals', `${EKS}:aud`, 'sts.amazonaws.com'))),
      `Role app trusts, at ${EKS}, every identity that the issuer knows (Statement[0] of its trust policy).`,
    ],
  ],
  unknown: [['unreadable', trusting(unreadableTrust), 'Trust policy of role app: Its encoding is broken.']],
  notApplicable: [['a service', accountWithRoles(role())]],
})
