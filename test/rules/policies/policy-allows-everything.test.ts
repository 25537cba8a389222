import { expect, test } from 'vitest'
import { known, unknownFact } from '#shared/facts/known.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { policyAllowsEverything } from '#shared/rules/policies/policy-allows-everything.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { account, allow, at, document, managedPolicy } from '#test/support/facts.ts'
import { managed, unreadable } from '#test/support/policies.ts'
import { when } from '#test/support/trusts.ts'

const all = (words = '') => `Policy AppPolicy allows every action on every resource (Statement[0])${words}.`

describeRule(policyAllowsEverything, {
  now: '2026-04-01',
  pass: [
    ['a few actions', managed(allow('s3:GetObject'))],
    [
      'trap 18: everything, but with MFA',
      managed(document({ actions: ['*'], conditions: [when('Bool', 'aws:MultiFactorAuthPresent', 'true')] })),
    ],
    ['trap 18: everything in one bucket', managed(document({ actions: ['*'], resources: ['arn:aws:s3:::app/*'] }))],
    ['trap 18: denied in the same document', managed(document({ actions: ['*'] }, { effect: 'Deny', actions: ['*'] }))],
    [
      'trap 12: Admin in the name, and nothing in the policy',
      managed(allow('s3:GetObject'), { name: 'AdminEverything' }),
    ],
  ],
  fail: [
    ['*', managed(allow('*')), all()],
    ['*:*, which a comparison of texts misses', managed(allow('*:*')), all()],
    [
      'all but the leaving of the organization',
      managed(document({ notActions: ['organizations:LeaveOrganization'] })),
      all(),
    ],
    ['attached to nobody', managed(allow('*'), { attachmentCount: 0 }), all('; it is attached to nobody')],
    [
      'by its statement’s id',
      managed(document({ actions: ['s3:GetObject'] }, { index: 1, sid: 'Root', actions: ['*'] })),
      'Policy AppPolicy allows every action on every resource (statement Root).',
    ],
  ],
  unknown: [
    ['policies not read', account({ policies: unknownFact('no details') }), 'no details'],
    ['row 29: unreadable', managed(unreadable), 'Policy AppPolicy: The policy is not JSON.'],
  ],
  notApplicable: [
    ['a boundary gives nothing', managed(allow('*'), { attachmentCount: 0, permissionsBoundaryUsageCount: 2 })],
    ['trap 13: AWS’s own policy', managed(allow('*'), { managedBy: 'aws', name: 'AdministratorAccess' })],
  ],
})

test('what nobody has weighs less', () => {
  const facts = account({
    policies: known([
      managedPolicy({ document: allow('*') }),
      managedPolicy({ name: 'Old', document: allow('*'), attachmentCount: 0 }),
    ]),
  })
  const severities = policyAllowsEverything
    .run(facts, { now: at('2026-04-01'), configuration: defaultConfiguration })
    .map(({ outcome }) => (outcome.status === 'fail' ? (outcome.severity ?? 'high') : outcome.status))
  expect(severities).toEqual(['high', 'medium'])
})
