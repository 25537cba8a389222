import { policyExposesData } from '#shared/rules/policies/policy-exposes-data.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { ACCOUNT, allow, document } from '#test/support/facts.ts'
import { managed, unreadable } from '#test/support/policies.ts'
import { when } from '#test/support/trusts.ts'

describeRule(policyExposesData, {
  now: '2026-04-01',
  pass: [
    ['nothing of the kind', managed(allow('ec2:DescribeInstances'))],
    ['on one resource', managed(document({ actions: ['s3:GetObject'], resources: ['arn:aws:x:::y'] }))],
    [
      'trap 18: under a condition',
      managed(document({ actions: ['s3:GetObject'], conditions: [when('StringEquals', 'aws:ResourceTag/team', 'a')] })),
    ],
    [
      'trap 18: denied in the same document',
      managed(document({ actions: ['s3:GetObject'] }, { effect: 'Deny', actions: ['s3:GetObject'] })),
    ],
    ['every object of one bucket', managed(document({ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::app/*'] }))],
    [
      'every parameter of one Region',
      managed(document({ actions: ['ssm:GetParameter'], resources: [`arn:aws:ssm:eu-west-1:${ACCOUNT}:parameter/*`] })),
    ],
    ['forbidden, not allowed', managed(document({ effect: 'Deny', actions: ['s3:GetObject'] }))],
  ],
  fail: [
    [
      'on every resource',
      managed(allow('s3:GetObject')),
      'Policy AppPolicy allows to read data on every resource: s3:GetObject.',
    ],
    [
      'parameters',
      managed(allow('ssm:GetParameter')),
      'Policy AppPolicy allows to read data on every resource: ssm:GetParameter.',
    ],
    [
      'every object by its ARN',
      managed(document({ actions: ['s3:Get*'], resources: ['arn:aws:s3:::*/*'] })),
      'Policy AppPolicy allows to read data on every resource: s3:GetObject, s3:GetObjectVersion.',
    ],
    [
      'every secret of the account',
      managed(document({ actions: ['ssm:GetParameter'], resources: [`arn:aws:ssm:*:${ACCOUNT}:parameter/*`] })),
      'Policy AppPolicy allows to read data on every resource: ssm:GetParameter.',
    ],
    [
      'trap 18: under a condition that everybody meets',
      managed(document({ actions: ['s3:GetObject'], conditions: [when('Bool', 'aws:SecureTransport', 'true')] })),
      'Policy AppPolicy allows to read data on every resource: s3:GetObject.',
    ],
  ],
  unknown: [['unreadable', managed(unreadable), 'Policy AppPolicy: The policy is not JSON.']],
  notApplicable: [['everything is a finding of its own', managed(allow('*'))]],
})
