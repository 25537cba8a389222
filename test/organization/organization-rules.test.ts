import { describe, expect, it } from 'vitest'
import type { AccountCard } from '#shared/organization/account-card.ts'
import { organizationRules } from '#shared/organization/rules/index.ts'
import { medianOf } from '#shared/organization/rules/outlier.ts'
import type { OrganizationFacts } from '#shared/organization/organization-facts.ts'
import { cardOf, idOf, organizationFacts, organizationOf } from '#test/support/organization.ts'

type Told = readonly (readonly [status: string, subject: string, words?: string])[]

interface Row {
  readonly name: string
  readonly facts: OrganizationFacts
  readonly knownAccounts?: readonly string[]
  /** All verdicts that are neither passed nor not applicable. */
  readonly told: Told
}

const verdictsOf = (id: string, { facts, knownAccounts = [] }: Row) => {
  const rule = organizationRules.find((one) => one.id === id)
  if (rule === undefined) throw new Error(`There is no rule ${id}.`)
  return rule.judge(facts, { knownAccounts })
}

const toldBy = (id: string, row: Row): Told =>
  verdictsOf(id, row).flatMap(({ subject, outcome }) => {
    if (outcome.status === 'fail')
      return [
        [`fail${outcome.severity === undefined ? '' : ` ${outcome.severity}`}`, subject.identity, outcome.message],
      ]
    return outcome.status === 'unknown' ? [['unknown', subject.identity, outcome.reason]] : []
  })

const holder = (person: string, accountNumber: number, activeKeys = 1) => ({
  name: person,
  arn: `arn:aws:iam::${idOf(accountNumber)}:user/${person}`,
  person,
  activeKeys,
})
const trust = (accountId: string, powerful = 0) => ({
  accountId,
  roles: 2,
  powerful,
  example: `arn:aws:iam::${accountId}:role/vendor`,
})
const OUTSIDE = '999999999999'
const rootWith = (more: Partial<AccountCard['root']>): Partial<AccountCard> => ({
  root: { ...cardOf(idOf(2)).root, ...more },
})
const cardsOf = (from: number, to: number, card: (number: number) => Partial<AccountCard>) =>
  Object.fromEntries(Array.from({ length: to - from + 1 }, (_, index) => [from + index, card(from + index)]))

const tables: Readonly<Record<string, readonly Row[]>> = {
  'organization-account-not-audited': [
    { name: 'all audited', facts: organizationFacts(3), told: [] },
    {
      name: 'a role that is not there',
      facts: organizationFacts(3, { failures: { 2: 'The role could not be assumed (AccessDenied).' } }),
      told: [
        [
          'fail',
          idOf(2),
          `Account account-2 (${idOf(2)}) was not audited. The role could not be assumed (AccessDenied).`,
        ],
      ],
    },
    {
      name: 'a worker that said nothing',
      facts: organizationFacts(2, { silent: [2] }),
      told: [
        [
          'fail',
          idOf(2),
          `Account account-2 (${idOf(2)}) was not audited. No worker told of the account; its execution in the state machine says why.`,
        ],
      ],
    },
    { name: 'row 32: a closed account', facts: organizationFacts(2, { states: { 2: 'CLOSED' } }), told: [] },
    {
      name: 'row 32: a state that nobody knows',
      facts: organizationFacts(2, { states: { 2: 'FROZEN' } }),
      told: [
        [
          'fail',
          idOf(2),
          `Account account-2 (${idOf(2)}) was not audited. The account has the state FROZEN, which is not known here; it was not audited.`,
        ],
      ],
    },
  ],
  'organization-accounts-not-listed': [
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
  ],
  'organization-users-instead-of-federation': [
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
  ],
  'organization-person-with-keys-in-many-accounts': [
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
  ],
  'organization-trust-to-outside': [
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
      told: [
        ['fail', idOf(3), `Account account-3 (${idOf(3)}) is SUSPENDED and still trusted by 2 roles in 1 account.`],
      ],
    },
    {
      name: 'roles that were not read',
      facts: organizationFacts(2, { cards: { 2: { trusts: null } } }),
      told: [['unknown', 'organization', 'In 1 account it is not known whom the roles trust.']],
    },
  ],
  'organization-account-administers-many': [
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
  ],
  'organization-accounts-without-trail': [
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
  ],
  'organization-member-root-credentials': [
    { name: 'nothing left', facts: organizationFacts(2), told: [] },
    {
      name: 'a password left',
      facts: organizationFacts(2, { cards: { 2: rootWith({ password: 'present' }) } }),
      told: [
        [
          'fail high',
          idOf(2),
          `Root of account account-2 (${idOf(2)}) still has a password, though the organization manages root centrally.`,
        ],
      ],
    },
    {
      name: 'keys and certificates left',
      facts: organizationFacts(2, {
        cards: { 2: rootWith({ accessKeys: 'present', signingCertificates: 'present' }) },
      }),
      told: [
        [
          'fail critical',
          idOf(2),
          `Root of account account-2 (${idOf(2)}) still has access keys and signing certificates, though the organization manages root centrally.`,
        ],
      ],
    },
    {
      name: 'only MFA left',
      facts: organizationFacts(2, { cards: { 2: rootWith({ mfa: 'present' }) } }),
      told: [
        [
          'fail low',
          idOf(2),
          `Root of account account-2 (${idOf(2)}) still has MFA, though the organization manages root centrally.`,
        ],
      ],
    },
    {
      name: 'a password left in an account that could not be audited, seen in a session of root',
      facts: organizationFacts(3, {
        failures: { 2: 'The role could not be assumed.', 3: 'The role could not be assumed.' },
        roots: { 2: { password: 'present', accessKeys: 'absent', signingCertificates: 'absent', mfa: 'absent' } },
      }),
      told: [
        [
          'fail high',
          idOf(2),
          `Root of account account-2 (${idOf(2)}) still has a password, though the organization manages root centrally.`,
        ],
      ],
    },
    {
      name: 'the management account keeps its own',
      facts: organizationFacts(2, { cards: { 1: rootWith({ password: 'present' }) } }),
      told: [],
    },
    {
      name: 'root is not managed centrally',
      facts: organizationFacts(2, {
        cards: { 2: rootWith({ password: 'present' }) },
        organization: organizationOf({ rootCredentialsManagement: false }),
      }),
      told: [],
    },
    {
      name: 'whether it is managed is not known',
      facts: organizationFacts(1, { organization: null }),
      told: [['unknown', idOf(1), 'Whether the organization manages root credentials centrally is not known.']],
    },
    {
      name: 'what is left is not known',
      facts: organizationFacts(2, { cards: { 2: rootWith({ password: 'unknown' }) } }),
      told: [
        ['unknown', idOf(2), `The evidence does not tell all root credentials of account account-2 (${idOf(2)}).`],
      ],
    },
  ],
  'organization-outlier': [
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
  ],
}

describe.each(Object.entries(tables))('%s', (id, rows) => {
  it.each(rows)('$name', (row) => {
    expect(toldBy(id, row)).toEqual(row.told)
  })
})

it('every rule has its table', () => {
  expect(Object.keys(tables).sort()).toEqual(organizationRules.map(({ id }) => id).sort())
})

it('the median is a value that an account has', () => {
  expect([medianOf([]), medianOf([7]), medianOf([1, 9]), medianOf([9, 1, 5])]).toEqual([0, 7, 1, 5])
})
