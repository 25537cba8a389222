import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

// Traps into which auditors of credentials fall, and inputs that a hostile or unlucky account sends, each by its number: a test that is
// renamed or lost is missed here. What a number stands for is said by the tests that carry it.
const TRAPS = Array.from({ length: 26 }, (_, index) => index + 1)
/** Of parsing, output, time, security and the runtime, as far as evidence, rules, reports and the audit's function go. */
const ROWS = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 40, 41, 42,
  47, 48, 49, 50, 57, 70, 73, 74, 75, 80,
]

const TESTS = path.resolve(import.meta.dirname, '..')
const texts = readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => readFileSync(path.join(TESTS, file), 'utf8'))
  .join('\n')

/** As in 'trap 2, row 24: the age of the report'. */
const named = (kind: 'trap' | 'row'): ReadonlySet<number> =>
  new Set([...texts.matchAll(new RegExp(`\\b${kind}s? (\\d+)\\b`, 'gu'))].map(([, number]) => Number(number)))

test('every trap has a test of its name', () => {
  const found = named('trap')
  expect(TRAPS.filter((trap) => !found.has(trap))).toEqual([])
})
test('every adversarial input has a test of its name', () => {
  const found = named('row')
  expect(ROWS.filter((row) => !found.has(row))).toEqual([])
})
