import { describe, expect, it } from 'vitest'
import { generalise } from '#shared/suggestions/suggest-generalised.ts'

const many = (count: number, make: (index: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, index) => make(index))
const hex = (index: number): string => (0x0a1b2c3d4e5f60 + index * 7919).toString(16).padStart(17, '0')
const day = (index: number): string => `2026-01-${String(index + 1).padStart(2, '0')}`

interface Row {
  readonly what: string
  readonly action: string
  readonly resources: readonly string[]
  readonly becomes: readonly string[] | 'the same'
}

const lambda = (name: string): string => `arn:aws:lambda:us-east-1:111111111111:function:${name}`
const instance = (id: string): string => `arn:aws:ec2:us-east-1:111111111111:instance/${id}`

const rows: readonly Row[] = [
  {
    what: 'two instance ids',
    action: 'ec2:StopInstances',
    resources: many(2, (at) => instance(`i-${hex(at)}`)),
    becomes: 'the same',
  },
  {
    what: 'three instance ids',
    action: 'ec2:StopInstances',
    resources: many(3, (at) => instance(`i-${hex(at)}`)),
    becomes: [instance('i-*')],
  },
  {
    what: 'objects by date',
    action: 's3:GetObject',
    resources: many(5, (at) => `arn:aws:s3:::lake/raw/${day(at)}/part-0000${at}.gz`),
    becomes: ['arn:aws:s3:::lake/raw/*/part-*.gz'],
  },
  {
    what: 'objects in two buckets',
    action: 's3:GetObject',
    resources: ['a', 'b'].flatMap((bucket) => many(3, (at) => `arn:aws:s3:::${bucket}/${day(at)}.csv`)),
    becomes: ['arn:aws:s3:::a/*.csv', 'arn:aws:s3:::b/*.csv'],
  },
  {
    what: 'seven names under one prefix',
    action: 's3:GetObject',
    resources: 'abcdefg'.split('').map((name) => `arn:aws:s3:::site/img/${name}.png`),
    becomes: 'the same',
  },
  {
    what: 'eight names under one prefix',
    action: 's3:GetObject',
    resources: 'abcdefgh'.split('').map((name) => `arn:aws:s3:::site/img/${name}.png`),
    becomes: ['arn:aws:s3:::site/img/*'],
  },
  {
    what: 'buckets',
    action: 's3:ListBucket',
    resources: many(30, (at) => `arn:aws:s3:::bucket-${at}000`),
    becomes: 'the same',
  },
  {
    what: 'seven functions that begin alike',
    action: 'lambda:UpdateFunctionCode',
    resources: 'abcdefg'.split('').map((name) => lambda(`orders-${name}`)),
    becomes: 'the same',
  },
  {
    what: 'eight functions that begin alike',
    action: 'lambda:UpdateFunctionCode',
    resources: 'abcdefgh'.split('').map((name) => lambda(`orders-${name}`)),
    becomes: [lambda('orders-*')],
  },
  {
    what: 'twenty functions with nothing in common, written',
    action: 'lambda:UpdateFunctionCode',
    resources: 'abcdefghijklmnopqrst'.split('').map((name) => lambda(`${name}fn`)),
    becomes: 'the same',
  },
  {
    what: 'twenty functions with nothing in common, read',
    action: 'lambda:GetFunction',
    resources: 'abcdefghijklmnopqrst'.split('').map((name) => lambda(`${name}fn`)),
    becomes: [lambda('*')],
  },
  {
    what: 'nineteen functions with nothing in common, read',
    action: 'lambda:GetFunction',
    resources: 'abcdefghijklmnopqrs'.split('').map((name) => lambda(`${name}fn`)),
    becomes: 'the same',
  },
  {
    what: 'ids in two accounts and two Regions',
    action: 'ec2:StopInstances',
    resources: ['us-east-1:111111111111', 'us-east-1:222222222222', 'eu-west-1:111111111111'].flatMap((place) =>
      many(3, (at) => `arn:aws:ec2:${place}:instance/i-${hex(at)}`),
    ),
    becomes: [
      'arn:aws:ec2:eu-west-1:111111111111:instance/i-*',
      'arn:aws:ec2:us-east-1:111111111111:instance/i-*',
      'arn:aws:ec2:us-east-1:222222222222:instance/i-*',
    ],
  },
  {
    what: 'log streams of a function',
    action: 'logs:CreateLogStream',
    resources: many(
      4,
      (at) =>
        `arn:aws:logs:us-east-1:111111111111:log-group:/aws/lambda/x:log-stream:2026/01/0${at + 1}/[$LATEST]${hex(at)}`,
    ),
    becomes: ['arn:aws:logs:us-east-1:111111111111:log-group:/aws/lambda/x:log-stream:2026/01/*/*'],
  },
  {
    what: 'queues, whose ARN has no type',
    action: 'sqs:SendMessage',
    resources: many(9, (at) => `arn:aws:sqs:us-east-1:111111111111:${'abcdefghi'[at]}q`),
    becomes: 'the same',
  },
  ...(
    [
      ['iam:PassRole', 'arn:aws:iam::111111111111:role/'],
      ['sts:AssumeRole', 'arn:aws:iam::111111111111:role/'],
      ['kms:Decrypt', 'arn:aws:kms:us-east-1:111111111111:key/'],
      ['secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:us-east-1:111111111111:secret:'],
      ['s3:PutObjectAcl', 'arn:aws:s3:::lake/'],
    ] as const
  ).map(([action, before]): Row => ({
    what: `thirty ids of ${action}`,
    action,
    resources: many(30, (at) => `${before}${hex(at)}`),
    becomes: 'the same',
  })),
]

describe('what is drawn together', () => {
  it.each(rows)('$what', ({ action, resources, becomes }) => {
    const { resources: found, steps } = generalise(action, resources)
    const same = becomes === 'the same'
    expect(found.toSorted()).toEqual((same ? resources : becomes).toSorted())
    expect(steps.map(({ resource }) => resource).sort()).toEqual(same ? [] : becomes.toSorted())
  })
})
