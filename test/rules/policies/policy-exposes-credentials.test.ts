import { policyExposesCredentials } from '#shared/rules/policies/policy-exposes-credentials.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { allow, document } from '#test/support/facts.ts'
import { managed, unreadable } from '#test/support/policies.ts'
import { when } from '#test/support/trusts.ts'

describeRule(policyExposesCredentials, {
  now: '2026-04-01',
  pass: [
    ['nothing of the kind', managed(allow('ec2:DescribeInstances'))],
    ['an action that knows no resource', managed(allow('ecr:GetAuthorizationToken'))],
    ['on one resource', managed(document({ actions: ['ec2:GetPasswordData'], resources: ['arn:aws:x:::y'] }))],
    [
      'trap 18: under a condition',
      managed(
        document({ actions: ['ec2:GetPasswordData'], conditions: [when('StringEquals', 'aws:ResourceTag/team', 'a')] }),
      ),
    ],
    [
      'trap 18: denied in the same document',
      managed(document({ actions: ['ec2:GetPasswordData'] }, { effect: 'Deny', actions: ['ec2:GetPasswordData'] })),
    ],
    ['forbidden, not allowed', managed(document({ effect: 'Deny', actions: ['ec2:GetPasswordData'] }))],
  ],
  fail: [
    [
      'on every resource',
      managed(allow('ec2:GetPasswordData')),
      'Policy AppPolicy allows to get credentials on every resource: ec2:GetPasswordData.',
    ],
    [
      'secrets',
      managed(allow('secretsmanager:Get*')),
      'Policy AppPolicy allows to get credentials on every resource: secretsmanager:GetSecretValue.',
    ],
  ],
  unknown: [['unreadable', managed(unreadable), 'Policy AppPolicy: The policy is not JSON.']],
  notApplicable: [['everything is a finding of its own', managed(allow('*'))]],
})
