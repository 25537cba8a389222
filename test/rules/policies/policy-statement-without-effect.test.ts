import { policyStatementWithoutEffect } from '#shared/rules/policies/policy-statement-without-effect.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { document } from '#test/support/facts.ts'
import { managed, unreadable } from '#test/support/policies.ts'

describeRule(policyStatementWithoutEffect, {
  now: '2026-04-01',
  pass: [
    ['two that differ', managed(document({ actions: ['s3:GetObject'] }, { index: 1, actions: ['s3:PutObject'] }))],
  ],
  fail: [
    [
      'covered by a wider one',
      managed(document({ actions: ['s3:GetObject'] }, { index: 1, actions: ['s3:*'] })),
      'Policy AppPolicy: Statement[0]: Statement 1 says all that this one says: it can go.',
    ],
    [
      'taken back by a Deny',
      managed(document({ actions: ['s3:GetObject'] }, { index: 1, effect: 'Deny', actions: ['s3:*'] })),
      'Policy AppPolicy: Statement[0]: Statement 1 denies all that this one allows: it has no effect.',
    ],
  ],
  unknown: [['unreadable', managed(unreadable), 'Policy AppPolicy: The policy is not JSON.']],
})
