import { unknownFact } from '#shared/facts/known.ts'
import { policyUnused } from '#shared/rules/policies/policy-unused.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { account, allow, at } from '#test/support/facts.ts'
import { managed } from '#test/support/policies.ts'

const unused = (updatedAt: string) => managed(allow('s3:GetObject'), { attachmentCount: 0, updatedAt: at(updatedAt) })

describeRule(policyUnused, {
  now: '2026-04-01',
  pass: [
    ['attached', managed(allow('s3:GetObject'))],
    ['a boundary', managed(allow('s3:GetObject'), { attachmentCount: 0, permissionsBoundaryUsageCount: 1 })],
    ['trap 1: changed exactly as long ago as the limit', unused('2026-03-02')],
  ],
  fail: [
    [
      'one millisecond over',
      unused('2026-03-01T23:59:59.999Z'),
      'Policy AppPolicy is attached to nothing, and was last changed on 2026-03-01.',
    ],
  ],
  unknown: [['not read', account({ policies: unknownFact('no details') }), 'no details']],
  notApplicable: [['AWS’s own', managed(allow('s3:GetObject'), { managedBy: 'aws', attachmentCount: 0 })]],
})
