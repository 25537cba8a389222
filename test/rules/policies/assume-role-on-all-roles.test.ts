import { assumeRoleOnAllRoles } from '#shared/rules/policies/assume-role-on-all-roles.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { allow, document } from '#test/support/facts.ts'
import { inlineOfUser, managed, unreadable } from '#test/support/policies.ts'
import { when } from '#test/support/trusts.ts'

describeRule(assumeRoleOnAllRoles, {
  now: '2026-04-01',
  pass: [
    ['another action', managed(allow('s3:GetObject'))],
    [
      'one resource',
      managed(document({ actions: ['sts:AssumeRole'], resources: ['arn:aws:iam::111111111111:role/app'] })),
    ],
    [
      'by name, in every account of the organization',
      managed(
        document({
          actions: ['sts:AssumeRole'],
          resources: ['arn:aws:iam::*:role/deploy-*'],
          conditions: [when('StringEquals', 'aws:ResourceOrgID', 'o-1')],
        }),
      ),
    ],
    [
      'trap 18: denied in the same document',
      managed(document({ actions: ['sts:AssumeRole'] }, { effect: 'Deny', actions: ['sts:AssumeRole'] })),
    ],
  ],
  fail: [
    ['on *', managed(allow('sts:AssumeRole')), 'Policy AppPolicy allows sts:AssumeRole on every role (Statement[0]).'],
    [
      'inline',
      inlineOfUser(allow('sts:AssumeRole')),
      'Inline policy own of user alice allows sts:AssumeRole on every role (Statement[0]).',
    ],
    [
      'by ARN',
      managed(document({ actions: ['sts:*'], resources: ['arn:aws:iam::*:role/*'] })),
      'Policy AppPolicy allows sts:AssumeRole on every role (Statement[0]).',
    ],
    [
      'by name, in every account',
      managed(document({ actions: ['sts:AssumeRole'], resources: ['arn:aws:iam::*:role/deploy-*'] })),
      'Policy AppPolicy allows sts:AssumeRole in every account on arn:aws:iam::*:role/deploy-* (Statement[0]).',
    ],
  ],
  unknown: [['unreadable', managed(unreadable), 'Policy AppPolicy: The policy is not JSON.']],
  notApplicable: [
    [
      'trap 18: under a condition',
      managed(
        document({ actions: ['sts:AssumeRole'], conditions: [when('Bool', 'aws:MultiFactorAuthPresent', 'true')] }),
      ),
    ],
    ['everything is a finding of its own', managed(allow('*'))],
  ],
})
