import { runUnsafeSimulation } from '@cloud-copilot/iam-simulate'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePolicyDocument } from '#shared/evidence/policy-document.ts'
import type { JsonValue } from '#shared/facts/json.ts'
import { compilePolicies, decide } from '#shared/permissions/evaluate.ts'
import { contextOf } from '#shared/permissions/request-context.ts'

// iam-simulate (AGPL) is a second opinion that is never shipped: both must answer the same on thousands of made-up requests.

const ACCOUNT = '123456789012'
const PRINCIPAL = `arn:aws:iam::${ACCOUNT}:user/team/alice`

type Context = Record<string, string | string[]>
interface Scene {
  readonly policies: readonly JsonValue[]
  readonly boundary?: JsonValue
  readonly action: string
  readonly resource: string
  readonly context: Context
}

const theirs = ({ policies, boundary, action, resource, context }: Scene): string =>
  runUnsafeSimulation(
    {
      request: {
        principal: PRINCIPAL,
        action,
        resource: { resource, accountId: ACCOUNT },
        contextVariables: context,
      },
      identityPolicies: policies.map((policy, index) => ({ name: `p${index}`, policy })),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(boundary === undefined ? {} : { permissionBoundaryPolicies: [{ name: 'boundary', policy: boundary }] }),
    },
    { simulationMode: 'Strict' },
  )

const OUTCOMES: Readonly<Record<string, string>> = {
  allow: 'Allowed',
  'explicit-deny': 'ExplicitlyDenied',
  'implicit-deny': 'ImplicitlyDenied',
  conditional: 'conditional',
}

const ours = ({ policies, boundary, action, resource, context }: Scene): string => {
  const compile = (documents: readonly JsonValue[]) =>
    compilePolicies(documents.map((document) => parsePolicyDocument(document, 'identity')))
  const request = { action, resource, context: contextOf(context, 'absent') }
  const set = { identity: compile(policies), ...(boundary === undefined ? {} : { boundary: compile([boundary]) }) }
  return OUTCOMES[decide(request, set).outcome] ?? ''
}

const actions = [
  's3:GetObject',
  's3:PutObject',
  's3:DeleteObject',
  'dynamodb:GetItem',
  'dynamodb:Query',
  'sqs:SendMessage',
]
const resources = [
  'arn:aws:s3:::logs/2026/01/a.gz',
  'arn:aws:s3:::logs-archive/b',
  'arn:aws:s3:::home/alice/notes.txt',
  `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/orders`,
  `arn:aws:dynamodb:eu-central-1:${ACCOUNT}:table/orders/index/by-day`,
  `arn:aws:sqs:eu-west-1:${ACCOUNT}:jobs`,
]
// `*:*` is left out: IAM reads it as everything, the other evaluator as nothing.
const actionPatterns = [
  ...actions,
  '*',
  's3:*',
  's3:Get*',
  'S3:getobject',
  'dynamodb:?uery',
  'dynamodb:*Item',
  'sqs:Send*',
]
const resourcePatterns = [
  ...resources,
  '*',
  'arn:aws:s3:::logs*',
  'arn:aws:s3:::logs/*',
  'arn:aws:s3:::*/a.gz',
  'arn:aws:s3:::home/${aws:username}/*',
  "arn:aws:s3:::home/${aws:PrincipalTag/team, 'alice'}/*",
  `arn:aws:dynamodb:*:${ACCOUNT}:table/*`,
  `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/order?`,
  'arn:aws:sqs:*:*:jobs',
]

const stringKey = fc.constantFrom('aws:PrincipalTag/team', 'aws:RequestedRegion', 'aws:username', 'aws:UserAgent')
const stringValue = fc.constantFrom('alice', 'Alice', 'eu-west-1', 'eu-*', 'a?ice', 'blue', '${aws:username}')
const values = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(value, { minLength: 1, maxLength: 3 })
const ifExists = fc.constantFrom('', 'IfExists')
const clause = (operator: fc.Arbitrary<string>, key: fc.Arbitrary<string>, value: fc.Arbitrary<string>) =>
  fc.tuple(operator, ifExists, key, values(value)).map(([name, suffix, k, v]) => [name + suffix, k, v] as const)

const clauses = fc.oneof(
  clause(
    fc.constantFrom(
      'StringEquals',
      'StringNotEquals',
      'StringLike',
      'StringNotLike',
      'StringEqualsIgnoreCase',
      'StringNotEqualsIgnoreCase',
    ),
    stringKey,
    stringValue,
  ),
  clause(
    fc.constantFrom(
      'NumericEquals',
      'NumericNotEquals',
      'NumericLessThan',
      'NumericLessThanEquals',
      'NumericGreaterThan',
      'NumericGreaterThanEquals',
    ),
    fc.constantFrom('aws:MultiFactorAuthAge', 's3:max-keys'),
    fc.constantFrom('0', '10', '3600', '3600.5'),
  ),
  clause(
    fc.constantFrom(
      'DateEquals',
      'DateNotEquals',
      'DateLessThan',
      'DateLessThanEquals',
      'DateGreaterThan',
      'DateGreaterThanEquals',
    ),
    fc.constant('aws:CurrentTime'),
    fc.constantFrom('2026-04-01T00:00:00Z', '2026-05-01T00:00:00Z', '2027-01-01T00:00:00Z'),
  ),
  clause(
    fc.constant('Bool'),
    fc.constantFrom('aws:MultiFactorAuthPresent', 'aws:SecureTransport'),
    fc.constantFrom('true', 'false'),
  ),
  clause(
    fc.constantFrom('IpAddress', 'NotIpAddress'),
    fc.constant('aws:SourceIp'),
    fc.constantFrom('203.0.113.0/24', '203.0.113.7/32', '10.0.0.0/8', '2001:db8::/32', '0.0.0.0/1'),
  ),
  clause(
    fc.constantFrom('ArnEquals', 'ArnNotEquals', 'ArnLike', 'ArnNotLike'),
    fc.constantFrom('aws:PrincipalArn', 'aws:SourceArn'),
    fc.constantFrom(
      PRINCIPAL,
      `arn:aws:iam::${ACCOUNT}:user/*`,
      'arn:aws:iam::*:role/*',
      'arn:aws:iam::*:user/team/?lice',
    ),
  ),
  fc
    .tuple(fc.constantFrom('aws:SourceIp', 'aws:PrincipalTag/team', 'aws:TagKeys'), fc.constantFrom('true', 'false'))
    .map(([key, value]) => ['Null', key, [value]] as const),
  fc
    .tuple(
      fc.constantFrom('ForAllValues:', 'ForAnyValue:'),
      fc.constantFrom('StringEquals', 'StringLike', 'StringNotEquals', 'StringNotLike'),
      values(fc.constantFrom('team', 'owner', 'cost*', 'te?m')),
    )
    .map(([set, operator, v]) => [set + operator, 'aws:TagKeys', v] as const),
)

const condition = fc.array(clauses, { maxLength: 2 }).map((list) => {
  const block: Record<string, Record<string, string[]>> = {}
  for (const [operator, key, v] of list) block[operator] = { ...block[operator], [key]: [...v] }
  return block
})

const statement = fc
  .record({
    effect: fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'),
    action: fc.tuple(
      fc.constantFrom('Action', 'Action', 'Action', 'NotAction'),
      values(fc.constantFrom(...actionPatterns)),
    ),
    resource: fc.tuple(
      fc.constantFrom('Resource', 'Resource', 'Resource', 'NotResource'),
      values(fc.constantFrom(...resourcePatterns)),
    ),
    condition,
  })
  .map(({ effect, action, resource, condition: block }): JsonValue => ({
    Effect: effect,
    [action[0]]: action[1],
    [resource[0]]: resource[1],
    ...(Object.keys(block).length > 0 && { Condition: block }),
  }))

// Only the current version: in older ones variables are text, and the other evaluator expands them all the same.
const policy = fc
  .array(statement, { minLength: 1, maxLength: 4 })
  .map((statements): JsonValue => ({ Version: '2012-10-17', Statement: statements }))

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined })
const context = fc
  .record({
    'aws:username': fc.constant('alice'),
    'aws:PrincipalArn': fc.constant(PRINCIPAL),
    'aws:PrincipalTag/team': maybe(fc.constantFrom('alice', 'blue')),
    'aws:RequestedRegion': maybe(fc.constantFrom('eu-west-1', 'eu-central-1', 'us-east-1')),
    'aws:UserAgent': maybe(fc.constantFrom('Alice', 'aws-cli')),
    'aws:MultiFactorAuthAge': maybe(fc.constantFrom('10', '3600', '7200')),
    'aws:MultiFactorAuthPresent': maybe(fc.constantFrom('true', 'false')),
    'aws:SecureTransport': fc.constant('true'),
    'aws:CurrentTime': fc.constant('2026-05-01T00:00:00Z'),
    'aws:SourceIp': maybe(fc.constantFrom('203.0.113.7', '10.1.2.3', '2001:db8::7')),
    'aws:SourceArn': maybe(fc.constantFrom(`arn:aws:iam::${ACCOUNT}:role/ci`)),
    'aws:TagKeys': maybe(fc.subarray(['team', 'owner', 'costcentre'], { minLength: 1 })),
  })
  .map((record) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Context)

const scene: fc.Arbitrary<Scene> = fc
  .record({
    policies: fc.array(policy, { minLength: 1, maxLength: 3 }),
    boundary: fc.option(policy, { nil: undefined, freq: 4 }),
    action: fc.constantFrom(...actions),
    resource: fc.constantFrom(...resources),
    context,
  })
  .map(({ boundary, ...rest }) => ({ ...rest, ...(boundary === undefined ? {} : { boundary }) }))

describe('the evaluator beside iam-simulate', () => {
  it('answers 2,000 made-up requests alike', () => {
    const seen = new Map<string, number>()
    fc.assert(
      fc.property(scene, (one) => {
        const answer = theirs(one)
        seen.set(answer, (seen.get(answer) ?? 0) + 1)
        expect(ours(one)).toBe(answer)
      }),
      { numRuns: 2000, seed: 20_260_401 },
    )
    // All three answers came up often enough to mean something.
    for (const outcome of ['Allowed', 'ExplicitlyDenied', 'ImplicitlyDenied'])
      expect(seen.get(outcome)).toBeGreaterThan(50)
  })
})
