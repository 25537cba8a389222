import fc from 'fast-check'
import { expect, test } from 'vitest'
import { requestKeyOf, requestOfKey } from '#shared/activity/request-key.ts'

const text = fc.string({ unit: 'binary' })
const anyRequest = fc.record({
  action: text,
  resources: fc.array(text),
  // Not `__proto__`, which an object literal takes for something else.
  context: fc.dictionary(
    text.filter((key) => key !== '__proto__'),
    text,
    { noNullPrototype: true },
  ),
})

test('a key holds the whole request, whatever an attacker put into names', () => {
  fc.assert(
    fc.property(anyRequest, (request) => {
      expect(requestOfKey(requestKeyOf(request))).toEqual(request)
    }),
  )
})

test('equal keys are equal requests', () => {
  expect(requestKeyOf({ action: 's3:GetObject', resources: ['a', 'b'], context: {} })).toBe(
    '["s3:GetObject",["a","b"],[]]',
  )
})

test.each(['', 'no JSON', '["s3:GetObject"]', '{}'])('what is no request is told of the profile: %j', (key) => {
  expect(() => requestOfKey(key)).toThrow('The usage profile is damaged: a request was expected.')
})
