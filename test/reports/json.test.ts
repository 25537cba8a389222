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

test.each([0, 1, 499, 500, 501, 1000, 1001])(
  'is the text of JSON.stringify with an indent of two, of %d lines as well',
  (count) => {
    const audited = withLines(count)
    expect(formatJson(audited)).toBe(`${JSON.stringify(audited, null, 2)}\n`)
  },
)

test('comes in pieces where a list is long', () => {
  const longest = Math.max(...[...jsonPieces(withLines(10_000))].map((piece) => piece.length))
  expect(longest).toBeLessThan(formatJson(withLines(10_000)).length / 10)
})
