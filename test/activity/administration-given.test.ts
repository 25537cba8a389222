import { expect, test } from 'vitest'
import { administrationGiven } from '#shared/activity/administration-given.ts'
import type { JsonValue } from '#shared/facts/json.ts'

const allow = (action: JsonValue, more: Readonly<Record<string, JsonValue>> = {}): JsonValue => ({
  Effect: 'Allow',
  Action: action,
  Resource: '*',
  ...more,
})
const policy = (...statements: readonly JsonValue[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements }, undefined, 2)

test.each<[string, string, 'all' | 'iam' | undefined]>([
  ['everything', policy(allow('*')), 'all'],
  ['everything, in a list', policy(allow(['s3:GetObject', '*:*'], { Resource: ['*'] })), 'all'],
  ['one statement that is no list', JSON.stringify({ Statement: allow('*') }), 'all'],
  ['all of IAM', policy(allow('IAM:*')), 'iam'],
  ['all of IAM, and everything', policy(allow('iam:*'), allow('*')), 'all'],
  ['all of one service', policy(allow('s3:*')), undefined],
  ['everything on one bucket', policy(allow('*', { Resource: 'arn:aws:s3:::b/*' })), undefined],
  [
    'under a condition',
    policy(allow('*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })),
    undefined,
  ],
  ['denied', policy(allow('*', { Effect: 'Deny' })), undefined],
  ['text that was cut', policy(allow('*')).slice(0, 30), undefined],
  ['no policy', '[]', undefined],
  ['hostile keys', '{"__proto__":{"Statement":[]},"Statement":"constructor"}', undefined],
])('%s', (_name, text, given) => {
  expect(administrationGiven(text)).toBe(given)
})
