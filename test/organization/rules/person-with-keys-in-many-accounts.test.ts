import { personWithKeysInManyAccounts } from '#shared/organization/rules/person-with-keys-in-many-accounts.ts'
import { describeOrganizationRule } from '#test/support/describe-organization-rule.ts'
import { cardsOf, idOf, organizationFacts } from '#test/support/organization.ts'

const holder = (person: string, accountNumber: number, activeKeys = 1) => ({
  name: person,
  arn: `arn:aws:iam::${idOf(accountNumber)}:user/${person}`,
  person,
  activeKeys,
})

describeOrganizationRule(personWithKeysInManyAccounts, [
  {
    name: 'keys in two accounts',
    facts: organizationFacts(3, {
      cards: cardsOf(2, 3, (one) => ({ keyHolders: [holder('ann@example.com', one, 2)] })),
    }),
    told: [],
  },
  {
    name: 'keys in three accounts',
    facts: organizationFacts(3, {
      cards: cardsOf(1, 3, (one) => ({ keyHolders: [holder('ann@example.com', one, 2)] })),
    }),
    told: [['fail', 'ann@example.com', 'ann@example.com has 6 active access keys in 3 accounts; the limit is 2.']],
  },
  {
    name: 'three users of the same person in one account, and a name of JavaScript’s',
    facts: organizationFacts(3, {
      cards: { 2: { keyHolders: [holder('__proto__', 2), holder('__proto__', 2), holder('__proto__', 2)] } },
    }),
    told: [],
  },
  {
    name: 'an account of which it is not known',
    facts: organizationFacts(2, { cards: { 2: { keyHolders: null } } }),
    told: [['unknown', 'organization', 'In 1 account it is not known who has access keys.']],
  },
])
