import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { trailRecordOf } from '#shared/activity/trail-record-of.ts'
import { lookedAtOf } from '#shared/catalogue/events/looked-at.ts'
import { requestsOf } from '#shared/catalogue/requests-of.ts'
import type { JsonObject } from '#shared/facts/json.ts'

const SESSIONS = 'sts.amazonaws.com'
const KEYS = 'kms.amazonaws.com'

const textOf = (eventSource: string, parameters: object): string | undefined =>
  lookedAtOf({ eventSource })?.(JSON.stringify(parameters))

const isAlike = (eventSource: string, one: object, other: object): boolean =>
  textOf(eventSource, one) === textOf(eventSource, other)

describe('parameters that the mapping does not look at', () => {
  const role = 'arn:aws:iam::111122223333:role/app'
  test.each([
    [SESSIONS, { roleArn: role, roleSessionName: 'i-1' }, { roleArn: role, roleSessionName: 'i-2' }],
    [SESSIONS, { roleSessionName: 'a', tags: [{ key: 'k' }] }, { roleSessionName: 'b', tags: [{ key: 'k' }] }],
    [
      KEYS,
      { keyId: 'k', encryptionContext: { 'aws:s3:arn': 'arn:aws:s3:::b/1' } },
      { keyId: 'k', encryptionContext: { 'aws:s3:arn': 'arn:aws:s3:::b/2' } },
    ],
    [KEYS, { encryptionContext: { a: 'x', b: 'y:z' } }, { encryptionContext: { a: '', b: '"'.slice(1) } }],
  ])('%s: %j and %j are alike', (source, one, other) => {
    expect(isAlike(source, one, other)).toBe(true)
  })

  test.each([
    ['another role', SESSIONS, { roleArn: role, roleSessionName: 'a' }, { roleArn: `${role}2`, roleSessionName: 'a' }],
    ['a name that is an ARN', SESSIONS, { roleSessionName: role }, { roleSessionName: `${role}2` }],
    ['a name with an escape', SESSIONS, { roleSessionName: 'a"b' }, { roleSessionName: 'a"c' }],
    ['no name', SESSIONS, { roleSessionName: '' }, { roleSessionName: 'a' }],
    [
      'a hidden name',
      SESSIONS,
      { roleSessionName: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
      { roleSessionName: 'HIDDEN_DUE_TO_X' },
    ],
    ['the words inside a string', SESSIONS, { roleArn: '"roleSessionName":"a"' }, { roleArn: '"roleSessionName":"b"' }],
    ['another key of the context', KEYS, { encryptionContext: { a: 'x' } }, { encryptionContext: { b: 'x' } }],
    ['one key more', KEYS, { encryptionContext: { a: 'x' } }, { encryptionContext: { a: 'x', b: 'x' } }],
    ['a brace in a value', KEYS, { encryptionContext: { a: '{' } }, { encryptionContext: { a: '}' } }],
    ['another key id', KEYS, { keyId: '1', encryptionContext: {} }, { keyId: '2', encryptionContext: {} }],
    ['a value elsewhere', KEYS, { keyId: '1', grantTokens: ['a'] }, { keyId: '1', grantTokens: ['b'] }],
  ])('%s is told apart', (_, source, one, other) => {
    expect(isAlike(source, one, other)).toBe(false)
  })

  test('other services: all of the text decides', () => {
    expect(lookedAtOf({ eventSource: 's3.amazonaws.com' })).toBeUndefined()
    expect(lookedAtOf({})).toBeUndefined()
  })
})

const word = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[\w=,.@-]{1,12}$/u) },
  fc.constantFrom(
    'app',
    'AWSServiceRoleForX',
    'arn:aws:iam::111122223333:role/app',
    'arn:aws:kms:eu-west-1:111122223333:key/1',
    'alias/key',
    'a b',
    '\u0024{aws:username}',
    '*',
    '',
    'HIDDEN_DUE_TO_SECURITY_REASONS',
    '"}],{"',
  ),
  fc.string({ maxLength: 12 }),
)
const parameters = fc.record(
  {
    roleArn: word,
    roleSessionName: word,
    tags: fc.array(fc.record({ key: word, value: word, roleSessionName: word }), { maxLength: 2 }),
    sourceIdentity: word,
    keyId: word,
    encryptionContext: fc.dictionary(fc.constantFrom('aws:s3:arn', 'aws:ebs:id', 'PARAMETER_ARN', 'x', 'a"b'), word),
    nested: fc.record({ encryptionContext: fc.dictionary(word, word), roleSessionName: word }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
)
const CALLS = [
  [SESSIONS, 'AssumeRole'],
  [SESSIONS, 'AssumeRoleWithWebIdentity'],
  [SESSIONS, 'AssumeRoleWithSAML'],
  [SESSIONS, 'GetFederationToken'],
  [SESSIONS, 'TagSession'],
  [KEYS, 'Decrypt'],
  [KEYS, 'GenerateDataKey'],
  [KEYS, 'ReEncrypt'],
  [KEYS, 'CreateGrant'],
] as const

const requestsFor = ([eventSource, eventName]: (typeof CALLS)[number], text: string, invokedBy: string | undefined) => {
  const parsed = trailRecordOf({
    eventSource,
    eventName,
    awsRegion: 'eu-west-1',
    recipientAccountId: '111122223333',
    userIdentity: {
      type: 'AssumedRole',
      arn: 'arn:aws:sts::111122223333:assumed-role/app/s',
      accountId: '111122223333',
      ...(invokedBy !== undefined && { invokedBy }),
    },
    requestParameters: JSON.parse(text) as JsonObject,
  })
  if (parsed.state !== 'record') throw new Error('It should be a record.')
  return requestsOf(parsed.record)
}

/** The same with another word for each name of a session and each value of a context. */
const otherwise = (text: string, other: string): string =>
  JSON.stringify(
    JSON.parse(text, (key, value: unknown) => {
      if (key === 'roleSessionName') return other
      if (key !== 'encryptionContext' || typeof value !== 'object' || value === null) return value
      return Object.fromEntries(Object.keys(value).map((name) => [name, other]))
    }),
  )

test('texts that are alike stand for the same requests', () => {
  let alike = 0
  fc.assert(
    fc.property(
      fc.constantFrom(...CALLS),
      parameters,
      word,
      fc.constantFrom(undefined, 's3.amazonaws.com', 'AWS Internal'),
      (call, sent, other, invokedBy) => {
        const [one, two] = [JSON.stringify(sent), otherwise(JSON.stringify(sent), other)]
        const lookedAt = lookedAtOf({ eventSource: call[0] })
        if (one === two || lookedAt?.(one) !== lookedAt?.(two)) return
        alike += 1
        expect(requestsFor(call, two, invokedBy)).toEqual(requestsFor(call, one, invokedBy))
      },
    ),
    { numRuns: 3000, seed: 11 },
  )
  expect(alike).toBeGreaterThan(100)
})
