import { known, unknownFact } from '#shared/facts/known.ts'
import { accountWithoutOrganization } from '#shared/rules/account-and-organization/account-without-organization.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { account } from '#test/support/facts.ts'

describeRule(accountWithoutOrganization, {
  now: '2026-04-01',
  pass: [
    [
      'a member',
      account({
        organization: known({ id: 'o-1', arn: 'arn', managementAccountId: '222222222222', allFeatures: true }),
      }),
    ],
  ],
  fail: [['standalone', account(), 'The account belongs to no organization of AWS Organizations.']],
  unknown: [['not read', account({ organization: unknownFact('denied') }), 'denied']],
})
