import { expect, test } from 'vitest'
import { parseFilterPattern, selects } from '#shared/rules/account-and-organization/filter-pattern.ts'

const event = {
  eventName: 'ConsoleLogin',
  count: 7,
  ok: true,
  nothing: null,
  userIdentity: { type: 'Root', sessions: ['a', 'b'] },
}

test.each([
  ['{ $.eventName = "ConsoleLogin" }', true],
  ['{$.eventName=ConsoleLogin}', true],
  ['{ ($.eventName = "Console*") }', true],
  ['{ $.eventName = "consolelogin" }', false],
  ['{ $.eventName != "ConsoleLogin" }', false],
  ['{ $.userIdentity.type = "Root" && $.eventName = Other }', false],
  ['{ $.userIdentity.type = "Root" || $.eventName = Other }', true],
  ['{ $.eventName = Other && $.ok IS FALSE || $.userIdentity.type = "Root" }', true],
  ['{ $.eventName = Other && ($.ok IS FALSE || $.userIdentity.type = "Root") }', false],
  ['{ $.userIdentity.invokedBy NOT EXISTS }', true],
  ['{ $.userIdentity.invokedBy EXISTS }', false],
  ['{ $.missing != "x" }', false],
  ['{ $.nothing IS NULL }', true],
  ['{ $.ok IS TRUE }', true],
  ['{ $.count > 6 && $.count <= 7 }', true],
  ['{ $.count < 7 }', false],
  ['{ $.count = 7 }', true],
  ['{ $.userIdentity.sessions[1] = b }', true],
  ['{ $.userIdentity = "*" }', false],
  ['{ $.__proto__.constructor = "*" }', false],
])('%s selects: %s', (text, expected) => {
  const pattern = parseFilterPattern(text)
  expect(pattern && selects(pattern, event)).toBe(expected)
})

test.each([
  '',
  'Root',
  '[ip, user, ...]',
  '{ $.eventName = %Console.*% }',
  '{ $.eventName }',
  '{ ($.eventName = "a" }',
  '{ $.eventName = "a" && }',
  '{ $.eventName = "a" $.b = "c" }',
  '{ $.eventName = "a }',
  `{ ${'('.repeat(2000)}$.a = "b"${')'.repeat(2000)} }`,
])('%.40s is not read, and not guessed', (text) => {
  expect(parseFilterPattern(text)).toBeUndefined()
})
