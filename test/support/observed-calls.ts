import * as fc from 'fast-check'
import { ACCOUNT } from './facts.ts'
import type { CallMade } from './usage.ts'

const id = fc.stringMatching(/^[0-9a-f]{17}$/)
const word = fc.constantFrom(
  'orders',
  'orders-eu',
  'orders-us',
  'billing',
  'a',
  '2026-01-02',
  'part-00001',
  'x*y',
  'q?',
  '${z}',
)
const name = fc.oneof(word, id, fc.stringMatching(/^[a-z0-9-]{1,12}$/))
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'))
const escaped = (text: string): string => text.replaceAll(/[*?]|\$(?=\{)/gu, (character) => `\${${character}}`)
const scope = fc.constantFrom(`us-east-1:${ACCOUNT}`, `eu-west-1:${ACCOUNT}`, 'us-east-1:222222222222')

const call: fc.Arbitrary<CallMade> = fc.oneof(
  fc.record({
    action: fc.constantFrom('s3:GetObject', 's3:PutObject', 's3:DeleteObject'),
    resources: fc
      .tuple(fc.constantFrom('lake', 'logs'), path)
      .map(([bucket, key]) => [`arn:aws:s3:::${bucket}/${escaped(key)}`]),
  }),
  fc.record({
    action: fc.constantFrom('dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'),
    resources: fc.tuple(scope, word).map(([place, table]) => [`arn:aws:dynamodb:${place}:table/${escaped(table)}`]),
  }),
  fc.record({
    action: fc.constantFrom('lambda:UpdateFunctionCode', 'lambda:GetFunction'),
    resources: fc.tuple(scope, name).map(([place, fn]) => [`arn:aws:lambda:${place}:function:${escaped(fn)}`]),
  }),
  fc.record({
    action: fc.constantFrom('sqs:SendMessage', 'sqs:ReceiveMessage'),
    resources: fc.tuple(scope, name).map(([place, queue]) => [`arn:aws:sqs:${place}:${escaped(queue)}`]),
  }),
  fc.record({
    action: fc.constantFrom('ec2:TerminateInstances', 'ec2:StartInstances'),
    resources: fc.array(
      id.map((hex) => `arn:aws:ec2:us-east-1:${ACCOUNT}:instance/i-${hex}`),
      { minLength: 1, maxLength: 3 },
    ),
  }),
  fc.record({
    action: fc.constant('iam:PassRole'),
    resources: name.map((role) => [`arn:aws:iam::${ACCOUNT}:role/${escaped(role)}`]),
    context: fc.constantFrom(
      { 'iam:PassedToService': 'lambda.amazonaws.com' },
      { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' },
      {},
    ),
  }),
  fc.record({
    action: fc.constantFrom('kms:Decrypt', 'kms:GenerateDataKey'),
    resources: id.map((key) => [`arn:aws:kms:us-east-1:${ACCOUNT}:key/${key}`]),
    context: fc.constantFrom(
      { 'kms:ViaService': 's3.us-east-1.amazonaws.com' },
      { 'kms:ViaService': 'sqs.us-east-1.amazonaws.com' },
      { 'aws:CalledVia': 'cloudformation.amazonaws.com' },
      { 'aws:CalledVia': 'scheduler.amazonaws.com' },
      {},
    ),
  }),
  fc.record({
    action: fc.constant('s3:ListBucket'),
    resources: fc.constant(['arn:aws:s3:::lake']),
    context: fc.constantFrom({ 's3:prefix': 'raw/' }, { 's3:prefix': 'curated/' }),
  }),
  fc.record({ action: fc.constantFrom('ec2:DescribeInstances', 's3:ListAllMyBuckets', 'iam:ListUsers') }),
  fc.record({
    action: fc.constant('secretsmanager:GetSecretValue'),
    resources: name.map((secret) => [`arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:${escaped(secret)}`]),
  }),
)
/** Calls of one principal, with names that look like wildcards, variables, ids and dates. */
export const observedCalls = fc.array(call, { minLength: 1, maxLength: 60 })
