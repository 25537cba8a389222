import { describe, expect, test } from 'vitest'
import { parsePolicyDocument } from '#shared/evidence/policy-document.ts'
import type { JsonValue } from '#shared/facts/json.ts'
import { known } from '#shared/facts/known.ts'
import type { PolicyDocument } from '#shared/facts/policy.ts'
import type { Role, User } from '#shared/facts/principal.ts'
import { administratorOf } from '#shared/permissions/administrator.ts'
import { effectivePermissionsOf } from '#shared/permissions/effective-permissions.ts'
import { escalationsOf } from '#shared/permissions/escalation.ts'
import { compilePolicies, decide } from '#shared/permissions/evaluate.ts'
import { contextOf } from '#shared/permissions/request-context.ts'
import {
  ACCOUNT,
  account,
  allow,
  awsTrust,
  document,
  group,
  inlinePolicy,
  managedPolicy,
  role,
  user,
} from '#test/support/facts.ts'

// What the unit tests of Principal Mapper ask (nccgroup/PMapper, tests/; AGPL-3.0: the facts only, no code and no text), with its verdict and
// ours. It notes which of its verdicts it took from AWS's policy simulator. Where the two differ, the row says why.

type Context = Readonly<Record<string, string | readonly string[]>>
type Answer = 'allow' | 'implicit-deny' | 'explicit-deny' | 'conditional'

const allowing = (more: Readonly<Record<string, JsonValue>>): PolicyDocument =>
  parsePolicyDocument(
    { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*', ...more } },
    'identity',
  )

const ask = (
  documents: readonly PolicyDocument[],
  {
    action = 'iam:CreateUser',
    resource = 'arn:aws:iam::000000000000:user/x',
    boundary,
    context = {},
  }: {
    action?: string
    resource?: string
    boundary?: PolicyDocument
    context?: Context
  },
): Answer =>
  decide(
    { action, resource, context: contextOf(context, 'absent') },
    { identity: compilePolicies(documents), ...(boundary && { boundary: compilePolicies([boundary]) }) },
  ).outcome

type Row = readonly [what: string, condition: JsonValue, context: Context, theirs: boolean, ours?: Answer]

const SOURCE = 'arn:aws:iam::000000000000:user/test1'
const from = (value: string): Context => ({ 'aws:SourceArn': value })
const DAY = '2018-08-10T00:00:00Z'
const at = (value: string): Context => ({ 'aws:CurrentTime': value })
const time = (operator: string): JsonValue => ({ [operator]: { 'aws:CurrentTime': DAY } })
const [BEFORE, AFTER] = ['2018-08-09T23:59:59Z', '2018-08-10T00:00:01Z']
const name = (value: string): Context => ({ 'aws:username': value })
const nullOf = (operator: string, ...values: readonly string[]): JsonValue => ({
  [operator]: { 'aws:username': values },
})
const ip = (...ranges: readonly string[]): JsonValue => ({ IpAddress: { 'aws:SourceIp': ranges } })
const address = (value: string): Context => ({ 'aws:SourceIp': value })
const tls = (wanted: string): JsonValue => ({ Bool: { 'aws:SecureTransport': wanted } })
const sent = (value: string): Context => ({ 'aws:SecureTransport': value })
const attributes = (set: string): JsonValue => ({
  [`${set}:StringEquals`]: { 'dynamodb:Attributes': ['ID', 'Message', 'Tags'] },
})
const asked = (...names: readonly string[]): Context => ({ 'dynamodb:Attributes': names })

const CONDITIONS: readonly Row[] = [
  ['ArnEquals', { ArnEquals: { 'aws:SourceArn': SOURCE } }, from(SOURCE), true],
  ['ArnEquals: another', { ArnEquals: { 'aws:SourceArn': SOURCE } }, from(`${SOURCE}2`), false],
  ['ArnEquals: a wildcard', { ArnEquals: { 'aws:SourceArn': 'arn:aws:iam::*:user/test1' } }, from(SOURCE), true],
  [
    'ArnEquals: a wildcard, another',
    { ArnEquals: { 'aws:SourceArn': 'arn:aws:iam::*:user/test1' } },
    from(`${SOURCE}2`),
    false,
  ],
  ['ArnNotLike', { ArnNotLike: { 'aws:SourceArn': 'arn:aws:iam::*:user/test1' } }, from(SOURCE), false],
  ['ArnNotLike: another', { ArnNotLike: { 'aws:SourceArn': 'arn:aws:iam::*:user/test1' } }, from(`${SOURCE}2`), true],
  // The simulator refuses a value that is no ARN. AWS fills the key in and never sends one, and "does not match" is what its guide says.
  [
    'ArnNotLike: no ARN',
    { ArnNotLike: { 'aws:SourceArn': 'arn:aws:iam::*:user/test1' } },
    from('test2'),
    false,
    'allow',
  ],
  [
    'Null of both kinds',
    { Null: { 'aws:username': 'true', 'aws:userid': 'false' } },
    { 'aws:userid': 'asdf', 'aws:username': '' },
    true,
  ],
  [
    'Null: nothing there',
    { Null: { 'aws:username': 'true', 'aws:userid': 'false' } },
    { 'aws:userid': '', 'aws:username': '' },
    false,
  ],
  ['Null of both values, absent', nullOf('Null', 'true', 'false'), name(''), true],
  ['Null of both values, present', nullOf('Null', 'true', 'false'), name('asdf'), true],
  ['ForAllValues:Null false, present', nullOf('ForAllValues:Null', 'false'), name('asdf'), true],
  ['ForAllValues:Null false, absent', nullOf('ForAllValues:Null', 'false'), name(''), true],
  // Access Analyzer's reference says that this is always true, the simulator that it is not: nobody should rely on either.
  ['ForAllValues:Null true, present', nullOf('ForAllValues:Null', 'true'), name('asdf'), false, 'conditional'],
  ['ForAllValues:Null true, absent', nullOf('ForAllValues:Null', 'true'), name(''), true],
  ['ForAnyValue:Null true, present', nullOf('ForAnyValue:Null', 'true'), name('asdf'), false],
  ['ForAnyValue:Null true, absent', nullOf('ForAnyValue:Null', 'true'), name(''), false],
  // The same: by the reference this is never true.
  ['ForAnyValue:Null false, present', nullOf('ForAnyValue:Null', 'false'), name('asdf'), true, 'conditional'],
  ['ForAnyValue:Null false, absent', nullOf('ForAnyValue:Null', 'false'), name(''), false],
  ['DateEquals', time('DateEquals'), at(DAY), true],
  ['DateEquals: seconds with a fraction', time('DateEquals'), at('1533859200.0'), true],
  ['DateEquals: seconds', time('DateEquals'), at('1533859200'), true],
  ['DateEquals: a second later', time('DateEquals'), at('1533859201'), false],
  ['DateEquals: after', time('DateEquals'), at(AFTER), false],
  ['DateNotEquals', time('DateNotEquals'), at(DAY), false],
  ['DateNotEquals: after', time('DateNotEquals'), at(AFTER), true],
  ['DateGreaterThan', time('DateGreaterThan'), at(DAY), false],
  ['DateGreaterThan: after', time('DateGreaterThan'), at(AFTER), true],
  ['DateGreaterThanEquals: before', time('DateGreaterThanEquals'), at(BEFORE), false],
  ['DateGreaterThanEquals', time('DateGreaterThanEquals'), at(DAY), true],
  ['DateGreaterThanEquals: after', time('DateGreaterThanEquals'), at(AFTER), true],
  ['DateLessThan: before', time('DateLessThan'), at(BEFORE), true],
  ['DateLessThan: after', time('DateLessThan'), at(AFTER), false],
  ['DateLessThanEquals: before', time('DateLessThanEquals'), at(BEFORE), true],
  ['DateLessThanEquals', time('DateLessThanEquals'), at(DAY), true],
  ['DateLessThanEquals: after', time('DateLessThanEquals'), at(AFTER), false],
  ['IpAddress', ip('10.0.0.1'), address('10.0.0.1'), true],
  ['IpAddress: another', ip('10.0.0.1'), address('10.0.0.2'), false],
  ['IpAddress: a range', ip('10.0.0.0/8'), address('10.0.0.1'), true],
  ['IpAddress: outside', ip('10.0.0.0/8'), address('127.0.0.1'), false],
  ['IpAddress: the second range', ip('10.0.0.0/8', '127.0.0.0/8'), address('127.0.0.1'), true],
  ['IpAddress: outside of both', ip('10.0.0.0/8', '127.0.0.0/8'), address('192.168.0.1'), false],
  ['Bool true', tls('true'), sent('true'), true],
  ['Bool true: in other letters', tls('true'), sent('True'), true],
  ['Bool true: no truth value', tls('true'), sent('tru'), false],
  ['Bool true: empty', tls('true'), sent(''), false],
  ['Bool true: false', tls('true'), sent('false'), false],
  ['Bool false', tls('false'), sent('false'), true],
  ['Bool false: true', tls('false'), sent('true'), false],
  // The simulator takes every text but "true" for false. AWS fills such keys in and sends nothing but the two.
  ['Bool false: no truth value', tls('false'), sent('asdf'), true, 'implicit-deny'],
  ['Bool false: a letter', tls('false'), sent('t'), true, 'implicit-deny'],
  ['ForAllValues: all', attributes('ForAllValues'), asked('ID', 'Message', 'Tags'), true],
  ['ForAllValues: some', attributes('ForAllValues'), asked('ID', 'Message'), true],
  ['ForAllValues: none asked for', attributes('ForAllValues'), {}, true],
  ['ForAllValues: one more', attributes('ForAllValues'), asked('ID', 'Message', 'Tags', 'Password'), false],
  ['ForAnyValue: all', attributes('ForAnyValue'), asked('ID', 'Message', 'Tags'), true],
  ['ForAnyValue: one', attributes('ForAnyValue'), asked('Tags', 'Password'), true],
  ['ForAnyValue: no one', attributes('ForAnyValue'), asked('Password'), false],
  ['ForAnyValue: none asked for', attributes('ForAnyValue'), {}, false],
]

const conditions = CONDITIONS.map(([what, condition, context, theirs, ours]) => ({
  what,
  condition,
  context,
  theirs,
  ours: ours ?? (theirs ? 'allow' : 'implicit-deny'),
}))

test.each(conditions)('$what (theirs: $theirs, ours: $ours)', ({ condition, context, ours }) => {
  expect(ask([allowing({ Condition: condition })], { context })).toBe(ours)
})

describe('statements', () => {
  const some = allowing({ Action: ['ec2:RunInstances', 's3:*', 'iam:Get*'] })
  const others = {
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', NotAction: ['iam:*', 's3:Put*'], Resource: '*' },
  }
  const allOthers = { Version: '2012-10-17', Statement: { Effect: 'Allow', NotAction: '*', Resource: '*' } }
  const negated = parsePolicyDocument(others, 'identity')
  const listed = ['arn:aws:s3:::bucket/*', 'arn:aws:s3:::*/object', 'arn:aws:s3:::${aws:SourceAccount}/win']
  const notListed = parsePolicyDocument(
    { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', NotResource: listed } },
    'identity',
  )
  const own = allowing({ Resource: 'arn:aws:iam::000000000000:user/${aws:username}' })
  const source = { 'aws:SourceAccount': '000000000000' }

  test.each<readonly [string, PolicyDocument, Parameters<typeof ask>[1], boolean]>([
    ['an action', some, { action: 'ec2:RunInstances' }, true],
    ['of a whole service', some, { action: 's3:GetObject' }, true],
    ['by a verb', some, { action: 'iam:GetRole' }, true],
    ['another of the same service', some, { action: 'ec2:DescribeInstances' }, false],
    ['another verb', some, { action: 'iam:PutRolePolicy' }, false],
    ['everything', allow('*'), { action: 'iam:GetRole' }, true],
    ['everything but everything', parsePolicyDocument(allOthers, 'identity'), { action: 'iam:GetRole' }, false],
    ['everything but a service', negated, { action: 'iam:GetRole' }, false],
    ['everything but a verb', negated, { action: 's3:PutObject' }, false],
    ['the rest', negated, { action: 'ec2:RunInstances' }, true],
    ['a service in capital letters', allow('SQS:CreateQueue'), { action: 'sqs:CreateQueue' }, true],
    ['another in capital letters', allow('SNS:CreateTopic'), { action: 'sns:CreateTopic' }, true],
    ['another action', allow('S3:CreateBucket'), { action: 's3:CreateTopic' }, false],
    ['a resource', allowing({ Resource: listed }), { resource: 'arn:aws:s3:::bucket/anything' }, true],
    ['a wildcard within', allowing({ Resource: listed }), { resource: 'arn:aws:s3:::anything/object' }, true],
    [
      'a variable',
      allowing({ Resource: listed }),
      { resource: 'arn:aws:s3:::000000000000/win', context: source },
      true,
    ],
    ['left out', notListed, { resource: 'arn:aws:s3:::bucket/anything' }, false],
    ['left out by a wildcard', notListed, { resource: 'arn:aws:s3:::anything/object' }, false],
    ['left out by a variable', notListed, { resource: 'arn:aws:s3:::000000000000/win', context: source }, false],
    ['one’s own user', own, { resource: 'arn:aws:iam::000000000000:user/test', context: name('test') }, true],
    ['a star for some', allowing({ Resource: 'test*' }), { resource: 'test-123' }, true],
    ['a star for nothing', allowing({ Resource: 'test*' }), { resource: 'test' }, true],
    ['a star and another', allowing({ Resource: 'test*' }), { resource: 'tset' }, false],
    ['a question mark', allowing({ Resource: 'test-?' }), { resource: 'test-1' }, true],
    ['a question mark and nothing', allowing({ Resource: 'test-?' }), { resource: 'test1' }, false],
  ])('%s', (_what, policy, request, theirs) => {
    expect(ask([policy], request)).toBe(theirs ? 'allow' : 'implicit-deny')
  })

  test('a boundary lets read and not write', () => {
    const boundary = allow('s3:Get*', 's3:List*')
    const resource = 'arn:aws:s3:::bucket/object'
    expect(ask([allow('*')], { action: 's3:GetObject', resource, boundary })).toBe('allow')
    expect(ask([allow('*')], { action: 's3:PutObject', resource, boundary })).toBe('implicit-deny')
  })

  test('a Deny without MFA', () => {
    const spared = ['iam:CreateVirtualMFADevice', 'iam:EnableMFADevice', 'iam:GetUser', 'sts:GetSessionToken']
    const withoutMfa = { operator: 'BoolIfExists', key: 'aws:MultiFactorAuthPresent', values: ['false'] }
    const self = document(
      { actions: ['iam:EnableMFADevice', 'iam:GetUser'], resources: ['arn:aws:iam::*:user/${aws:username}'] },
      { effect: 'Deny', notActions: spared, conditions: [withoutMfa] },
    )
    const list = { action: 's3:ListAllMyBuckets', resource: '*' }
    const policies = [self, allow('s3:ListAllMyBuckets')]
    expect(ask(policies, list)).toBe('explicit-deny')
    expect(ask(policies, { ...list, context: { 'aws:MultiFactorAuthPresent': 'false' } })).toBe('explicit-deny')
    expect(ask(policies, { ...list, context: { 'aws:MultiFactorAuthPresent': 'true' } })).toBe('allow')
    const device = { action: 'iam:EnableMFADevice', resource: 'arn:aws:iam::000000000000:user/uses_mfa' }
    expect(ask(policies, { ...device, context: name('uses_mfa') })).toBe('allow')
  })
})

const grants = (...documents: readonly PolicyDocument[]) => ({
  attachedPolicies: [],
  inlinePolicies: documents.map((one, index) => inlinePolicy(`p${index}`, one)),
})
const withPolicies = (...documents: readonly PolicyDocument[]): User => user({ grants: known(grants(...documents)) })

describe('administrators', () => {
  const nothing = document({ actions: ['*'] }, { effect: 'Deny', actions: ['*'] })
  const admins = group({ name: 'admins', grants: grants(allow('*')) })
  const losers = group({ name: 'losers' })
  const member = (of: string): User => user({ groupNames: known([of]) })

  test.each<readonly [string, User, 'yes' | 'no']>([
    ['by an inline policy', withPolicies(allow('*')), 'yes'],
    ['all of it denied', withPolicies(nothing), 'no'],
    ['by a group', member('admins'), 'yes'],
    ['by no group', member('losers'), 'no'],
  ])('%s', (_what, one, theirs) => {
    const permissions = effectivePermissionsOf(one, account({ users: known([one]), groups: known([admins, losers]) }))
    expect(permissions.state === 'known' && administratorOf(permissions.value)).toBe(theirs)
  })
})

// Theirs goes from every principal to every role that it may assume; ours tells of roles with more power, so the role here has all.
describe('assuming a role', () => {
  const ALICE = `arn:aws:iam::${ACCOUNT}:user/alice`
  const jump = withPolicies(allow('sts:AssumeRole'))
  const none = withPolicies(allow('s3:GetObject'))
  const strong = (trustPolicy: PolicyDocument, path = '/'): Role =>
    role({ name: 'test1', path, trustPolicy, grants: grants(allow('*')) })
  const root = awsTrust([`arn:aws:iam::${ACCOUNT}:root`])
  const boundaryOf = (one: PolicyDocument) => managedPolicy({ name: 'Boundary', document: one })
  const within = (boundary: PolicyDocument, ...documents: readonly PolicyDocument[]): User =>
    user({ grants: known({ ...grants(...documents), permissionsBoundaryArn: boundaryOf(boundary).arn }) })
  const jumpOnly = document({ actions: ['sts:AssumeRole'], resources: [`arn:aws:iam::${ACCOUNT}:role/test1`] })
  const empty = document()

  type Way = readonly [what: string, one: User, target: Role, theirs: boolean, boundary?: PolicyDocument]
  const ways: readonly Way[] = [
    ['the account trusted, and a policy', jump, strong(root), true],
    ['the account by its number', jump, strong(awsTrust([ACCOUNT])), true],
    ['a role with a path', jump, strong(root, '/somepath/'), true],
    ['a policy, and another account trusted', jump, strong(awsTrust(['arn:aws:iam::999999999999:root'])), false],
    ['the account trusted, and no policy', none, strong(root), false],
    ['neither', none, strong(awsTrust(['arn:aws:iam::999999999999:root'])), false],
    ['within a boundary that allows it', within(jumpOnly, allow('*')), strong(root), true, jumpOnly],
    ['the user trusted by name', none, strong(awsTrust([ALICE])), true],
    ['the user trusted by name, within a boundary of nothing', within(empty), strong(awsTrust([ALICE])), true, empty],
  ]
  const cases = ways.map(([what, one, target, theirs, boundary]) => ({ what, one, target, theirs, boundary }))

  test.each(cases)('$what (theirs: $theirs)', ({ one, target, theirs, boundary }) => {
    const facts = account({
      users: known([one]),
      roles: known([target]),
      ...(boundary && { policies: known([boundaryOf(boundary)]) }),
    })
    const found = escalationsOf(one, facts)
    const open = found.state === 'known' ? found.value.filter(({ path }) => path.id === 'sts-001') : []
    expect(open.map(({ kind }) => kind)).toEqual(theirs ? ['open'] : [])
  })
})
