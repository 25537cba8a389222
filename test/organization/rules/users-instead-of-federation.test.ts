import { usersInsteadOfFederation } from '#shared/organization/rules/users-instead-of-federation.ts'
import { describeOrganizationRule } from '#test/support/describe-organization-rule.ts'
import { organizationFacts } from '#test/support/organization.ts'

describeOrganizationRule(usersInsteadOfFederation, [
  { name: 'users in one account', facts: organizationFacts(3, { cards: { 2: { consoleUsers: 4 } } }), told: [] },
  {
    name: 'users in two',
    facts: organizationFacts(3, { cards: { 2: { consoleUsers: 4, identityProviders: 0 }, 3: { consoleUsers: 1 } } }),
    told: [
      [
        'fail',
        'organization',
        '5 people sign in as IAM users in 2 of 3 accounts; 2 accounts have an identity provider.',
      ],
    ],
  },
  {
    name: 'an account of which it is not known',
    facts: organizationFacts(3, { cards: { 2: { consoleUsers: null } } }),
    told: [['unknown', 'organization', 'In 1 account it is not known who has a password.']],
  },
])
