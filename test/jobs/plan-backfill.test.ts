import { describe, expect, test } from 'vitest'
import { planBackfill, planPublication } from '#shared/jobs/plan-backfill.ts'

const accounts = Array.from({ length: 45 }, (_, at) => String(100_000_000_000 + at))
const window = { from: '2026-02-20', to: '2026-03-10' }

describe('planBackfill', () => {
  test('each day of an account belongs to exactly one share of files', () => {
    const days = new Map<string, number>()
    for (const item of planBackfill('files', window, accounts)) {
      if (!('sweep' in item)) throw new Error('a query among sweeps')
      for (let at = Date.parse(item.sweep.from); at <= Date.parse(item.sweep.to); at += 86_400_000) {
        const key = `${item.sweep.accounts.join()} ${new Date(at).toISOString().slice(0, 10)}`
        days.set(key, (days.get(key) ?? 0) + 1)
      }
    }
    expect(days.size).toBe(45 * 19)
    expect(new Set(days.values())).toEqual(new Set([1]))
  })

  test('shares are a week of one account, and do not publish', () => {
    expect(planBackfill('files', window, ['111111111111'])).toEqual([
      { sweep: { from: '2026-02-20', to: '2026-02-26', accounts: ['111111111111'], publish: false } },
      { sweep: { from: '2026-02-27', to: '2026-03-05', accounts: ['111111111111'], publish: false } },
      { sweep: { from: '2026-03-06', to: '2026-03-10', accounts: ['111111111111'], publish: false } },
    ])
  })

  test('queries are one day of at most twenty accounts', () => {
    const items = planBackfill('athena', { from: '2026-02-28', to: '2026-03-01' }, accounts)
    expect(items).toHaveLength(6)
    expect(items[0]).toEqual({ athena: { day: '2026-02-28', accounts: accounts.slice(0, 20) } })
    expect(items.at(-1)).toEqual({ athena: { day: '2026-03-01', accounts: accounts.slice(40) } })
  })

  test('a window that ends before it begins has nothing in it; an account named twice is one', () => {
    expect(planBackfill('files', { from: '2026-03-02', to: '2026-03-01' }, accounts)).toEqual([])
    expect(
      planBackfill('files', { from: '2026-03-01', to: '2026-03-01' }, ['111111111111', '111111111111']),
    ).toHaveLength(1)
  })
})

test('planPublication: every account once, some at a time', () => {
  const publications = planPublication([...accounts, ...accounts])
  expect(publications.flatMap(({ publish }) => publish.accounts)).toEqual(accounts)
  expect(publications.every(({ publish }) => publish.accounts.length <= 10)).toBe(true)
})
