import { policyControlsCloudtrail } from '#shared/rules/policies/policy-controls-cloudtrail.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { allow, document } from '#test/support/facts.ts'
import { inlineOfUser, managed, unreadable } from '#test/support/policies.ts'
import { when } from '#test/support/trusts.ts'

describeRule(policyControlsCloudtrail, {
  now: '2026-04-01',
  pass: [
    ['another action', managed(allow('s3:GetObject'))],
    [
      'one resource',
      managed(
        document({
          actions: ['cloudtrail:StopLogging'],
          resources: ['arn:aws:cloudtrail:eu-central-1:111111111111:trail/test'],
        }),
      ),
    ],
    [
      'trap 18: denied in the same document',
      managed(
        document({ actions: ['cloudtrail:StopLogging'] }, { effect: 'Deny', actions: ['cloudtrail:StopLogging'] }),
      ),
    ],
  ],
  fail: [
    [
      'on *',
      managed(allow('cloudtrail:StopLogging')),
      'Policy AppPolicy allows cloudtrail:StopLogging on every trail (Statement[0]).',
    ],
    [
      'inline',
      inlineOfUser(allow('cloudtrail:StopLogging')),
      'Inline policy own of user alice allows cloudtrail:StopLogging on every trail (Statement[0]).',
    ],
    [
      'all of it',
      managed(allow('cloudtrail:*')),
      'Policy AppPolicy allows cloudtrail:StopLogging, cloudtrail:DeleteTrail, cloudtrail:UpdateTrail, cloudtrail:PutEventSelectors on every trail (Statement[0]).',
    ],
  ],
  unknown: [['unreadable', managed(unreadable), 'Policy AppPolicy: The policy is not JSON.']],
  notApplicable: [
    [
      'trap 18: under a condition',
      managed(
        document({
          actions: ['cloudtrail:StopLogging'],
          conditions: [when('Bool', 'aws:MultiFactorAuthPresent', 'true')],
        }),
      ),
    ],
    ['everything is a finding of its own', managed(allow('*'))],
  ],
})
