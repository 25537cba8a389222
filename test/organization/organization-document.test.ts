import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BriefFinding } from '#shared/reports/organization-report.ts'
import type { AccountCard, AccountNews } from '#shared/organization/account-card.ts'
import { accountsByReason } from '#shared/organization/judge-organization.ts'
import { parseAccountCard, serialiseAccountCard } from '#shared/organization/parse-account-card.ts'
import { accountEntriesOf, newsOf, organizationSummaryOf, worstOf } from '#shared/organization/organization-document.ts'
import { pruneCards } from '#shared/organization/prune-cards.ts'
import { trustedAccountsOf } from '#shared/organization/rules/trusts.ts'
import { cardOf, idOf, organizationFacts } from '#test/support/organization.ts'

const brief = (id: string, more: Partial<BriefFinding> = {}): BriefFinding => ({
  id,
  ruleId: 'access-key-unused',
  title: 'A key is not used',
  severity: 'medium',
  risk: 40,
  firstSeen: '2026-11-20T06:00:00.000Z',
  message: `${id} is not used.`,
  subject: { type: 'access-key', arn: '', name: id },
  ...more,
})
const counts = (critical: number, high: number) => ({
  summary: { verdict: '', findings: { critical, high, medium: 1, low: 0, info: 0 }, notAssessed: 2 },
})
const news = (fresh: readonly BriefFinding[], more: Partial<AccountNews> = {}): AccountNews => ({
  assessedAt: '2026-11-20T06:00:00.000Z',
  firstRun: false,
  fresh,
  changed: [],
  resolved: [],
  leftOut: { fresh: 0, changed: 0, resolved: 0 },
  ...more,
})

describe('row 33: three accounts of five hundred refuse the role', () => {
  const failures = {
    7: `Role ${idOf(7)} could not be assumed.`,
    8: `Role ${idOf(8)} could not be assumed.`,
    9: 'Denied.',
  }
  const facts = organizationFacts(500, { failures })

  it('497 results and three told as not audited', () => {
    const { accounts } = organizationSummaryOf(facts)
    expect(accounts).toEqual({ listed: 500, audited: 497, notAudited: 3, closed: 0 })
  })
  it('grouped by why, whatever account the sentence names', () => {
    expect(accountsByReason(facts, 'not-audited')).toEqual([
      { reason: 'Role ACCOUNT could not be assumed.', accounts: [idOf(7), idOf(8)] },
      { reason: 'Denied.', accounts: [idOf(9)] },
    ])
  })
})

it('each account of the list is in the report exactly once, whatever the workers left', () => {
  const states = fc.constantFrom('ACTIVE', 'CLOSED', 'FROZEN')
  fc.assert(
    fc.property(fc.array(fc.tuple(states, fc.boolean()), { maxLength: 40 }), (accounts) => {
      const facts = organizationFacts(accounts.length, {
        states: Object.fromEntries(accounts.map(([state], index) => [index + 1, state])),
        silent: accounts.flatMap(([, isSilent], index) => (isSilent ? [index + 1] : [])),
      })
      const entries = accountEntriesOf(facts, () => undefined)
      expect(entries.map(({ id }) => id).sort()).toEqual(accounts.map((_, index) => idOf(index + 1)))
      expect(entries.every(({ result, reason }) => (result === 'audited') === (reason === null))).toBe(true)
    }),
  )
})

it('accounts are ranked by their gravest findings, then those that were not audited, then the closed', () => {
  const facts = organizationFacts(6, {
    cards: { 2: counts(0, 9), 3: counts(1, 0), 4: counts(1, 2) },
    failures: { 5: 'Denied.' },
    states: { 6: 'CLOSED' },
  })
  expect(accountEntriesOf(facts, () => undefined).map(({ id }) => Number(id))).toEqual([4, 3, 2, 1, 5, 6])
  expect(organizationSummaryOf(facts).findings).toEqual({ critical: 2, high: 11, medium: 3, low: 0, info: 0 })
})

it('findings are ranked across accounts', () => {
  const facts = organizationFacts(3, {
    cards: {
      1: { worst: [brief('a', { severity: 'high', risk: 61 })] },
      2: { worst: [brief('b', { severity: 'critical', risk: 81 }), brief('c', { severity: 'high', risk: 70 })] },
      3: { worst: [brief('d', { severity: 'high', risk: 61 })] },
    },
  })
  expect(worstOf(facts).map(({ id, account }) => [id, Number(account)])).toEqual([
    ['b', 2],
    ['c', 2],
    ['a', 1],
    ['d', 3],
  ])
})

it('news are told once: an account that an earlier summary told is left out', () => {
  const facts = organizationFacts(3, {
    cards: {
      1: { news: [news([brief('a')], { leftOut: { fresh: 4, changed: 0, resolved: 0 } })] },
      2: { news: [news([brief('b')]), news([], { resolved: [brief('c')] })] },
    },
  })
  expect(newsOf(facts, new Set()).totals).toEqual({ fresh: 6, changed: 0, resolved: 1 })
  const rest = newsOf(facts, new Set([idOf(1)]))
  expect(rest.totals).toEqual({ fresh: 1, changed: 0, resolved: 1 })
  expect(rest.fresh.map(({ id }) => id)).toEqual(['b'])
})

it('a card comes back as it was; another account’s, a cut or a foreign one is none', () => {
  const card = cardOf(idOf(1), { news: [news([brief('a')])], worst: [brief('__proto__')] })
  const bytes = serialiseAccountCard(card)
  expect(parseAccountCard(bytes, idOf(1))).toEqual(card)
  expect(parseAccountCard(bytes, idOf(2))).toBeUndefined()
  expect(parseAccountCard(bytes.slice(0, -9), idOf(1))).toBeUndefined()
  expect(parseAccountCard(new TextEncoder().encode('{"schemaVersion":2}'), idOf(1))).toBeUndefined()
})

it('of each trusted account the first example stays, and what the rules say of trusts is the same', () => {
  const trust = (number: number, by: number) => ({
    accountId: number === 9 ? '999999999999' : idOf(number),
    roles: 1,
    powerful: 0,
    example: `arn:aws:iam::${idOf(by)}:role/for-${number}`,
  })
  const cards = [1, 2, 3].map((by) => cardOf(idOf(by), { trusts: [trust(1, by), trust(9, by)] }))
  const pruned = pruneCards([...pruneCards(cards.slice(0, 2)), ...cards.slice(2)])
  expect(pruned.map(({ trusts }) => trusts?.map(({ example }) => example !== ''))).toEqual([
    [true, true],
    [true, false],
    [false, false],
  ])
  const factsOf = (all: readonly AccountCard[]) =>
    organizationFacts(3, { cards: Object.fromEntries(all.map((card, index) => [index + 1, card])) })
  expect(trustedAccountsOf(factsOf(pruned))).toEqual(trustedAccountsOf(factsOf(cards)))
})

it('what the report cannot show is left out while cards are read, and the report stays the same', () => {
  const list = fc.array(fc.tuple(fc.constantFrom('high', 'medium', 'low'), fc.nat(60)), { maxLength: 25 })
  fc.assert(
    fc.property(fc.array(fc.tuple(list, list), { minLength: 1, maxLength: 40 }), (accounts) => {
      const briefs = (from: readonly (readonly [string, number])[], word: string) =>
        from.map(([severity, risk], index) => brief(`${word}${index}`, { severity: severity as 'high', risk }))
      const cards = accounts.map(([worst, fresh], index) =>
        cardOf(idOf(index + 1), { worst: briefs(worst, 'w'), news: [news(briefs(fresh, 'n'))] }),
      )
      const half = Math.floor(cards.length / 2)
      const pruned = pruneCards([...pruneCards(cards.slice(0, half)), ...cards.slice(half)])
      const factsOf = (all: readonly AccountCard[]) =>
        organizationFacts(all.length, { cards: Object.fromEntries(all.map((card, index) => [index + 1, card])) })
      const [whole, less] = [factsOf(cards), factsOf(pruned)]
      expect(worstOf(less)).toEqual(worstOf(whole))
      expect(newsOf(less, new Set())).toEqual(newsOf(whole, new Set()))
    }),
    { numRuns: 25 },
  )
})

it('an account that was audited has the address of its page, where the partition has a console', () => {
  const facts = organizationFacts(2, { failures: { 2: 'Denied.' } })
  const pageOf = (report: string) => report.replace('.json', '.html')
  expect(accountEntriesOf(facts, pageOf).map(({ page }) => page)).toEqual([
    `s3://bucket/reports/${idOf(1)}/20261120T060500Z.html`,
    undefined,
  ])
})
