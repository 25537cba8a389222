import { expect, test } from 'vitest'
import { medianOf, outlier } from '#shared/organization/rules/outlier.ts'
import { describeOrganizationRule } from '#test/support/describe-organization-rule.ts'
import { cardsOf, idOf, organizationFacts } from '#test/support/organization.ts'

describeOrganizationRule(outlier, [
  {
    name: 'three times the median and more than five above it is the limit',
    facts: organizationFacts(5, {
      cards: { ...cardsOf(1, 4, () => ({ activeAccessKeys: 3 })), 5: { activeAccessKeys: 9 } },
    }),
    told: [],
  },
  {
    name: 'above it',
    facts: organizationFacts(5, {
      cards: { ...cardsOf(1, 4, () => ({ activeAccessKeys: 3 })), 5: { activeAccessKeys: 10 } },
    }),
    told: [['fail', idOf(5), `Account account-5 (${idOf(5)}) has 10 active access keys (median 3).`]],
  },
  {
    name: 'few more than none',
    facts: organizationFacts(5, { cards: { 5: { activeAccessKeys: 5 } } }),
    told: [],
  },
  {
    name: 'four accounts are too few to compare',
    facts: organizationFacts(4, { cards: { 4: { activeAccessKeys: 500 } } }),
    told: [],
  },
  {
    name: 'what is not known is no zero',
    facts: organizationFacts(6, {
      cards: {
        ...cardsOf(1, 4, () => ({ activeAccessKeys: null })),
        5: { activeAccessKeys: 0 },
        6: { activeAccessKeys: 99 },
      },
    }),
    told: [],
  },
])

test('the median is a value that an account has', () => {
  expect([medianOf([]), medianOf([7]), medianOf([1, 9]), medianOf([9, 1, 5])]).toEqual([0, 7, 1, 5])
})
