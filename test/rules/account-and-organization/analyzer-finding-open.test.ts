import { expect, test } from 'vitest'
import { known, unknownFact } from '#shared/facts/known.ts'
import type { AnalyzerFinding } from '#shared/facts/settings.ts'
import { analyzerFindingOpen } from '#shared/rules/account-and-organization/analyzer-finding-open.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { ACCOUNT, account, at } from '#test/support/facts.ts'

const withFinding = (more: Partial<AnalyzerFinding>) =>
  account({
    analyzerFindings: known([
      {
        kind: 'analyzer-finding',
        id: 'f-1',
        findingType: 'ExternalAccess',
        status: 'ACTIVE',
        resource: `arn:aws:iam::${ACCOUNT}:role/app`,
        resourceType: 'AWS::IAM::Role',
        ...more,
      },
    ]),
  })

describeRule(analyzerFindingOpen, {
  now: '2026-04-01',
  pass: [['resolved', withFinding({ status: 'RESOLVED' })]],
  fail: [
    [
      'open',
      withFinding({ updatedAt: at('2026-03-20') }),
      `IAM Access Analyzer reports access from outside the zone of trust: arn:aws:iam::${ACCOUNT}:role/app (updated 2026-03-20).`,
    ],
    [
      'of a type that is new to us',
      withFinding({ findingType: 'SomethingNew' }),
      `IAM Access Analyzer reports SomethingNew: arn:aws:iam::${ACCOUNT}:role/app.`,
    ],
  ],
  unknown: [
    ['not read', account({ analyzerFindings: unknownFact('denied') }), 'denied'],
    [
      'a new status',
      withFinding({ status: 'SNOOZED' }),
      'Access Analyzer says SNOOZED, a status that is not known here',
    ],
  ],
  notApplicable: [['archived', withFinding({ status: 'ARCHIVED' })]],
})

test('access from outside weighs more than what is unused', () => {
  const severityOf = (findingType: string) => {
    const [evaluation] = analyzerFindingOpen.run(withFinding({ findingType }), {
      now: at('2026-04-01'),
      configuration: defaultConfiguration,
    })
    return evaluation?.outcome.status === 'fail' ? evaluation.outcome.severity : undefined
  }
  expect(['ExternalAccess', 'InternalAccess', 'UnusedIAMRole', 'SomethingNew'].map(severityOf)).toEqual([
    'high',
    'medium',
    'low',
    'medium',
  ])
})
