import { expect, test } from 'vitest'
import { pageModel } from '#shared/reports/page/page-model.ts'
import { filterFrom, groupFindings, selectFindings } from '#shared/reports/page/select-findings.ts'
import { auditDocumentOf, finding } from '#test/support/findings.ts'

const person = (name: string) => ({
  kind: 'user' as const,
  arn: `arn:aws:iam::111111111111:user/${name}`,
  name,
  class: 'person',
  owner: null,
  createdAt: null,
  lastUsedAt: null,
  console: true,
  mfa: [],
  groups: [],
  policies: [],
  boundary: null,
  power: 'reads',
  access: null,
  escalations: [],
  notKnown: [],
})

const model = pageModel(
  auditDocumentOf({
    principals: [person('alice')],
    findings: [
      finding({ id: 'a', severity: 'critical', owner: 'ops@example.com', since: '2026-03-01T00:00:00.000Z' }),
      finding({ id: 'b', severity: 'high', status: 'changed', ruleId: 'role-unused', title: 'Role is unused' }),
      finding({
        id: 'c',
        severity: 'low',
        since: '2024-01-01T00:00:00.000Z',
        message: 'Bob has a key',
        frameworks: [],
        subject: { type: 'user', arn: 'arn:aws:iam::111111111111:user/bob', name: 'bob', accessKeyId: 'AKIAEXAMPLE' },
      }),
    ],
  }),
)
const ids = (words: string): string =>
  selectFindings(model, filterFrom(new URLSearchParams(words)))
    .map(({ id }) => id)
    .join('')

test.each([
  ['', 'abc'],
  ['severity=critical,low', 'ac'],
  ['severity=', 'abc'],
  ['rule=role-unused', 'b'],
  ['status=changed', 'b'],
  ['owner=ops@example.com', 'a'],
  ['owner=(no owner)', 'bc'],
  ['kind=person', 'ab'],
  ['kind=account and policies', 'c'],
  ['framework=CIS-AWS-3.0.0 1.14', 'ab'],
  ['q=BOB', 'c'],
  ['q=akiaexample', 'c'],
  ['q=key bob', 'c'],
  ['q=key nobody', ''],
  ['q=(.*', ''],
  ['sort=oldest', 'cab'],
  ['sort=newest', 'bac'],
  ['sort=rule', 'acb'],
  ['sort=name', 'abc'],
  ['sort=constructor', 'abc'],
])('%s finds %s', (words, found) => expect(ids(words)).toBe(found))

test('groups keep the order of their first finding and say how many they hold', () => {
  const rows = groupFindings(model.document.findings, 'rule')
  expect(rows.map((row) => (row.kind === 'heading' ? `${row.text} ${row.count}` : row.finding.id))).toEqual([
    'Active access key is older than the rotation limit 2',
    'a',
    'c',
    'Role is unused 1',
    'b',
  ])
})
test('without a group there are only findings', () => {
  expect(groupFindings(model.document.findings, '').map(({ kind }) => kind)).toEqual(['finding', 'finding', 'finding'])
})
