import { describe, expect, test } from 'vitest'
import { questions } from '#cli/init/questions.ts'

describe('an answer that cannot be says what could', () => {
  test.each([
    ['account', '12345', /twelve digits/],
    ['isOrganization', 'perhaps', /yes or no/],
    ['knownAccounts', '123456789012, x', /twelve digits/],
    ['keyAgeDays', '0', /from 1 to 3650/],
    ['passwordLength', '4', /from 6 to 128/],
    ['machinePatterns', 'svc-*, *', /fits everybody/],
    ['mail', 'nobody', /mail address/],
    ['mail', "a@b';rm", /mail address/],
  ] as const)('%s: %s', (name, text, words) => {
    expect(() => questions[name].read(text)).toThrow(words)
  })
})
test.each([
  ['account', '123456789012', '123456789012'],
  ['isOrganization', 'Y', true],
  ['knownAccounts', '123456789012,210987654321', ['123456789012', '210987654321']],
  ['machinePatterns', ' svc-* , ci-* ', ['svc-*', 'ci-*']],
  ['breakGlassPatterns', '-', []],
] as const)('%s: %s', (name, text, answer) => {
  expect(questions[name].read(text)).toEqual(answer)
})
test('every default is an answer', () => {
  for (const { default: text, read } of Object.values(questions)) expect(() => read(text) as unknown).not.toThrow()
})
