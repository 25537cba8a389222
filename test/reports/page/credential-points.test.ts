import { expect, test } from 'vitest'
import type { CredentialEntry } from '#shared/reports/inventory.ts'
import { limitsIn, pointsOf, standingOf } from '#shared/reports/page/charts/credential-points.ts'

const credential = (more: Partial<CredentialEntry> = {}): CredentialEntry => ({
  kind: 'access-key',
  principal: 'arn:aws:iam::111111111111:user/alice',
  owner: 'alice',
  id: 'AKIAEXAMPLE',
  status: 'active',
  createdAt: null,
  lastUsedAt: null,
  use: 'used',
  lastUsedFor: null,
  ageDays: 10,
  idleDays: 1,
  ageLimit: 90,
  idleLimit: 45,
  ...more,
})

test.each([
  ['young and busy', {}, 'within'],
  ['exactly at both limits', { ageDays: 90, idleDays: 45 }, 'within'],
  ['a day too old', { ageDays: 91 }, 'beyond'],
  ['a day too idle', { idleDays: 46 }, 'beyond'],
  ['too old, use not known', { ageDays: 91, idleDays: null }, 'beyond'],
  ['use not known', { idleDays: null }, 'unknown'],
  ['age not known', { ageDays: null }, 'unknown'],
  ['no limit at all', { ageLimit: null, idleLimit: null, ageDays: 4000 }, 'no-limit'],
  ['inactive and old', { status: 'inactive' as const, ageDays: 4000 }, 'inactive'],
  ['expired', { status: 'expired' as const }, 'inactive'],
])('%s', (_name, more, standing) => expect(standingOf(credential(more))).toBe(standing))

test('what has no age or no idle time has no place on the chart', () => {
  expect(pointsOf([credential(), credential({ ageDays: null }), credential({ idleDays: null })])).toHaveLength(1)
})

test('the lines are the limits that hold, each once', () => {
  const all = [90, 30, 90, null, 180].map((ageLimit) => credential({ ageLimit }))
  expect(limitsIn(all, 'ageLimit')).toEqual([30, 90, 180])
})
