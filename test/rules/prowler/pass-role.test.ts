import type { JsonObject, JsonValue } from '#shared/facts/json.ts'
import { ID } from '#test/evidence/evidence-folder.ts'
import { describePeer, type PeerCase } from '#test/support/describe-peer.ts'
import { byRules } from '#test/support/judged-evidence.ts'
import { ofPolicy, ofStatements } from '#test/support/peer-evidence.ts'

// The cases of Prowler’s unit tests on iam:PassRole (prowler-cloud/prowler, tests/providers/aws/services/iam; Apache-2.0; the facts in
// our words), with its verdict and ours.

const allow = (action: JsonValue, resource: JsonValue = '*', more: JsonObject = {}): JsonObject => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
  ...more,
})
const deny = (action: JsonValue, resource: JsonValue = '*', more: JsonObject = {}): JsonObject => ({
  ...allow(action, resource, more),
  Effect: 'Deny',
})

const PASS_ROLE = ['pass-role-on-all-roles']
const AGENTCORE = 'bedrock-agentcore.amazonaws.com'
const passRole = (resource: JsonValue, condition?: JsonObject) =>
  ofStatements(allow('iam:PassRole', resource, condition ? { Condition: condition } : {}))
const passedTo = (operator: string, value: JsonValue, more: JsonObject = {}) =>
  passRole('*', { [operator]: { 'iam:PassedToService': value }, ...more })
const ONE_SERVICE =
  'Every role, but to one service only: what that opens is judged with the other actions of the principal (principal-can-escalate).'
const PINNED = { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } }

describePeer('iam_policy_allows_passrole_without_condition', byRules(PASS_ROLE), [
  ['every role', 'FAIL', passRole('*'), PASS_ROLE],
  ['every role, to one service', 'PASS', passRole('*', PINNED), []],
])

const WIDE = [
  '*',
  `arn:aws:iam::${ID}:role/*`,
  `arn:aws:iam::${ID}:*`,
  `arn:aws:iam::${ID}:role*`,
  `arn:aws:iam::${ID}:role/?*`,
  `arn:aws:iam::${ID}:*role*`,
  `arn:aws:iam:*:${ID}:role/*`,
  `arn:aws:iam::${ID}*`,
  'arn:aws:iam::1111111111*:role/*',
  'arn:aws:iam::11111111111?:role/*',
  'arn:aws:iam::????????????:role/*',
  'arn:aws:iam:*:*:role/*',
  'arn:aws:iam::*',
  'arn:aws:iam::?*',
  'arn:aws:iam:*',
  'arn:aws:iam:?*',
  `*:aws:iam::${ID}:role/*`,
]
const NARROW = [
  `arn:aws:iam::${ID}:role/?`,
  `arn:aws:iam::${ID}:role/*-*`,
  `arn:aws:iam::${ID}:role/*/AgentCore-*`,
  `arn:aws:iam::${ID}:role/service-role/AgentCoreRuntimeRole`,
  'arn:aws:iam::*:role/AgentCoreEvaluationRole*',
  'arn:aws:iam::*:role/aws-service-role/config.amazonaws.com/*',
  'arn:aws:iam',
  'arn:aws:iam::role/Prod*',
  'arn:aws:iam:role/Prod*',
  'arn:aws:iam:us-east-1*',
  'arn:aws:iam:r?le/Prod*',
  'xyz:aws:iam:*',
  'arn:aws:s3:*',
  `xyz:aws:iam::${ID}:role/*`,
  'arn:aws:s3:::amzn-s3-demo-bucket/*',
  `arn:aws:iam:us-east-1:${ID}:role/*`,
  `arn:aws:iam:?:${ID}:role/*`,
  'arn:aws:iam::12345:role/*',
  'arn:aws:iam:::role/*',
  'arn:aws:iam::?????:role/*',
]
const FOREIGN = ['arn:aws:iam::555555555555*', 'arn:aws-us-gov:iam::*', 'arn:aws-cn:iam::*', 'arn:aws-us-gov:*']

describePeer(
  'iam_policy_passrole_to_bedrock_agentcore_restricted: which resources are every role',
  byRules(PASS_ROLE),
  [
    ...WIDE.map((resource): PeerCase => [resource, 'FAIL', passRole(resource), PASS_ROLE]),
    ...NARROW.map((resource): PeerCase => [resource, 'PASS', passRole(resource), []]),
    ...FOREIGN.map((resource): PeerCase => [
      resource,
      'FAIL',
      passRole(resource),
      [],
      'Roles are passed within their own account and partition (IAM user guide, iam:PassRole), and this is another.',
    ]),
    ['two, of which one is every role', 'FAIL', passRole([NARROW[4] ?? '', WIDE[1] ?? '']), PASS_ROLE],
    [
      'all but one role',
      'FAIL',
      ofStatements({ Effect: 'Allow', Action: 'iam:PassRole', NotResource: `arn:aws:iam::${ID}:role/BreakGlass` }),
      PASS_ROLE,
    ],
    [
      'neither Resource nor NotResource',
      'PASS',
      ofStatements({ Effect: 'Allow', Action: 'iam:PassRole' }),
      ['pass-role-on-all-roles ?'],
      'IAM stores no such policy; a statement that cannot be read is not assessed.',
    ],
    ['iam:Pass*', 'FAIL', ofStatements(allow(['iam:Pass*'])), PASS_ROLE],
    ['iam:*', 'FAIL', ofStatements(allow('iam:*')), PASS_ROLE],
    ['another action of IAM', 'PASS', ofStatements(allow('iam:GetRole')), []],
    ['every action', 'PASS', ofStatements(allow('*')), []],
    ['*:*', 'PASS', ofStatements(allow('*:*')), []],
    ['*:PassRole', 'FAIL', ofStatements(allow('*:PassRole')), PASS_ROLE],
    ['denied', 'PASS', ofStatements(allow('iam:PassRole'), deny('iam:PassRole')), []],
    ['all denied', 'PASS', ofStatements(allow('iam:PassRole'), deny('*')), []],
    [
      'denied on * among others',
      'PASS',
      ofStatements(allow('iam:PassRole'), deny('iam:PassRole', ['*', WIDE[1] ?? ''])),
      [],
    ],
    ['another service denied', 'FAIL', ofStatements(allow('iam:PassRole'), deny('s3:*')), PASS_ROLE],
    [
      'denied to some',
      'FAIL',
      ofStatements(
        allow('iam:PassRole'),
        deny('iam:PassRole', '*', { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'agents' } } }),
      ),
      PASS_ROLE,
    ],
    [
      'one role denied',
      'FAIL',
      ofStatements(allow('iam:PassRole'), deny('iam:PassRole', `arn:aws:iam::${ID}:role/BreakGlass`)),
      PASS_ROLE,
    ],
    ['only a Deny', 'PASS', ofStatements(deny('iam:PassRole')), []],
    [
      'a statement that stands in no list',
      'FAIL',
      ofPolicy({ Version: '2012-10-17', Statement: allow('iam:PassRole') }),
      PASS_ROLE,
    ],
    [
      'statements that cannot be read beside it',
      'FAIL',
      ofPolicy({
        Version: '2012-10-17',
        Statement: [
          'not-a-statement',
          { Effect: 'Allow', Action: [null, 7], Resource: [null] },
          allow('iam'),
          { Effect: 'Allow', Action: 'iam:PassRole', Condition: 'broken' },
          allow('iam:PassRole'),
        ],
      }),
      PASS_ROLE,
    ],
    [
      'a condition that is no object',
      'PASS',
      passRole('*', { StringEquals: 'iam:PassedToService' }),
      ['pass-role-on-all-roles ?'],
      'IAM stores no such policy; a statement that cannot be read is not assessed.',
    ],
  ],
)

const DEFEASIBLE = [
  'StringEqualsIfExists',
  'StringLikeIfExists',
  'ForAllValues:StringEquals',
  'ForAllValues:StringEqualsIfExists',
]
const SAGEMAKER = 'sagemaker.amazonaws.com'
const GUARDS: readonly (readonly [name: string, guard: JsonObject])[] = [
  ['the key must not be there', { 'iam:PassedToService': 'true' }],
  ['the key must not be there, without quotes', { 'iam:PassedToService': true }],
  ['Null on another key', { 'iam:AssociatedResourceArn': 'false' }],
  ['Null with a number', { 'iam:PassedToService': 0 }],
  ['Null, yes or no', { 'iam:PassedToService': ['true', 'false'] }],
  ['Null, no or yes', { 'iam:PassedToService': ['false', 'true'] }],
]

describePeer(
  'iam_policy_passrole_to_bedrock_agentcore_restricted: which conditions name a service',
  byRules(PASS_ROLE),
  [
    ...['StringEquals', 'StringEqualsIgnoreCase', 'StringLike', 'ForAnyValue:StringEquals'].map(
      (operator): PeerCase => [`${operator} of another service`, 'PASS', passedTo(operator, SAGEMAKER), []],
    ),
    ...DEFEASIBLE.map((operator): PeerCase => [
      `${operator} of another service`,
      'FAIL',
      passedTo(operator, SAGEMAKER),
      PASS_ROLE,
    ]),
    ...DEFEASIBLE.flatMap((operator): readonly PeerCase[] => [
      [`${operator} and Null`, 'PASS', passedTo(operator, SAGEMAKER, { Null: { 'iam:PassedToService': 'false' } }), []],
      [
        `${operator} and Null without quotes`,
        'PASS',
        passedTo(operator, SAGEMAKER, { Null: { 'iam:PassedToService': false } }),
        [],
      ],
    ]),
    ...GUARDS.map(([name, guard]): PeerCase => [
      name,
      'FAIL',
      passedTo('StringEqualsIfExists', SAGEMAKER, { Null: guard }),
      PASS_ROLE,
    ]),
    ['Null alone', 'FAIL', passRole('*', { Null: { 'iam:PassedToService': 'false' } }), PASS_ROLE],
    [
      'one operator that asks, one that need not',
      'PASS',
      passedTo('StringEquals', SAGEMAKER, { StringEqualsIfExists: { 'iam:PassedToService': SAGEMAKER } }),
      [],
    ],
    ['all services but one', 'FAIL', passedTo('StringNotEquals', SAGEMAKER), PASS_ROLE],
    ['any service', 'FAIL', passedTo('StringLike', '*'), PASS_ROLE],
    ['any service, by its domain', 'FAIL', passedTo('StringLike', '*.amazonaws.com'), PASS_ROLE],
    [
      'the resource that it is passed for',
      'FAIL',
      passRole('*', { ArnLike: { 'iam:AssociatedResourceArn': '*' } }),
      PASS_ROLE,
    ],
    [
      'a star in StringEquals',
      'FAIL',
      passedTo('StringEquals', '*'),
      [],
      'A plain character in StringEquals (IAM user guide, "String condition operators"): nobody meets it.',
    ],
    [
      'an operator for ARNs',
      'FAIL',
      passedTo('ArnLike', SAGEMAKER),
      [],
      'The name of a service is no ARN, so nobody meets it; policy-invalid tells of the operator.',
    ],
    ...['StringEquals', 'StringEqualsIgnoreCase', 'StringLike', 'ForAnyValue:StringEquals'].map(
      (operator): PeerCase => [`${operator} of AgentCore`, 'FAIL', passedTo(operator, AGENTCORE), [], ONE_SERVICE],
    ),
  ],
)
