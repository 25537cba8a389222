import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SEVERITIES } from '#shared/findings/finding.ts'
import { riskOf } from '#shared/findings/risk.ts'

const powers = ['administrator', 'escalates', 'permissions-management', 'writes', 'reads', 'none', 'unknown'] as const
const standings = fc.record(
  { power: fc.constantFrom(...powers), idleDays: fc.nat(5000), exposed: fc.boolean() },
  { requiredKeys: ['power', 'exposed'] },
)

test('a graver severity always outranks a milder one, and all numbers are 0 to 100', () => {
  fc.assert(
    fc.property(standings, standings, fc.nat(3), (a, b, place) => {
      const [grave, mild] = [SEVERITIES[place] ?? 'critical', SEVERITIES[place + 1] ?? 'info']
      const [high, low] = [riskOf(grave, a).number, riskOf(mild, b).number]
      expect(high).toBeGreaterThan(low)
      expect(high).toBeLessThanOrEqual(100)
      expect(low).toBeGreaterThanOrEqual(0)
    }),
  )
})
test.each([
  [45, 40 + 0],
  [46, 40 + 1],
  [90, 40 + 1],
  [91, 40 + 3],
  [365, 40 + 3],
  [366, 40 + 5],
])('idle for %i days', (idleDays, number) => {
  expect(riskOf('medium', { power: 'none', idleDays, exposed: false }).number).toBe(number)
})
test('the reasons name what the number is made of', () => {
  expect(riskOf('high', { power: 'administrator', idleDays: 400, exposed: true })).toEqual({
    number: 79,
    reasons: [
      'severity high',
      'the principal is an administrator',
      'idle for more than 365 days',
      'usable from outside the account',
    ],
  })
})
test('the most dangerous piece of information stands below the least dangerous low finding', () => {
  const worst = riskOf('info', { power: 'administrator', idleDays: 400, exposed: true })
  expect(worst.number).toBeLessThan(riskOf('low', { power: 'none', exposed: false }).number)
})
