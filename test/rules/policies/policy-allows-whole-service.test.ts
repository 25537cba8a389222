import { expect, test } from 'vitest'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { policyAllowsWholeService } from '#shared/rules/policies/policy-allows-whole-service.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { allow, at, document } from '#test/support/facts.ts'
import { inlineOfUser, managed, unreadable } from '#test/support/policies.ts'
import { when } from '#test/support/trusts.ts'

describeRule(policyAllowsWholeService, {
  now: '2026-04-01',
  pass: [
    ['some actions', managed(allow('s3:Get*', 's3:List*'))],
    ['every action in one bucket', managed(document({ actions: ['*'], resources: ['arn:aws:s3:::app/*'] }))],
  ],
  fail: [
    ['s3:*', managed(allow('s3:*')), 'Policy AppPolicy allows s3:* on every resource (Statement[0]).'],
    [
      'by another spelling, inline',
      inlineOfUser(allow('S3:**')),
      'Inline policy own of user alice allows s3:* on every resource (Statement[0]).',
    ],
    [
      'many',
      managed(allow('s3:*', 'ec2:*', 'sqs:*', 'sns:*', 'kms:*', 'logs:*')),
      'Policy AppPolicy allows ec2:*, kms:*, logs:*, s3:*, sns:* and 1 more on every resource (Statement[0]).',
    ],
    [
      'every bucket and object by their ARN',
      managed(document({ actions: ['s3:*'], resources: ['arn:aws:s3:::*'] })),
      'Policy AppPolicy allows s3:* on every resource (Statement[0]).',
    ],
    [
      'every action on them',
      managed(document({ actions: ['*'], resources: ['arn:aws:s3:::*'] })),
      'Policy AppPolicy allows s3:* on every resource (Statement[0]).',
    ],
  ],
  unknown: [['unreadable', managed(unreadable), 'Policy AppPolicy: The policy is not JSON.']],
  notApplicable: [
    ['trap 18: in one bucket', managed(document({ actions: ['s3:*'], resources: ['arn:aws:s3:::app/*'] }))],
    [
      'trap 18: under a condition',
      managed(document({ actions: ['s3:*'], conditions: [when('Bool', 'aws:MultiFactorAuthPresent', 'true')] })),
    ],
    ['everything is a finding of its own', managed(allow('*'))],
  ],
})

test('IAM and KMS weigh more than a queue', () => {
  const severityOf = (action: string) => {
    const [evaluation] = policyAllowsWholeService.run(managed(allow(action)), {
      now: at('2026-04-01'),
      configuration: defaultConfiguration,
    })
    return evaluation?.outcome.status === 'fail' ? (evaluation.outcome.severity ?? 'low') : evaluation?.outcome.status
  }
  expect([severityOf('kms:*'), severityOf('sqs:*')]).toEqual(['medium', 'low'])
})
