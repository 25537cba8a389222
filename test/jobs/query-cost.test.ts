import { expect, test } from 'vitest'
import { costInWords, queryCost } from '#shared/jobs/query-cost.ts'

test.each([
  [1_000_000_000_000, 5, 5],
  [250_000_000_000, 6, 1.5],
  [0, 5, 0.00005],
  [9_999_999, 5, 0.00005],
  [20_000_000, 5, 0.0001],
])('%d bytes at $%d a terabyte cost $%d', (bytes, price, usd) => {
  expect(queryCost(bytes, price)).toBeCloseTo(usd, 10)
})

test('in words', () => {
  expect(costInWords(1_240_000_000, 5)).toBe('1.24 GB scanned, $0.0062')
})
