import { oidcTrustByMutableName } from '#shared/rules/roles-and-trust/oidc-trust-by-mutable-name.ts'
import type { PolicyDocument } from '#shared/facts/policy.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accountWithRoles, role } from '#test/support/facts.ts'
import { GITHUB, githubTrust, oidcTrust, unreadableTrust, when } from '#test/support/trusts.ts'

const trusting = (trustPolicy: PolicyDocument) => accountWithRoles(role({ trustPolicy }))
const subject = when('StringEquals', `${GITHUB}:sub`, 'repo:octo/app:ref:refs/heads/main')

describeRule(oidcTrustByMutableName, {
  now: '2026-04-01',
  pass: [
    [
      'the repository’s id besides',
      trusting(oidcTrust(GITHUB, subject, when('StringEquals', `${GITHUB}:repository_id`, '5678'))),
    ],
    ['the owner’s id in the subject', trusting(githubTrust('StringLike', 'repo:octo@1234/*'))],
    ['any id for the repository of an owner by id', trusting(githubTrust('StringLike', 'repo:octo@1234/app@*:*'))],
    ['an id as the template of the subject', trusting(githubTrust('StringLike', 'repository_owner_id:1234:*'))],
    ['ids in the subject', trusting(githubTrust('StringLike', 'repo:octo@1234/app@5678:ref:refs/heads/main'))],
  ],
  fail: [
    [
      'names only',
      trusting(oidcTrust(GITHUB, subject)),
      'Role app knows repo:octo/app:ref:refs/heads/main by name only (Statement[0] of its trust policy).',
    ],
    [
      'any id',
      trusting(githubTrust('StringLike', 'repo:octo@*/app@*:ref:refs/heads/main')),
      'Role app knows repo:octo@*/app@*:ref:refs/heads/main by name only (Statement[0] of its trust policy).',
    ],
    [
      'an id with a wildcard is none',
      trusting(oidcTrust(GITHUB, subject, when('StringLike', `${GITHUB}:repository_id`, '5*'))),
      'Role app knows repo:octo/app:ref:refs/heads/main by name only (Statement[0] of its trust policy).',
    ],
  ],
  unknown: [['unreadable', trusting(unreadableTrust), 'Trust policy of role app: Its encoding is broken.']],
  notApplicable: [
    ['a service', accountWithRoles(role())],
    ['everybody is a graver finding of its own', trusting(oidcTrust(GITHUB))],
  ],
})
