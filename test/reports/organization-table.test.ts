import { expect, test } from 'vitest'
import type { AccountEntry, OrganizationDocument } from '#shared/reports/organization-report.ts'
import { formatOrganizationTable } from '#shared/reports/organization-table.ts'
import { plainPaint } from '#shared/reports/paint.ts'
import { finding } from '#test/support/findings.ts'

const HOSTILE = 'prod\u001B[2J\nCRITICAL forged'
const findings = { critical: 1, high: 2, medium: 3, low: 4, info: 0 }
const entry = (id: string, more: Partial<AccountEntry> = {}): AccountEntry => ({
  id,
  name: 'prod',
  state: 'ACTIVE',
  result: 'audited',
  reason: null,
  report: 'accounts/prod',
  assessedAt: '2026-11-20T06:00:00.000Z',
  findings,
  notAssessed: 1,
  ...more,
})
const document = (more: Partial<OrganizationDocument> = {}): OrganizationDocument => ({
  schemaVersion: 1,
  kind: 'organization',
  tool: { name: 'credaudit', version: '1' },
  run: 'accounts',
  assessedAt: '2026-11-20T06:00:00.000Z',
  organization: null,
  summary: { accounts: { listed: 2, audited: 1, notAudited: 1, closed: 0 }, findings, notAssessed: 1 },
  findings: [],
  notAssessed: [],
  worst: [],
  news: { fresh: [], changed: [], resolved: [], totals: { fresh: 0, changed: 0, resolved: 0 } },
  accounts: [
    entry('111111111111'),
    entry('222222222222', {
      name: 'dev',
      result: 'not-audited',
      findings: null,
      notAssessed: null,
      reason: 'It is empty.',
    }),
  ],
  ...more,
})
const table = (more: Partial<OrganizationDocument> = {}, all = false): string =>
  formatOrganizationTable(document(more), { width: 100, paint: plainPaint, all })

test('says how much was seen, the accounts, what holds across them, and what could not be seen', () => {
  const notAssessed = [{ ruleId: 'organization-outlier', reason: 'Too few accounts.' }]
  const across = [
    finding({
      ruleId: 'organization-outlier',
      title: 'An account is far from the others',
      message: 'prod has 9 administrators.',
    }),
  ]
  const lines = table({ notAssessed, findings: across }).split('\n')
  expect(lines.slice(0, 9)).toEqual([
    'accounts · assessed 2026-11-20 06:00 UTC',
    '2 accounts: 1 audited, 1 not, 0 closed',
    '1 critical · 2 high · 3 medium · 4 low · 1 check not assessed',
    '',
    'Accounts, the worst first',
    '  - 111111111111 prod: 1 critical · 2 high · 3 medium · 4 low · 1 check not assessed',
    '',
    'Not audited',
    '  - 222222222222 dev: It is empty.',
  ])
  expect(lines).toContain('  - prod has 9 administrators.')
  expect(lines).toContain('  - Too few accounts. [organization-outlier]')
})

test('what others wrote can forge no line and move no cursor', () => {
  const text = table({ accounts: [entry('111111111111', { name: HOSTILE })] })
  expect(text).not.toContain('\u001B')
  expect(text).not.toMatch(/^CRITICAL forged/m)
})

test('a long list is cut and counted, unless all of it is wanted', () => {
  const accounts = Array.from({ length: 40 }, (_, index) => entry(String(index).padStart(12, '0')))
  expect(table({ accounts })).toContain('and 10 more accounts (--all shows them)')
  expect(table({ accounts }, true)).toContain('000000000039')
})
