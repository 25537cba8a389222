import { expect, test } from 'vitest'
import { known, unknownFact } from '#shared/facts/known.ts'
import { delegatedAdministratorUnexpected } from '#shared/rules/account-and-organization/delegated-administrator-unexpected.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { ACCOUNT, account, at } from '#test/support/facts.ts'

const organization = known({ id: 'o-1', arn: 'arn', managementAccountId: ACCOUNT, allFeatures: true })
const delegatedTo = (accountId: string, state = 'ACTIVE') =>
  account({
    organization,
    organizationAccounts: known([{ id: accountId, name: 'x', state }]),
    delegatedAdministrators: known([{ accountId, services: ['guardduty.amazonaws.com', 'iam.amazonaws.com'] }]),
  })

describeRule(delegatedAdministratorUnexpected, {
  now: '2026-04-01',
  configuration: {
    rules: new Map([['delegated-administrator-unexpected', { parameters: { expected: ['222222222222'] } }]]),
  },
  pass: [['expected', delegatedTo('222222222222')]],
  fail: [
    [
      'not expected',
      delegatedTo('333333333333'),
      'Account 333333333333 is delegated administrator for guardduty.amazonaws.com, iam.amazonaws.com and is not an expected one.',
    ],
    [
      'expected, but suspended',
      delegatedTo('222222222222', 'SUSPENDED'),
      'Delegated administrator 222222222222 is SUSPENDED in the organization.',
    ],
  ],
  unknown: [
    ['not read', account({ organization, delegatedAdministrators: unknownFact('denied') }), 'denied'],
    [
      'neither is the organization',
      account({ organization: unknownFact('denied too'), delegatedAdministrators: unknownFact('denied') }),
      'denied',
    ],
  ],
  notApplicable: [
    ['nobody', account({ organization, delegatedAdministrators: known([]) })],
    ['in no organization', account({ delegatedAdministrators: unknownFact('AWSOrganizationsNotInUse') })],
  ],
})

test('without a list of expected ones nothing is passed and nothing accused', () => {
  const evaluations = delegatedAdministratorUnexpected.run(delegatedTo('222222222222'), {
    now: at('2026-04-01'),
    configuration: defaultConfiguration,
  })
  expect(evaluations.map(({ outcome }) => outcome)).toEqual([
    { status: 'unknown', reason: 'the configuration does not say which delegated administrators are expected' },
  ])
})
