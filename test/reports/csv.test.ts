import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatCsv } from '#shared/reports/csv.ts'
import { auditDocumentOf, finding } from '#test/support/findings.ts'

const rows = (name: string, message = 'm'): Record<string, string>[] =>
  parse(
    formatCsv(
      auditDocumentOf({
        findings: [finding({ message, subject: { type: 'user', arn: 'arn:x', name } })],
        notAssessed: [],
      }),
    ),
    { columns: true, bom: true },
  )

test.each([
  ['row 1: a formula', '=cmd', "'=cmd"],
  ['row 1: a sum', '=1+1', "'=1+1"],
  ['row 2: a plus', '+x', "'+x"],
  ['row 2: a minus', '-x', "'-x"],
  ['row 2: an at', '@x', "'@x"],
  ['row 3: a tab before a formula', '\t=HYPERLINK("x")', String.raw`'\u0009=HYPERLINK("x")`],
  ['row 3: a full-width equals sign', '＝1', "'＝1"],
  ['row 48: an escape sequence', 'a\u001B[2J', String.raw`a\u001B[2J`],
  ['row 48: a right-to-left override', 'a\u202Eb', String.raw`a\u202Eb`],
  ['a comma and quotes', 'a,"b"', 'a,"b"'],
  ['an ordinary name', 'alice', 'alice'],
])('%s', (_name, raw, shown) => {
  expect(rows(raw)[0]?.['subject_name']).toBe(shown)
})
test('no cell starts as a formula or breaks its row, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const [row] = rows(text, text)
      expect(Object.keys(row ?? {})).toHaveLength(18)
      for (const cell of Object.values(row ?? {})) expect(cell).not.toMatch(/^[=+\-@\t\r\n\0＝＋－＠]/)
    }),
  )
})
test('what was not assessed has rows of its own', () => {
  const all: Record<string, string>[] = parse(formatCsv(auditDocumentOf()), { columns: true, bom: true })
  expect(all.map((row) => [row['severity'], row['rule']])).toEqual([
    ['medium', 'access-key-not-rotated'],
    ['not assessed', 'root-mfa-missing'],
  ])
})
