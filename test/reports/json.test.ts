import { expect, test } from 'vitest'
import { auditAccount } from '#shared/jobs/audit-account.ts'
import { jsonText } from '#shared/reports/json-line.ts'
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

// A terminal takes U+009B for the begin of a control sequence, as it does ESC [; U+202E turns what follows around.
const HOSTILE = 'name\u009B31m\u202Egnp.exe\u2028\u007F'

test('what a terminal would obey, or people would read the other way round, is escaped and means the same', () => {
  const hostile = { ...document, account: { ...document.account, alias: HOSTILE }, principals: [{ name: HOSTILE }] }
  const text = formatJson(hostile as unknown as typeof document)
  expect(text).not.toMatch(/[\u007F-\u009F\u2028-\u202E]/)
  expect(JSON.parse(text)).toMatchObject({ account: { alias: HOSTILE }, principals: [{ name: HOSTILE }] })
})
test('of a whole document as well', () => {
  const text = jsonText({ events: [{ eventName: HOSTILE }] })
  expect(text).not.toMatch(/[\u007F-\u009F\u2028-\u202E]/)
  expect(JSON.parse(text)).toEqual({ events: [{ eventName: HOSTILE }] })
  expect(jsonText({ a: ['ä', '“b”'] })).toBe(`${JSON.stringify({ a: ['ä', '“b”'] }, null, 2)}\n`)
})
