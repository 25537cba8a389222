import { accountsNotListed } from '#shared/organization/rules/accounts-not-listed.ts'
import { describeOrganizationRule } from '#test/support/describe-organization-rule.ts'
import { organizationFacts } from '#test/support/organization.ts'

describeOrganizationRule(accountsNotListed, [
  { name: 'a whole list', facts: organizationFacts(2), told: [] },
  {
    name: 'row 31: a list that goes in a circle',
    facts: organizationFacts(2, { cutShort: 'AWS gave the same marker twice after page 3.' }),
    told: [
      [
        'fail',
        'organization',
        'After 2 accounts the list of accounts ended before its end. AWS gave the same marker twice after page 3.',
      ],
    ],
  },
])
