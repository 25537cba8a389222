import { marketplaceSubscribeOnAllProducts } from '#shared/rules/policies/marketplace-subscribe-on-all-products.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { allow, document } from '#test/support/facts.ts'
import { inlineOfUser, managed, unreadable } from '#test/support/policies.ts'
import { when } from '#test/support/trusts.ts'

describeRule(marketplaceSubscribeOnAllProducts, {
  now: '2026-04-01',
  pass: [
    ['another action', managed(allow('s3:GetObject'))],
    [
      'one resource',
      managed(
        document({
          actions: ['aws-marketplace:Subscribe'],
          resources: ['arn:aws:aws-marketplace::111111111111:product/x'],
        }),
      ),
    ],
    [
      'trap 18: denied in the same document',
      managed(
        document(
          { actions: ['aws-marketplace:Subscribe'] },
          { effect: 'Deny', actions: ['aws-marketplace:Subscribe'] },
        ),
      ),
    ],
  ],
  fail: [
    [
      'on *',
      managed(allow('aws-marketplace:Subscribe')),
      'Policy AppPolicy allows aws-marketplace:Subscribe on every product (Statement[0]).',
    ],
    [
      'inline',
      inlineOfUser(allow('aws-marketplace:Subscribe')),
      'Inline policy own of user alice allows aws-marketplace:Subscribe on every product (Statement[0]).',
    ],
  ],
  unknown: [['unreadable', managed(unreadable), 'Policy AppPolicy: The policy is not JSON.']],
  notApplicable: [
    [
      'trap 18: under a condition',
      managed(
        document({
          actions: ['aws-marketplace:Subscribe'],
          conditions: [when('Bool', 'aws:MultiFactorAuthPresent', 'true')],
        }),
      ),
    ],
    ['everything is a finding of its own', managed(allow('*'))],
  ],
})
