import { expect, test } from 'vitest'
import type { DoctorCheck, DoctorDocument } from '#shared/reports/doctor-document.ts'
import { formatDoctor } from '#shared/reports/doctor-table.ts'
import { plainPaint } from '#shared/reports/paint.ts'

const documentOf = (checks: readonly DoctorCheck[]): DoctorDocument => ({
  schemaVersion: 1,
  tool: { name: 'credaudit', version: '0' },
  checkedAt: '2026-11-20T06:00:00.000Z',
  well: checks.every(({ state }) => state !== 'wrong'),
  caller: null,
  checks,
})
const shown = (...checks: readonly DoctorCheck[]) => formatDoctor(documentOf(checks), { width: 100, paint: plainPaint })

test('what is denied stands with what is lost', () => {
  const notAssessed = Array.from({ length: 8 }, (_none, index) => `rule-${index}`)
  const words = 'AccessDenied: no.'
  expect(
    shown(
      { area: 'credentials', name: 'who am I', state: 'well', words: 'Anna.' },
      { area: 'permissions', name: 'iam:ListRoles', state: 'well', words: 'Allowed.', answer: 'allowed' },
      { area: 'permissions', name: 'iam:ListUsers', state: 'wrong', words, answer: 'denied', notAssessed },
    ),
  ).toBe(`credentials
  ok    who am I
        Anna.

permissions
  ok    iam:ListRoles
  WRONG iam:ListUsers
        AccessDenied: no.
        not assessed without it: rule-0, rule-1, rule-2, rule-3, rule-4, rule-5 and 2 rules more

1 thing is wrong.
`)
})
test('words of others cannot move the cursor', () => {
  const text = shown({ area: 'slack', name: 'a\u001B[2J', state: 'note', words: 'b\u001B[2J' })
  expect(text).not.toContain('\u001B')
  expect(text).toContain('Nothing is wrong.')
})
