import { describe, expect, it } from 'vitest'
import type { AccountFacts } from '#shared/facts/account.ts'
import { known } from '#shared/facts/known.ts'
import { accountCardOf } from '#shared/jobs/account-card-of.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { ACCOUNT, accessKey, account, notCollected, password, role, root, user } from '#test/support/facts.ts'
import { auditDocumentOf, finding, gap } from '#test/support/findings.ts'
import { accountTrust } from '#test/support/trusts.ts'

const OTHER = '222222222222'
const at = { account: ACCOUNT, report: 's3://bucket/report.json' }
const noResult = { findings: [], notAssessed: [], passed: new Map<string, number>() }

const cardOf = (facts: AccountFacts, result: Partial<typeof noResult> = {}, document = auditDocumentOf()) =>
  accountCardOf({ account: facts, result: { ...noResult, ...result }, document }, defaultConfiguration, at)

describe('people with keys', () => {
  const key = accessKey()
  const holdersOf = (...users: Parameters<typeof user>[0][]) =>
    cardOf(account({ users: known(users.map((one) => user(one))) })).keyHolders?.map(({ person }) => person)

  it.each([
    ['an address as a name', { name: 'Ann@Example.com', accessKeys: known([key]) }, ['ann@example.com']],
    [
      'an address in the owner’s tag',
      { name: 'deploy', tags: known([{ key: 'Owner', value: 'bob@example.com' }]), accessKeys: known([key]) },
      ['bob@example.com'],
    ],
    ['somebody who signs in', { name: 'Carl', password: password(), accessKeys: known([key]) }, ['carl']],
    ['a machine is nobody', { name: 'deploy', accessKeys: known([key]) }, []],
    ['an inactive key is none', { name: 'a@b.c', accessKeys: known([accessKey({ status: 'inactive' })]) }, []],
  ] as const)('%s', (_name, one, people) => {
    expect(holdersOf(one)).toEqual(people)
  })

  it('are not known as soon as the keys of one user are not', () => {
    const facts = account({
      users: known([user({ name: 'a@b.c', accessKeys: known([key]) }), user({ accessKeys: notCollected })]),
    })
    expect(cardOf(facts)).toMatchObject({ keyHolders: null, activeAccessKeys: null, consoleUsers: 0 })
  })

  it('beyond the room of a card are counted', () => {
    const many = Array.from({ length: 302 }, (_, index) => user({ name: `${index}@b.c`, accessKeys: known([key]) }))
    const card = cardOf(account({ users: known(many) }))
    expect([card.keyHolders?.length, card.leftOut, card.activeAccessKeys]).toEqual([300, 2, 302])
  })
})

it('trusts are told by account, not the role’s own, and not known where roles are not', () => {
  const roles = known([
    role({ name: 'a', trustPolicy: accountTrust(OTHER) }),
    role({ name: 'b', trustPolicy: accountTrust(OTHER) }),
    role({ name: 'own', trustPolicy: accountTrust(ACCOUNT) }),
  ])
  expect(cardOf(account({ roles })).trusts).toEqual([
    { accountId: OTHER, roles: 2, powerful: 0, example: `arn:aws:iam::${ACCOUNT}:role/a` },
  ])
  expect(cardOf(account({ roles: notCollected })).trusts).toBeNull()
})

it('root: what is not known is neither there nor absent', () => {
  expect(cardOf(account({ root: known(root({ password: known('present'), accessKeys: notCollected })) })).root).toEqual(
    {
      password: 'present',
      accessKeys: 'unknown',
      signingCertificates: 'absent',
      mfa: 'present',
    },
  )
  expect(cardOf(account({ root: notCollected })).root.password).toBe('unknown')
})

it.each([
  ['absent', { findings: [finding({ ruleId: 'trail-missing' })] }],
  ['unknown', { notAssessed: [gap({ ruleId: 'trail-missing' })] }],
  ['present', { passed: new Map([['trail-missing', 1]]) }],
  ['unknown', {}],
] as const)('trail: %s', (trail, result) => {
  expect(cardOf(account(), { ...noResult, ...result } as typeof noResult).trail).toBe(trail)
})

it('only the account that has the organization’s lists speaks for it', () => {
  const organization = known({ id: 'o-exampleorgid', arn: '', managementAccountId: ACCOUNT, allFeatures: true })
  expect(cardOf(account({ organization })).organization).toBeNull()
  const lists = {
    organization,
    organizationAccounts: known([]),
    delegatedAdministrators: known([{ accountId: OTHER, services: [] }]),
  }
  expect(cardOf(account(lists)).organization).toMatchObject({
    id: 'o-exampleorgid',
    delegatedAdministrators: [OTHER],
    rootCredentialsManagement: null,
    serviceControlPolicies: null,
  })
})

it('the gravest findings that are open', () => {
  const findings = [
    finding({ id: 'a' }),
    finding({ id: 'b', status: 'excepted' }),
    finding({ id: 'c', status: 'resolved' }),
  ]
  const card = cardOf(account(), {}, auditDocumentOf({ findings }))
  expect(card.worst.map(({ id }) => id)).toEqual(['a'])
})
