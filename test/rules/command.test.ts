import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { awsCommand, shellQuote } from '#shared/rules/command.ts'

test.each([
  ['alice', 'alice'],
  ['arn:aws:iam::1:user/a', 'arn:aws:iam::1:user/a'],
  ['a b', "'a b'"],
  ["it's", String.raw`'it'\''s'`],
  ['$(rm -rf ~)', "'$(rm -rf ~)'"],
  ['', "''"],
])('%s is written %s', (word, quoted) => {
  expect(shellQuote(word)).toBe(quoted)
})
test('a name that starts with a hyphen is no option', () => {
  expect(awsCommand('iam get-user', { 'user-name': '-x' })).toBe("aws iam get-user --user-name='-x'")
})
test('a real shell reads back what was written', () => {
  const words = fc.sample(
    fc.string({ maxLength: 40 }).filter((text) => !/[\0\r\n]/.test(text)),
    { numRuns: 50, seed: 1 },
  )
  const script = words.map((word) => `printf '%s\\n' ${shellQuote(word)}`).join('\n')
  expect(execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' })).toBe(words.map((word) => `${word}\n`).join(''))
})
