import { known, unknownFact } from '#shared/facts/known.ts'
import type { Analyzer } from '#shared/facts/settings.ts'
import { externalAccessAnalyzerMissing } from '#shared/rules/account-and-organization/external-access-analyzer-missing.ts'
import { expect, test } from 'vitest'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { ACCOUNT, account, at } from '#test/support/facts.ts'

const analyzer = (more: Partial<Analyzer> = {}): Analyzer => ({
  kind: 'analyzer',
  arn: `arn:aws:access-analyzer:eu-central-1:${ACCOUNT}:analyzer/external`,
  name: 'external',
  type: 'ACCOUNT',
  status: 'ACTIVE',
  region: 'eu-central-1',
  ...more,
})
const inOrganization = (managementAccountId: string) =>
  known({ id: 'o-1', arn: 'arn', managementAccountId, allFeatures: true })
const message = 'No active external access analyzer exists in any Region that was read.'

describeRule(externalAccessAnalyzerMissing, {
  now: '2026-04-01',
  pass: [
    ['one of the account', account({ analyzers: known([analyzer()]) })],
    [
      'one in each Region that was read',
      account({
        analyzers: known([analyzer(), analyzer({ region: 'us-east-1' })]),
        regions: ['eu-central-1', 'us-east-1'],
      }),
    ],
    ['trap 23: one of the organization', account({ analyzers: known([analyzer({ type: 'ORGANIZATION' })]) })],
  ],
  fail: [
    ['none', account(), message],
    [
      'one of two Regions that were read has none',
      account({ analyzers: known([analyzer()]), regions: ['eu-central-1', 'us-east-1'] }),
      'No active external access analyzer exists in us-east-1.',
    ],
    ['for unused access only', account({ analyzers: known([analyzer({ type: 'ACCOUNT_UNUSED_ACCESS' })]) }), message],
    ['disabled', account({ analyzers: known([analyzer({ status: 'DISABLED' })]) }), message],
    [
      'none in the management account, and nobody is delegated',
      account({ organization: inOrganization(ACCOUNT), delegatedAdministrators: known([]) }),
      message,
    ],
  ],
  unknown: [
    ['not read', account({ analyzers: unknownFact('denied') }), 'denied'],
    [
      'trap 23: a member has none of its own',
      account({ organization: inOrganization('222222222222') }),
      'an organization analyzer would be listed in account 222222222222 or its delegated administrator, not here',
    ],
    [
      'trap 23: the management account has delegated it',
      account({
        organization: inOrganization(ACCOUNT),
        delegatedAdministrators: known([{ accountId: '333333333333', services: ['access-analyzer.amazonaws.com'] }]),
      }),
      'an organization analyzer would be listed in the delegated administrator account 333333333333',
    ],
    [
      'the organization is not known',
      account({ organization: unknownFact('denied') }),
      'whether the account is watched by an organization’s analyzer is not known: denied',
    ],
  ],
})

test('the Regions of the configuration each need one', () => {
  const run = (regions: readonly string[]) =>
    externalAccessAnalyzerMissing
      .run(account({ analyzers: known([analyzer()]) }), {
        now: at('2026-04-01'),
        configuration: {
          ...defaultConfiguration,
          rules: new Map([['external-access-analyzer-missing', { parameters: { regions } }]]),
        },
      })
      .map(({ outcome }) => (outcome.status === 'fail' ? outcome.message : outcome.status))
  expect(run(['eu-central-1'])).toEqual(['pass'])
  expect(run(['eu-central-1', 'us-east-1', 'eu-west-1'])).toEqual([
    'No active external access analyzer exists in us-east-1, eu-west-1.',
  ])
})
