import { expect, test } from 'vitest'
import type { Finding } from '#shared/findings/finding.ts'
import { type DayOfHistory, openBySeverity, withDay } from '#shared/findings/history.ts'

const counts = (critical: number) => ({ critical, high: 0, medium: 0, low: 0, info: 0 })
const day = (name: string, critical = 1): DayOfHistory => ({ day: name, findings: counts(critical), notAssessed: 2 })
const entry = { findings: counts(7), notAssessed: 0 }
const NOW = new Date('2026-11-20T06:00:00Z')

test('the first run begins the history', () => {
  expect(withDay(undefined, entry, NOW)).toEqual([{ day: '2026-11-20', ...entry }])
})

test('a second run of a day takes the place of the first, and other days stay', () => {
  const known = [day('2026-11-18'), day('2026-11-20')]
  expect(withDay(known, entry, NOW)).toEqual([day('2026-11-18'), { day: '2026-11-20', ...entry }])
})

test('a run of an older day finds its place', () => {
  const days = withDay([day('2026-11-18'), day('2026-11-22')], entry, NOW).map((known) => known.day)
  expect(days).toEqual(['2026-11-18', '2026-11-20', '2026-11-22'])
})

test('400 days are kept, today among them', () => {
  const days = (known: readonly DayOfHistory[]) => withDay(known, entry, NOW).map((one) => one.day)
  expect(days([day('2025-10-17')])).toEqual(['2025-10-17', '2026-11-20'])
  expect(days([day('2025-10-16')])).toEqual(['2026-11-20'])
})

test('what is excepted or resolved is not open', () => {
  const findings = (['new', 'open', 'changed', 'excepted', 'resolved'] as const).map(
    (status) => ({ severity: 'critical', status }) as Finding,
  )
  expect(openBySeverity(findings)).toEqual(counts(3))
})
