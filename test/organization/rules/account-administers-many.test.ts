import { hubAccount } from '#shared/organization/rules/account-administers-many.ts'
import { describeOrganizationRule } from '#test/support/describe-organization-rule.ts'
import { cardsOf, idOf, organizationFacts, organizationOf } from '#test/support/organization.ts'

const trust = (accountId: string, powerful = 0) => ({
  accountId,
  roles: 2,
  powerful,
  example: `arn:aws:iam::${accountId}:role/vendor`,
})

describeOrganizationRule(hubAccount, [
  {
    name: 'ten other accounts',
    facts: organizationFacts(14, { cards: cardsOf(3, 12, () => ({ trusts: [trust(idOf(2), 1)] })) }),
    told: [],
  },
  {
    name: 'eleven',
    facts: organizationFacts(14, { cards: cardsOf(3, 13, () => ({ trusts: [trust(idOf(2), 1)] })) }),
    told: [
      [
        'fail',
        idOf(2),
        `Account account-2 (${idOf(2)}) can make itself administrator in 11 other accounts; the limit is 10.`,
      ],
    ],
  },
  {
    name: 'eleven that trust it with little',
    facts: organizationFacts(14, { cards: cardsOf(3, 13, () => ({ trusts: [trust(idOf(2))] })) }),
    told: [],
  },
  {
    name: 'the management account',
    facts: organizationFacts(14, { cards: cardsOf(3, 13, () => ({ trusts: [trust(idOf(1), 1)] })) }),
    told: [],
  },
  {
    name: 'a delegated administrator',
    facts: organizationFacts(14, {
      cards: cardsOf(3, 13, () => ({ trusts: [trust(idOf(2), 1)] })),
      organization: organizationOf({ delegatedAdministrators: [idOf(2)] }),
    }),
    told: [],
  },
])
