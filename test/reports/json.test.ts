import { expect, test } from 'vitest'
import { auditAccount } from '#shared/jobs/audit-account.ts'
import { formatJson, jsonPieces } from '#shared/reports/json.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'

const { document } = auditAccount({
  files: [{ name: 'account-summary.json', bytes: new TextEncoder().encode('{"SummaryMap":{"Users":1}}') }],
  configuration: defaultConfiguration,
  now: new Date('2026-11-20T06:00:00Z'),
  version: '1.2.3',
})

const lineOf = (index: number) => ({
  ruleId: `rule-${index}`,
  reason: `“${index}”, __proto__,\n  ], "passed": {}`,
})
const withLines = (count: number) => ({
  ...document,
  notAssessed: Array.from({ length: count }, (_, at) => lineOf(at)),
})

test.each([0, 1, 49, 50, 51, 100, 101])('says the same as JSON.stringify, with %d lines as well', (count) => {
  const audited = withLines(count)
  expect(JSON.parse(formatJson(audited))).toEqual(JSON.parse(JSON.stringify(audited)))
})

test('has one item of a list in a line, whatever the item holds; the rest is indented by two', () => {
  const lines = formatJson(withLines(51)).split('\n')
  const from = lines.indexOf('  "notAssessed": [')
  expect(lines[from + 1]).toBe(`    ${JSON.stringify(lineOf(0))},`)
  expect(lines[from + 51]).toBe(`    ${JSON.stringify(lineOf(50))}`)
  expect(lines[from + 52]).toBe('  ],')
  expect(lines.slice(0, 4)).toEqual(['{', '  "schemaVersion": 1,', '  "tool": {', '    "name": "credaudit",'])
  expect(formatJson(withLines(0))).toContain('\n  "notAssessed": [],\n')
})

test('comes in pieces where a list is long', () => {
  const longest = Math.max(...[...jsonPieces(withLines(10_000))].map((piece) => piece.length))
  expect(longest).toBeLessThan(formatJson(withLines(10_000)).length / 10)
})
