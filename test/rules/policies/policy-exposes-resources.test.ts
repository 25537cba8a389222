import { policyExposesResources } from '#shared/rules/policies/policy-exposes-resources.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { allow, document } from '#test/support/facts.ts'
import { managed, unreadable } from '#test/support/policies.ts'
import { when } from '#test/support/trusts.ts'

describeRule(policyExposesResources, {
  now: '2026-04-01',
  pass: [
    ['nothing of the kind', managed(allow('ec2:DescribeInstances'))],
    ['what has a rule of its own', managed(allow('iam:PassRole'))],
    ['on one resource', managed(document({ actions: ['s3:PutBucketPolicy'], resources: ['arn:aws:x:::y'] }))],
    [
      'trap 18: under a condition',
      managed(
        document({ actions: ['s3:PutBucketPolicy'], conditions: [when('StringEquals', 'aws:ResourceTag/team', 'a')] }),
      ),
    ],
    [
      'trap 18: denied in the same document',
      managed(document({ actions: ['s3:PutBucketPolicy'] }, { effect: 'Deny', actions: ['s3:PutBucketPolicy'] })),
    ],
    ['forbidden, not allowed', managed(document({ effect: 'Deny', actions: ['s3:PutBucketPolicy'] }))],
  ],
  fail: [
    [
      'on every resource',
      managed(allow('s3:PutBucketPolicy')),
      'Policy AppPolicy allows to share with others on every resource: s3:PutBucketPolicy.',
    ],
  ],
  unknown: [['unreadable', managed(unreadable), 'Policy AppPolicy: The policy is not JSON.']],
  notApplicable: [['everything is a finding of its own', managed(allow('*'))]],
})
