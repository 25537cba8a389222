import { accountsWithoutTrail } from '#shared/organization/rules/accounts-without-trail.ts'
import { describeOrganizationRule } from '#test/support/describe-organization-rule.ts'
import { organizationFacts } from '#test/support/organization.ts'

describeOrganizationRule(accountsWithoutTrail, [
  { name: 'all have one', facts: organizationFacts(3), told: [] },
  {
    name: 'one has none, of one it is not known',
    facts: organizationFacts(3, { cards: { 2: { trail: 'absent' }, 3: { trail: 'unknown' } } }),
    told: [['fail', 'organization', 'In 1 of 3 accounts no trail records all management events of all Regions.']],
  },
  {
    name: 'of one it is not known',
    facts: organizationFacts(3, { cards: { 3: { trail: 'unknown' } } }),
    told: [['unknown', 'organization', 'In 1 account it is not known whether a trail records them.']],
  },
])
