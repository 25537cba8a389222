import { expect, test } from 'vitest'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { trustOpenToAnyone } from '#shared/rules/roles-and-trust/trust-open-to-anyone.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { ACCOUNT, accountWithRoles, at, document, role } from '#test/support/facts.ts'
import { accountTrust, anyoneTrust, trust, unreadableTrust, when } from '#test/support/trusts.ts'
import type { PolicyDocument } from '#shared/facts/policy.ts'

const trusting = (trustPolicy: PolicyDocument) => accountWithRoles(role({ trustPolicy }))
const NOT = { anyone: false, aws: [`arn:aws:iam::${ACCOUNT}:root`], service: [], federated: [], canonicalUser: [] }

describeRule(trustOpenToAnyone, {
  now: '2026-04-01',
  pass: [
    ['a service', accountWithRoles(role())],
    ['another account', trusting(accountTrust('222222222222'))],
    ['trap 18: anyone of the organization', trusting(anyoneTrust(when('StringEquals', 'aws:PrincipalOrgID', 'o-1')))],
    ['anyone of one account', trusting(anyoneTrust(when('StringEquals', 'aws:PrincipalAccount', '222222222222')))],
    [
      'anyone of the role’s own account',
      trusting(anyoneTrust(when('StringEquals', 'aws:PrincipalAccount', '${aws:ResourceAccount}'))),
    ],
    [
      'anyone of the organization if it has one, and it must have one',
      trusting(
        anyoneTrust(
          when('StringEqualsIfExists', 'aws:PrincipalOrgID', 'o-1'),
          when('Null', 'aws:PrincipalOrgID', 'false'),
        ),
      ),
    ],
    [
      'anyone of the organization, or of one that is called *',
      trusting(anyoneTrust(when('StringEquals', 'aws:PrincipalOrgID', 'o-1', '*'))),
    ],
    [
      'anyone of that ARN',
      trusting(anyoneTrust(when('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::222222222222:role/deploy-*'))),
    ],
    [
      'anyone of the role’s own organization',
      trusting(anyoneTrust(when('StringEquals', 'aws:PrincipalOrgID', '${aws:ResourceOrgID}'))),
    ],
    [
      'anyone below a path',
      trusting(anyoneTrust(when('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-1/r-1/*'))),
    ],
  ],
  fail: [
    [
      'AWS: *',
      trusting(anyoneTrust()),
      'Role app can be assumed by anyone, without a condition (Statement[0] of its trust policy).',
    ],
    [
      'Principal: *',
      trusting(trust({ anyone: true })),
      'Role app can be assumed by anyone, without a condition (Statement[0] of its trust policy).',
    ],
    [
      'row 30: Allow with NotPrincipal',
      trusting(document({ sid: 'All', actions: ['sts:AssumeRole'], notPrincipal: NOT })),
      'Role app can be assumed by everyone but those that NotPrincipal lists, without a condition (statement All of its trust policy).',
    ],
    [
      'an external id does not name the caller',
      trusting(anyoneTrust(when('StringEquals', 'sts:ExternalId', 'secret'))),
      'Role app can be assumed by anyone, with conditions that do not name the caller (sts:ExternalId) (Statement[0] of its trust policy).',
    ],
    [
      'a condition that anybody meets',
      trusting(anyoneTrust(when('StringLike', 'aws:PrincipalOrgID', '*'))),
      'Role app can be assumed by anyone, without a condition (Statement[0] of its trust policy).',
    ],
    [
      'every organization',
      trusting(anyoneTrust(when('StringLike', 'aws:PrincipalOrgID', 'o-*'))),
      'Role app can be assumed by anyone, with conditions that do not name the caller (aws:PrincipalOrgID) (Statement[0] of its trust policy).',
    ],
    [
      'a path in every organization',
      trusting(anyoneTrust(when('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-*/r-1/*'))),
      'Role app can be assumed by anyone, with conditions that do not name the caller (aws:PrincipalOrgPaths) (Statement[0] of its trust policy).',
    ],
    [
      'some digits of an account',
      trusting(anyoneTrust(when('StringLike', 'aws:PrincipalAccount', '2222*'))),
      'Role app can be assumed by anyone, with conditions that do not name the caller (aws:PrincipalAccount) (Statement[0] of its trust policy).',
    ],
    [
      'the account of whoever asks',
      trusting(anyoneTrust(when('StringEquals', 'aws:PrincipalAccount', '${aws:PrincipalAccount}'))),
      'Role app can be assumed by anyone, with conditions that do not name the caller (aws:PrincipalAccount) (Statement[0] of its trust policy).',
    ],
    [
      'the root of every account',
      trusting(trust({ aws: ['arn:aws:iam::*:root'] })),
      'Role app can be assumed by anyone, without a condition (Statement[0] of its trust policy).',
    ],
    [
      'every address',
      trusting(anyoneTrust(when('IpAddress', 'aws:SourceIp', '0.0.0.0/0'))),
      'Role app can be assumed by anyone, without a condition (Statement[0] of its trust policy).',
    ],
    [
      'IfExists asks nobody',
      trusting(anyoneTrust(when('StringEqualsIfExists', 'aws:PrincipalOrgID', 'o-1'))),
      'Role app can be assumed by anyone, without a condition (Statement[0] of its trust policy).',
    ],
    [
      'a role name in any account',
      trusting(anyoneTrust(when('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/deploy'))),
      'Role app can be assumed by anyone, with conditions that do not name the caller (aws:PrincipalArn) (Statement[0] of its trust policy).',
    ],
  ],
  unknown: [['row 29: unreadable', trusting(unreadableTrust), 'Trust policy of role app: Its encoding is broken.']],
})

test('free entry is critical, hidden entry is high', () => {
  const severityOf = (trustPolicy: PolicyDocument) => {
    const [evaluation] = trustOpenToAnyone.run(trusting(trustPolicy), {
      now: at('2026-04-01'),
      configuration: defaultConfiguration,
    })
    return evaluation?.outcome.status === 'fail'
      ? (evaluation.outcome.severity ?? trustOpenToAnyone.severity)
      : undefined
  }
  expect(severityOf(anyoneTrust())).toBe('critical')
  expect(severityOf(anyoneTrust(when('StringEquals', 'sts:ExternalId', 'secret')))).toBe('high')
})
