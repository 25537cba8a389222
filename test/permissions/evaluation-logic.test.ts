import { describe, expect, test } from 'vitest'
import { parsePolicyDocument } from '#shared/evidence/policy-document.ts'
import type { JsonValue } from '#shared/facts/json.ts'
import { compilePolicies, decide } from '#shared/permissions/evaluate.ts'
import { contextOf } from '#shared/permissions/request-context.ts'

// What AWS's user guide says of evaluation, case by case: "Policy evaluation logic", "IAM JSON policy elements: Condition operators",
// "Multivalued context keys", "IAM policy elements: Variables and tags", "Permissions boundaries". Policies in the guide's words where it has
// one; every request carries only the keys that stand in its row.

type Context = Readonly<Record<string, string | readonly string[]>>
type Answer = 'allow' | 'explicit-deny' | 'implicit-deny' | 'conditional'

const document = (...statements: readonly JsonValue[]) =>
  parsePolicyDocument({ Version: '2012-10-17', Statement: statements }, 'identity')
const answerOf = (
  documents: readonly ReturnType<typeof document>[],
  [action, resource]: readonly [action: string, resource: string],
  context: Context = {},
): Answer =>
  decide({ action, resource, context: contextOf(context, 'absent') }, { identity: compilePolicies(documents) }).outcome

const CREATE = ['iam:CreateUser', 'arn:aws:iam::123456789012:user/x'] as const
/** Allow under this condition: does the request meet it? */
const meets = (condition: JsonValue, context: Context): Answer =>
  answerOf([document({ Effect: 'Allow', Action: '*', Resource: '*', Condition: condition })], CREATE, context)

type Condition = readonly [what: string, condition: JsonValue, context: Context, isMet: boolean]

const TEAM = 'aws:PrincipalTag/job-category'
const JOB = { StringEquals: { [TEAM]: 'iamuser-admin' } }
const HOME = { StringLike: { 's3:prefix': ['', 'home/', 'home/${aws:username}/'] } }
const FINANCE = 'arn:aws:someservice:*:111122223333:finance/*'
const STORE = 'arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt'
const OFFICE = { 'aws:SourceIp': ['203.0.113.0/24', '2001:DB8:1234:5678::/64'] }
const ATTRIBUTES = ['PostDateTime', 'Message', 'Tags']
const ofAll = (operator: string): JsonValue => ({ [`ForAllValues:${operator}`]: { 'dynamodb:Attributes': ATTRIBUTES } })
const ofAny = (operator: string): JsonValue => ({ [`ForAnyValue:${operator}`]: { 'dynamodb:Attributes': ATTRIBUTES } })
const asked = (...attributes: readonly string[]): Context => ({ 'dynamodb:Attributes': attributes })
const OWN = { StringEquals: { 'aws:ResourceTag/owner': '${aws:username}' } }

const OPERATORS: readonly Condition[] = [
  ['StringEquals: the same', JOB, { [TEAM]: 'iamuser-admin' }, true],
  ['StringEquals: in other letters', JOB, { [TEAM]: 'IAMuser-admin' }, false],
  ['StringEquals: no such key', JOB, {}, false],
  ['a key in other letters', JOB, { 'AWS:principaltag/JOB-category': 'iamuser-admin' }, true],
  ['StringEquals: a star is a star', { StringEquals: { [TEAM]: 'iam*' } }, { [TEAM]: 'iamuser-admin' }, false],
  ['StringEqualsIgnoreCase', { StringEqualsIgnoreCase: { [TEAM]: 'ADMIN' } }, { [TEAM]: 'admin' }, true],
  ['StringNotEquals: another', { StringNotEquals: { [TEAM]: 'a' } }, { [TEAM]: 'b' }, true],
  ['StringNotEquals: no such key', { StringNotEquals: { [TEAM]: 'a' } }, {}, true],
  ['StringNotEquals: one of several', { StringNotEquals: { [TEAM]: ['a', 'b'] } }, { [TEAM]: 'b' }, false],
  ['StringLike: the empty prefix', HOME, { 's3:prefix': '', 'aws:username': 'David' }, true],
  ['StringLike: one’s own home', HOME, { 's3:prefix': 'home/David/', 'aws:username': 'David' }, true],
  ['StringLike: a home of somebody else', HOME, { 's3:prefix': 'home/Adele/', 'aws:username': 'David' }, false],
  ['StringLike: ? is one character', { StringLike: { [TEAM]: 'a?c' } }, { [TEAM]: 'abc' }, true],
  ['StringLike: ? is not none', { StringLike: { [TEAM]: 'a?c' } }, { [TEAM]: 'ac' }, false],
  ['StringNotLike: no such key', { StringNotLike: { [TEAM]: 'a*' } }, {}, true],
  [
    'NumericLessThanEquals: the bound itself',
    { NumericLessThanEquals: { 's3:max-keys': '10' } },
    { 's3:max-keys': '10' },
    true,
  ],
  ['NumericLessThanEquals: above', { NumericLessThanEquals: { 's3:max-keys': '10' } }, { 's3:max-keys': '11' }, false],
  [
    'NumericLessThan: as numbers and not as texts',
    { NumericLessThan: { 's3:max-keys': '10' } },
    { 's3:max-keys': '9' },
    true,
  ],
  ['NumericEquals: a decimal', { NumericEquals: { 's3:max-keys': '10' } }, { 's3:max-keys': '10.0' }, true],
  ['NumericNotEquals: no such key', { NumericNotEquals: { 's3:max-keys': '10' } }, {}, true],
  [
    'NumericLessThan: several bounds are alternatives',
    { NumericLessThan: { 'aws:MultiFactorAuthAge': ['2700', '3600'] } },
    { 'aws:MultiFactorAuthAge': '3000' },
    true,
  ],
  [
    'DateGreaterThan: later',
    { DateGreaterThan: { 'aws:TokenIssueTime': '2020-01-01T00:00:01Z' } },
    { 'aws:TokenIssueTime': '2020-06-01T00:00:00Z' },
    true,
  ],
  [
    'DateGreaterThan: the moment itself',
    { DateGreaterThan: { 'aws:TokenIssueTime': '2020-01-01T00:00:01Z' } },
    { 'aws:TokenIssueTime': '2020-01-01T00:00:01Z' },
    false,
  ],
  [
    'DateGreaterThan: another time zone',
    { DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00+01:00' } },
    { 'aws:CurrentTime': '2019-12-31T23:00:01Z' },
    true,
  ],
  [
    'DateGreaterThan: without temporary credentials',
    { DateGreaterThan: { 'aws:TokenIssueTime': '2020-01-01T00:00:01Z' } },
    {},
    false,
  ],
  [
    'DateLessThan: seconds since 1970 in the request',
    { DateLessThan: { 'aws:EpochTime': '2018-08-11' } },
    { 'aws:EpochTime': '1533859200' },
    true,
  ],
  [
    'DateLessThan: seconds since 1970 in the policy',
    { DateLessThan: { 'aws:CurrentTime': '1533859200' } },
    { 'aws:CurrentTime': '2018-08-09T00:00:00Z' },
    true,
  ],
  ['Bool', { Bool: { 'aws:SecureTransport': 'true' } }, { 'aws:SecureTransport': 'true' }, true],
  ['Bool: in other letters', { Bool: { 'aws:SecureTransport': 'True' } }, { 'aws:SecureTransport': 'true' }, true],
  ['Bool: without quotes', { Bool: { 'aws:SecureTransport': true } }, { 'aws:SecureTransport': 'true' }, true],
  ['Bool: no such key', { Bool: { 'aws:MultiFactorAuthPresent': 'false' } }, {}, false],
  ['BoolIfExists: no such key', { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }, {}, true],
  [
    'BinaryEquals',
    { BinaryEquals: { key: 'QmluYXJ5VmFsdWVJbkJhc2U2NA==' } },
    { key: 'QmluYXJ5VmFsdWVJbkJhc2U2NA==' },
    true,
  ],
  ['IpAddress: version 4', { IpAddress: OFFICE }, { 'aws:SourceIp': '203.0.113.255' }, true],
  ['IpAddress: version 6', { IpAddress: OFFICE }, { 'aws:SourceIp': '2001:db8:1234:5678:0:0:0:1' }, true],
  ['IpAddress: outside', { IpAddress: OFFICE }, { 'aws:SourceIp': '203.0.114.0' }, false],
  ['IpAddress: one address', { IpAddress: { 'aws:SourceIp': '203.0.113.7' } }, { 'aws:SourceIp': '203.0.113.7' }, true],
  ['IpAddress: through a VPC endpoint', { IpAddress: OFFICE }, {}, false],
  ['NotIpAddress: outside', { NotIpAddress: OFFICE }, { 'aws:SourceIp': '198.51.100.1' }, true],
  ['NotIpAddress: inside', { NotIpAddress: OFFICE }, { 'aws:SourceIp': '203.0.113.1' }, false],
  ['NotIpAddress: through a VPC endpoint', { NotIpAddress: OFFICE }, {}, true],
  [
    'StringLike on an ARN runs over colons',
    { StringLike: { 'aws:SourceArn': FINANCE } },
    { 'aws:SourceArn': STORE },
    true,
  ],
  ['ArnLike stays between them', { ArnLike: { 'aws:SourceArn': FINANCE } }, { 'aws:SourceArn': STORE }, false],
  [
    'ArnEquals takes wildcards too',
    { ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:*:123456789012:t?pic' } },
    { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:123456789012:topic' },
    true,
  ],
  [
    'ArnEquals: other letters',
    { ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:*:123456789012:Topic' } },
    { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:123456789012:topic' },
    false,
  ],
  ['ArnNotEquals: no such key', { ArnNotEquals: { 'aws:SourceArn': 'arn:aws:sns:*:123456789012:topic' } }, {}, true],
  [
    'ArnLike: a star alone',
    { ArnLike: { 'aws:PrincipalArn': '*' } },
    { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:user/x' },
    true,
  ],
  [
    'IfExists: another value',
    { StringLikeIfExists: { 'ec2:InstanceType': ['t1.*', 't2.*'] } },
    { 'ec2:InstanceType': 'p5.48xlarge' },
    false,
  ],
  ['IfExists: no such key', { StringLikeIfExists: { 'ec2:InstanceType': ['t1.*', 't2.*'] } }, {}, true],
  ['Null true: long-lived keys', { Null: { 'aws:TokenIssueTime': 'true' } }, {}, true],
  [
    'Null true: temporary credentials',
    { Null: { 'aws:TokenIssueTime': 'true' } },
    { 'aws:TokenIssueTime': '2020-01-01T00:00:01Z' },
    false,
  ],
  [
    'Null false: temporary credentials',
    { Null: { 'aws:TokenIssueTime': 'false' } },
    { 'aws:TokenIssueTime': '2020-01-01T00:00:01Z' },
    true,
  ],
  [
    'Null false: an empty value is none',
    { Null: { 'aws:TokenIssueTime': 'false' } },
    { 'aws:TokenIssueTime': '' },
    false,
  ],
  [
    'two operators are both needed',
    { ...JOB, Bool: { 'aws:SecureTransport': 'true' } },
    { [TEAM]: 'iamuser-admin' },
    false,
  ],
  ['two keys are both needed', { StringEquals: { [TEAM]: 'a', 'aws:username': 'b' } }, { [TEAM]: 'a' }, false],
]

const SETS: readonly Condition[] = [
  ['ForAllValues: all listed', ofAll('StringLike'), asked('PostDateTime', 'Message'), true],
  ['ForAllValues: one is not', ofAll('StringLike'), asked('PostDateTime', 'ID'), false],
  ['ForAllValues: no such key', ofAll('StringLike'), {}, true],
  ['ForAllValues: an empty text is no value', ofAll('StringLike'), asked(''), true],
  ['ForAllValues: a negated operator, none listed', ofAll('StringNotEquals'), asked('ID', 'UserName'), true],
  ['ForAllValues: a negated operator, one listed', ofAll('StringNotEquals'), asked('ID', 'Tags'), false],
  ['ForAnyValue: one listed', ofAny('StringLike'), asked('UserName', 'Message'), true],
  ['ForAnyValue: none listed', ofAny('StringLike'), asked('UserName'), false],
  ['ForAnyValue: no such key', ofAny('StringLike'), {}, false],
  ['ForAnyValue: an empty text', ofAny('StringLike'), asked(''), false],
  ['ForAnyValue: a negated operator, one not listed', ofAny('StringNotEquals'), asked('Tags', 'ID'), true],
  ['ForAnyValue: a negated operator, all listed', ofAny('StringNotEquals'), asked('Tags'), false],
  ['ForAnyValue: a negated operator, no such key', ofAny('StringNotEquals'), {}, false],
]

const VARIABLES: readonly Condition[] = [
  ['a variable', OWN, { 'aws:ResourceTag/owner': 'David', 'aws:username': 'David' }, true],
  [
    'a variable in other letters',
    { StringEquals: { 'aws:ResourceTag/owner': '${AWS:UserName}' } },
    { 'aws:ResourceTag/owner': 'David', 'aws:username': 'David' },
    true,
  ],
  ['a variable without a value', OWN, { 'aws:ResourceTag/owner': 'David' }, false],
  [
    'a default',
    { StringEquals: { [TEAM]: "${aws:PrincipalTag/team, 'company-wide'}" } },
    { [TEAM]: 'company-wide' },
    true,
  ],
  [
    'a default that is not needed',
    { StringEquals: { [TEAM]: "${aws:PrincipalTag/team, 'company-wide'}" } },
    { [TEAM]: 'company-wide', 'aws:PrincipalTag/team': 'a' },
    false,
  ],
  [
    'a value that looks like a wildcard is none',
    { StringLike: { [TEAM]: '${aws:username}' } },
    { [TEAM]: 'anything', 'aws:username': '*' },
    false,
  ],
  ['${*} is a star', { StringLike: { [TEAM]: 'a${*}' } }, { [TEAM]: 'a*' }, true],
  ['${*} is no wildcard', { StringLike: { [TEAM]: 'a${*}' } }, { [TEAM]: 'ab' }, false],
  ['${?} is no wildcard', { StringLike: { [TEAM]: 'a${?}' } }, { [TEAM]: 'ab' }, false],
  [
    '${$} is a dollar',
    { StringEquals: { [TEAM]: '${$}{aws:username}' } },
    { [TEAM]: '${aws:username}', 'aws:username': 'x' },
    true,
  ],
]

const conditions = [...OPERATORS, ...SETS, ...VARIABLES].map(([what, condition, context, isMet]) => ({
  what,
  condition,
  context,
  answer: isMet ? 'allow' : 'implicit-deny',
}))

test.each(conditions)('$what: $answer', ({ condition, context, answer }) => {
  expect(meets(condition, context)).toBe(answer)
})

test('a variable without a value leaves open what does not match it', () => {
  const others = { StringNotEquals: { 'aws:ResourceTag/owner': '${aws:username}' } }
  expect(meets(others, { 'aws:ResourceTag/owner': 'David' })).toBe('conditional')
})

const S3 = { Effect: 'Allow', Action: 's3:*', Resource: '*' }
const GET = ['s3:GetObject', 'arn:aws:s3:::b/k'] as const

describe('statements and policies together', () => {
  test.each<readonly [string, readonly JsonValue[], readonly [string, string], Answer]>([
    ['nothing is allowed that is not said', [], GET, 'implicit-deny'],
    ['what is said', [S3], GET, 'allow'],
    [
      'Deny wins, also before the Allow',
      [{ Effect: 'Deny', Action: 's3:GetObject', Resource: '*' }, S3],
      GET,
      'explicit-deny',
    ],
    ['actions in other letters', [{ Effect: 'Allow', Action: 'S3:getOBJECT', Resource: '*' }], GET, 'allow'],
    [
      'wildcards within an action',
      [{ Effect: 'Allow', Action: 'iam:*AccessKey*', Resource: '*' }],
      ['iam:UpdateAccessKey', 'arn:aws:iam::123456789012:user/x'],
      'allow',
    ],
    ['? in an action', [{ Effect: 'Allow', Action: 's3:GetObjec?', Resource: '*' }], GET, 'allow'],
    ['NotAction leaves out', [{ Effect: 'Allow', NotAction: 's3:*', Resource: '*' }], GET, 'implicit-deny'],
    ['NotAction gives the rest', [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }], GET, 'allow'],
    ['NotAction with Deny', [S3, { Effect: 'Deny', NotAction: 'iam:*', Resource: '*' }], GET, 'explicit-deny'],
    [
      'NotResource leaves out',
      [{ Effect: 'Allow', Action: 's3:*', NotResource: 'arn:aws:s3:::b/*' }],
      GET,
      'implicit-deny',
    ],
    [
      'NotResource gives the rest',
      [{ Effect: 'Allow', Action: 's3:*', NotResource: 'arn:aws:s3:::secret/*' }],
      GET,
      'allow',
    ],
    [
      'NotResource with Deny',
      [S3, { Effect: 'Deny', Action: 's3:*', NotResource: ['arn:aws:s3:::HRBucket', 'arn:aws:s3:::HRBucket/*'] }],
      GET,
      'explicit-deny',
    ],
    [
      'a wildcard in a resource runs over slashes',
      [{ Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::*/k' }],
      ['s3:GetObject', 'arn:aws:s3:::b/a/k'],
      'allow',
    ],
    [
      'resources with respect to letters',
      [{ Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::B/*' }],
      GET,
      'implicit-deny',
    ],
    [
      'a bucket is not its objects',
      [{ Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::b' }],
      GET,
      'implicit-deny',
    ],
  ])('%s', (_what, statements, request, answer) => {
    expect(answerOf([document(...statements)], request)).toBe(answer)
  })

  test('a Deny in another policy wins', () => {
    expect(answerOf([document(S3), document({ Effect: 'Deny', Action: '*', Resource: 'arn:aws:s3:::b/*' })], GET)).toBe(
      'explicit-deny',
    )
  })

  test('a boundary limits and gives nothing', () => {
    const boundary = compilePolicies([
      document({ Effect: 'Allow', Action: ['s3:*', 'cloudwatch:*', 'ec2:*'], Resource: '*' }),
    ])
    const user = compilePolicies([document({ Effect: 'Allow', Action: 'iam:CreateUser', Resource: '*' })])
    const context = contextOf({}, 'absent')
    // The guide's own example: what stands in one of the two only is not allowed.
    expect(decide({ action: 'iam:CreateUser', resource: '*', context }, { identity: user, boundary }).outcome).toBe(
      'implicit-deny',
    )
    expect(decide({ action: GET[0], resource: GET[1], context }, { identity: user, boundary }).outcome).toBe(
      'implicit-deny',
    )
  })
})
