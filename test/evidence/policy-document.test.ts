import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parsePolicyDocument, policyReader } from '#shared/evidence/policy-document.ts'
import type { JsonValue } from '#shared/facts/json.ts'
import type { PolicyDocument } from '#shared/facts/policy.ts'

const identity = (value: JsonValue | undefined): PolicyDocument => parsePolicyDocument(value, 'identity')
const policy = (statement: JsonValue): JsonValue => ({ Version: '2012-10-17', Statement: statement })
const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }
const parsedOf = (document: PolicyDocument) => {
  if (document.state === 'parsed') return document
  throw new Error(document.reason)
}
const malformedOf = (document: PolicyDocument): readonly string[] =>
  parsedOf(document).malformed.map(({ reason }) => reason)

describe('row 29: the encoding of a document', () => {
  const text = JSON.stringify(policy(allow))
  test.each([
    ['percent-encoded as IAM answers', encodeURIComponent(text)],
    ['plain text', text],
    ['decoded before', policy(allow)],
    ['plain text after blanks', `\n ${text}`],
  ])('%s', (_name, value) => {
    const document = parsedOf(identity(value))
    expect(document.statements).toEqual([
      { index: 0, effect: 'Allow', actions: ['s3:GetObject'], resources: ['*'], conditions: [] },
    ])
    expect(document.version).toBe('2012-10-17')
    expect(document.json).toEqual(policy(allow))
  })
  test('a plus sign is a plus sign, a percent sign in plain text is one too', () => {
    const resource = 'arn:aws:s3:::a+b/100%25'
    const encoded = encodeURIComponent(JSON.stringify(policy({ ...allow, Resource: resource }))).replaceAll('%2B', '+')
    expect(parsedOf(identity(encoded)).statements[0]?.resources).toEqual([resource])
    expect(
      parsedOf(identity(JSON.stringify(policy({ ...allow, Resource: resource })))).statements[0]?.resources,
    ).toEqual([resource])
  })
  test.each([
    ['%E0%A4%A', 'The policy is not valid percent-encoding, so its text is not known.'],
    [encodeURIComponent(encodeURIComponent(text)), 'The policy is percent-encoded twice, which IAM never does.'],
    ['%7B%22Version%22', 'The policy is not JSON.'],
    ['%5B%5D', 'The policy is not a JSON object.'],
    [null, 'The evidence has no policy document here.'],
    [undefined, 'The evidence has no policy document here.'],
    [7, 'The evidence has no policy document here.'],
    [`{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, 'The policy nests deeper than any policy of IAM.'],
    ['{"Version":"2012-10-17","Statement":[],"Statement":[]}', 'The key "Statement" stands twice in the policy.'],
    [`{"Id":"${'x'.repeat(4 * 131_072)}"}`, 'The policy has 524297 characters; at most 524288 are read.'],
  ])('%#: what cannot be read says why', (value, reason) => {
    expect(identity(value)).toMatchObject({ state: 'unreadable', reason })
  })
  test('row 30: a document of 131,072 characters is read', () => {
    const statement = { ...allow, Sid: 'x'.repeat(131_072 - JSON.stringify(policy({ ...allow, Sid: '' })).length) }
    const big = JSON.stringify(policy(statement))
    expect(big.length).toBe(131_072)
    expect(parsedOf(identity(encodeURIComponent(big))).text).toBe(big)
  })
})

describe('row 30: statements are normalised or refused, never guessed', () => {
  test('Statement as an object, Action as a list, NotAction, NotResource, conditions of every kind of value', () => {
    const document = parsedOf(
      identity(
        policy({
          Sid: 'all',
          Effect: 'Deny',
          NotAction: ['iam:*', 'sts:*'],
          NotResource: 'arn:aws:s3:::b',
          Condition: {
            Bool: { 'aws:MultiFactorAuthPresent': false },
            NumericLessThan: { 'aws:MultiFactorAuthAge': [3600] },
          },
        }),
      ),
    )
    expect(document.malformed).toEqual([])
    expect(document.statements).toEqual([
      {
        index: 0,
        sid: 'all',
        effect: 'Deny',
        notActions: ['iam:*', 'sts:*'],
        notResources: ['arn:aws:s3:::b'],
        conditions: [
          { operator: 'Bool', key: 'aws:MultiFactorAuthPresent', values: ['false'] },
          { operator: 'NumericLessThan', key: 'aws:MultiFactorAuthAge', values: ['3600'] },
        ],
      },
    ])
  })
  test.each([
    [{ ...allow, Effect: 'allow' }, 'its Effect is "allow", not "Allow" or "Deny"'],
    [{ Action: '*', Resource: '*' }, 'it has no Effect'],
    [{ ...allow, NotAction: 's3:*' }, 'it has both Action and NotAction'],
    [{ ...allow, NotResource: '*' }, 'it has both Resource and NotResource'],
    [{ Effect: 'Allow', Resource: '*' }, 'it has neither Action nor NotAction'],
    [{ Effect: 'Allow', Action: '*' }, 'it has neither Resource nor NotResource'],
    [{ ...allow, Action: [] }, 'Action is an empty list'],
    [{ ...allow, Action: [7] }, 'Action holds a value that is not a text'],
    [{ ...allow, Principal: '*' }, 'it names a principal, which an identity policy must not'],
    [{ ...allow, Actions: '*' }, 'it has an element that IAM does not know: "Actions"'],
    [{ ...allow, Sid: 7 }, 'Sid is not a text'],
    [{ ...allow, Condition: [] }, 'Condition is not an object'],
    [{ ...allow, Condition: { Bool: 'x' } }, 'Condition operator Bool does not hold an object'],
    [
      { ...allow, Condition: { Bool: { k: null } } },
      'Condition compares k with a value that is not a text, number or truth value',
    ],
    ['Allow', 'it is not an object'],
  ])('%j is refused', (statement, why) => {
    const document = identity(policy([allow, statement, allow]))
    expect(malformedOf(document)).toEqual([`Statement 1 is refused: ${why}.`])
    expect(parsedOf(document).statements.map(({ index }) => index)).toEqual([0, 2])
  })
  test.each([policy('x'), policy(null), { Version: '2012-10-17' }])('%j has no statements', (value) => {
    expect(malformedOf(identity(value))).toEqual(['The policy has no Statement that is an object or a list.'])
  })
  test('a key that stands twice hides what it said first: its statement is refused', () => {
    const text =
      '{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","\\u0045ffect":"Allow","Action":"*","Resource":"*"}]}'
    expect(malformedOf(identity(text))).toEqual(['Statement 1 is refused: the key "Effect" stands twice.'])
  })
  test('a key that stands twice in a single statement, deep in its condition', () => {
    const text =
      '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"k":"true","k":"false"}}}}'
    expect(malformedOf(identity(text))).toEqual(['Statement 0 is refused: the key "k" stands twice.'])
  })
  test('a text that looks like a key is none', () => {
    const sid = '"Effect":"Deny"'
    expect(malformedOf(identity(JSON.stringify(policy({ ...allow, Sid: sid }))))).toEqual([])
  })
})

describe('trust policies', () => {
  const trust = (statement: JsonValue): PolicyDocument => parsePolicyDocument(policy(statement), 'trust')
  const none = { anyone: false, aws: [], service: [], federated: [], canonicalUser: [] }
  test.each([
    ['*', { ...none, anyone: true }],
    [{ AWS: '*' }, { ...none, aws: ['*'] }],
    [
      { Service: ['ec2.amazonaws.com'], Federated: 'cognito' },
      { ...none, service: ['ec2.amazonaws.com'], federated: ['cognito'] },
    ],
  ])('Principal %j', (principal, expected) => {
    const [statement] = parsedOf(trust({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: principal })).statements
    expect(statement).toEqual({
      index: 0,
      effect: 'Allow',
      actions: ['sts:AssumeRole'],
      principal: expected,
      conditions: [],
    })
  })
  test.each([
    [{ Effect: 'Allow', Action: 'sts:AssumeRole' }, 'it has neither Principal nor NotPrincipal'],
    [
      { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: '*', Resource: '*' },
      'it names a resource, which a trust policy must not',
    ],
    [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: 'x' }, 'Principal is neither "*" nor an object'],
    [
      { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Aws: '*' } },
      'Principal names a kind of principal that IAM does not know: Aws',
    ],
    [{ Effect: 'Allow', Action: 'x:y', Principal: '*', NotPrincipal: '*' }, 'it has both Principal and NotPrincipal'],
  ])('%j is refused', (statement, why) => {
    expect(malformedOf(trust(statement))).toEqual([`Statement 0 is refused: ${why}.`])
  })
})

test('row 7: a key __proto__ in a policy changes no prototype and counts as unknown', () => {
  const text =
    '{"__proto__":{"Statement":[]},"Statement":[{"__proto__":{"Effect":"Allow"},"Action":"*","Resource":"*"}]}'
  expect(malformedOf(identity(text))).toEqual([
    'Statement 0 is refused: it has an element that IAM does not know: "__proto__".',
  ])
  expect(Object.hasOwn(Object.prototype, 'Effect')).toBe(false)
})

test('a text is read once, for identity and for trust each', () => {
  const read = policyReader()
  const text = JSON.stringify(policy(allow))
  expect(read(text, 'identity')).toBe(read(text, 'identity'))
  expect(malformedOf(read(text, 'trust'))).toHaveLength(1)
})

test('any JSON gives a document, and each statement is either read or refused', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.array(fc.jsonValue()), (any, statements) => {
      expect(['parsed', 'unreadable']).toContain(identity(any as JsonValue).state)
      const document = parsedOf(identity(policy(statements as JsonValue[])))
      expect(document.statements.length + document.malformed.length).toBe(statements.length)
    }),
    { numRuns: 100 },
  )
})
