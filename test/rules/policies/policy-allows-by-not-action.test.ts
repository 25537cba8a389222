import { policyAllowsByNotAction } from '#shared/rules/policies/policy-allows-by-not-action.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { allow, document } from '#test/support/facts.ts'
import { managed, unreadable } from '#test/support/policies.ts'

describeRule(policyAllowsByNotAction, {
  now: '2026-04-01',
  pass: [
    ['Action', managed(allow('s3:GetObject'))],
    ['a Deny by NotAction', managed(document({ effect: 'Deny', notActions: ['iam:*'] }))],
  ],
  fail: [
    [
      'everything but IAM',
      managed(document({ notActions: ['iam:*', 'organizations:*', 'account:*'] })),
      'Policy AppPolicy allows every action but iam:*, organizations:*, account:* (NotAction in Statement[0]).',
    ],
  ],
  unknown: [['unreadable', managed(unreadable), 'Policy AppPolicy: The policy is not JSON.']],
  notApplicable: [
    ['nearly everything is a finding of its own', managed(document({ notActions: ['s3:DeleteBucket'] }))],
  ],
})
