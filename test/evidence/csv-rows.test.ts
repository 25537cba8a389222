import { expect, test } from 'vitest'
import { readCsv } from '#shared/evidence/csv-rows.ts'

/** With a quotation mark in it a text goes to the parser; without one it is only cut. */
const quoted = (text: string): string => text.replace('user', '"user"')

test.each([
  ['line ends of every system', 'user,arn\r\na,b\nc,d\re,f'],
  ['a byte order mark, and one that is no mark', '\uFEFFuser,arn\n\uFEFFa,b\n'],
  ['empty lines are no rows, lines of blanks are', '\n\nuser,arn\n\na,b\n \n\n'],
  ['rows of another width', 'user,arn\na\nb,c,d\n,\n,,\n'],
  ['what only looks like a line end or a comment', 'user,arn\na\u2028b,\u0085\n#c,\v\f\n'],
  ['the header alone', 'user,arn'],
])('reads the same without the parser: %s', (_, text) => {
  const read = readCsv(quoted(text))
  expect(readCsv(text)).toEqual(read)
  expect(read.header).toEqual(['user', 'arn'])
})

test('a text without anything has no header', () => {
  expect(readCsv('')).toEqual({ header: [], rows: [], broken: [] })
})
