import { trustOutOfOrganization } from '#shared/organization/rules/trust-out-of-organization.ts'
import { describeOrganizationRule } from '#test/support/describe-organization-rule.ts'
import { cardsOf, idOf, organizationFacts } from '#test/support/organization.ts'

const trust = (accountId: string, powerful = 0) => ({
  accountId,
  roles: 2,
  powerful,
  example: `arn:aws:iam::${accountId}:role/vendor`,
})
const OUTSIDE = '999999999999'

describeOrganizationRule(trustOutOfOrganization, [
  { name: 'trust inside', facts: organizationFacts(3, { cards: { 2: { trusts: [trust(idOf(3))] } } }), told: [] },
  {
    name: 'trust outside, in two accounts',
    facts: organizationFacts(3, { cards: cardsOf(2, 3, () => ({ trusts: [trust(OUTSIDE)] })) }),
    told: [
      [
        'fail medium',
        OUTSIDE,
        'Account 999999999999, which is not in the organization, is trusted by 4 roles in 2 accounts.',
      ],
    ],
  },
  {
    name: 'trust outside, with an administrator',
    facts: organizationFacts(2, { cards: { 2: { trusts: [trust(OUTSIDE, 1)] } } }),
    told: [
      [
        'fail high',
        OUTSIDE,
        'Account 999999999999, which is not in the organization, is trusted by 2 roles in 1 account, in 1 of them an administrator.',
      ],
    ],
  },
  {
    name: 'trust outside that is meant',
    facts: organizationFacts(2, { cards: { 2: { trusts: [trust(OUTSIDE)] } } }),
    knownAccounts: [OUTSIDE],
    told: [],
  },
  {
    name: 'half a list of accounts tells nobody from the outside',
    facts: organizationFacts(2, { cards: { 2: { trusts: [trust(OUTSIDE)] } }, cutShort: 'The list did not end.' }),
    told: [
      [
        'unknown',
        OUTSIDE,
        'The list of accounts is not whole, so account 999999999999 may be one of the organization.',
      ],
    ],
  },
  {
    name: 'a closed account is still trusted',
    facts: organizationFacts(3, { cards: { 2: { trusts: [trust(idOf(3))] } }, states: { 3: 'SUSPENDED' } }),
    told: [['fail', idOf(3), `Account account-3 (${idOf(3)}) is SUSPENDED and still trusted by 2 roles in 1 account.`]],
  },
  {
    name: 'roles that were not read',
    facts: organizationFacts(2, { cards: { 2: { trusts: null } } }),
    told: [['unknown', 'organization', 'In 1 account it is not known whom the roles trust.']],
  },
])
