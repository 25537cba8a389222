import { expect, test } from 'vitest'
import { parsePolicyDocument } from '#shared/evidence/policy-document.ts'
import type { JsonValue } from '#shared/facts/json.ts'
import { validatePolicy } from '#shared/permissions/validate-policy.ts'
import type { IssueCode, PolicyKind } from '#shared/permissions/validate-policy.ts'

// The cases of Parliament's unit tests (duo-labs/parliament, tests/unit and community_auditors/tests; BSD-3-Clause; the policies in our
// words), with its verdict and ours, and a few of AWS's own policy checks (IAM Access Analyzer, "policy validation check reference").
// Where the two differ, the row says why. RESOURCE_STAR, a remark on every `*`, is left out: rules of their own judge what a `*` gives.

type Row = readonly [name: string, theirs: string, policy: JsonValue, ours: readonly IssueCode[], kind?: PolicyKind]

const only = (statement: JsonValue): JsonValue => ({ Version: '2012-10-17', Statement: statement })
const allow = (action: JsonValue, resource: JsonValue, more: Readonly<Record<string, JsonValue>> = {}): JsonValue =>
  only({ Effect: 'Allow', Action: action, Resource: resource, ...more })
const when = (condition: JsonValue): JsonValue =>
  allow('s3:listbucket', 'arn:aws:s3:::bucket-name', { Condition: condition })
const instances = (...kinds: readonly string[]): JsonValue =>
  allow(
    'ec2:RunInstances',
    kinds.map((kind) => `arn:aws:ec2:*:123456789012:${kind}/*`),
  )
const now = { 'aws:CurrentTime': '2019-07-16T12:00:00Z' }
const profile = { 'ec2:InstanceProfile': 'arn:aws:iam::123456789012:instance-profile/my_role' }

const POLICIES: readonly Row[] = [
  ['no JSON', 'MALFORMED_JSON', 'not json', ['not-json']],
  [
    'Action and NotAction',
    'MALFORMED',
    only({ Effect: 'Allow', Action: 's3:listallmybuckets', NotAction: 's3:listallmybuckets', Resource: '*' }),
    ['conflicting-elements'],
  ],
  ['no Action', 'MALFORMED', only({ Effect: 'Allow', Resource: '*' }), ['missing-element']],
  ['no Statement', 'MALFORMED', { Version: '2012-10-17' }, ['missing-element']],
  ['a Sid with blanks', 'INVALID_SID', allow('s3:listallmybuckets', '*', { Sid: 'With Spaces!?' }), ['wrong-sid']],
  ['one action', '', allow('s3:listallmybuckets', '*'), []],
  [
    'two statements',
    '',
    only([
      { Effect: 'Allow', Action: 's3:listallmybuckets', Resource: '*' },
      { Effect: 'Allow', Action: 'iam:listusers', Resource: '*' },
    ]),
    [],
  ],
  ['a part of an action', 'UNKNOWN_ACTION', allow(['iam:listusers', 'iam:list'], '*'), ['unknown-action']],
  ['a condition', '', when({ DateGreaterThan: now }), []],
  [
    'a key that does not exist',
    'UNKNOWN_CONDITION_FOR_ACTION',
    when({ DateGreaterThan: { bad: now['aws:CurrentTime'] } }),
    ['unknown-condition-key'],
  ],
  // Parliament is silent; the star is a plain character in StringEquals.
  [
    'a star in StringEquals',
    '',
    when({ StringEquals: { 's3:prefix': ['home/${aws:username}/*'] } }),
    ['wildcard-is-literal'],
  ],
  [
    'a key of other actions',
    'UNKNOWN_CONDITION_FOR_ACTION',
    when({ StringEquals: { 's3:x-amz-storage-class': 'bad' } }),
    ['key-not-of-action'],
  ],
  [
    'a text for a number',
    'MISMATCHED_TYPE',
    when({ StringEquals: { 's3:signatureage': 'bad' } }),
    ['operator-does-not-fit-key'],
  ],
  [
    'a date that is none',
    'MISMATCHED_TYPE',
    when({ DateGreaterThan: { 'aws:CurrentTime': 'bad' } }),
    ['wrong-condition-value'],
  ],
  [
    'one of two keys does not exist',
    'UNKNOWN_CONDITION_FOR_ACTION',
    when({ DateGreaterThan: now, StringEquals: { 's3:x': ['home/'] } }),
    ['unknown-condition-key'],
  ],
  [
    'a key of another service',
    'UNKNOWN_CONDITION_FOR_ACTION',
    allow(['ec2:*', 's3:*'], '*', { Condition: { StringNotEquals: { 'iam:ResourceTag/status': 'prod' } } }),
    ['unknown-condition-key'],
  ],
  ['IfExists', '', when({ StringEqualsIfExists: { 's3:prefix': ['home/'] } }), []],
  [
    'an operator that does not exist',
    'UNKNOWN_OPERATOR',
    when({ bad: { 's3:prefix': ['home/'] } }),
    ['unknown-operator'],
  ],
  [
    'NumericEquals on a text',
    'MISMATCHED_TYPE',
    when({ NumericEquals: { 's3:prefix': ['home/'] } }),
    ['wrong-condition-value', 'operator-does-not-fit-key'],
  ],
  [
    'true without quotes',
    '',
    allow('kms:CreateGrant', '*', { Condition: { Bool: { 'kms:GrantIsForAWSResource': true } } }),
    [],
  ],
  [
    'a number of MFA',
    '',
    only({
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: { NumericGreaterThan: { 'aws:MultiFactorAuthAge': '28800' } },
    }),
    [],
  ],
  [
    'a user of Redshift',
    '',
    allow('redshift:GetClusterCredentials', 'arn:aws:redshift:us-west-2:123456789012:dbuser:c/u'),
    [],
  ],
  ['a layer', '', allow('lambda:AddLayerVersionPermission', 'arn:aws:lambda:*:123456789012:layer:sol-*:*'), []],
  ['ArnEquals', '', allow('ec2:TerminateInstances', '*', { Condition: { ArnEquals: profile } }), []],
  // It works, so there is nothing to correct.
  [
    'StringEquals on an ARN',
    'MISMATCHED_TYPE_BUT_USABLE',
    allow('ec2:TerminateInstances', '*', { Condition: { StringEquals: profile } }),
    [],
  ],
  ['an action that needs *', '', allow('guardduty:ListDetectors', '*'), []],
  [
    'only without MFA',
    'BAD_PATTERN_FOR_MFA',
    allow('*', '*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } }),
    ['mfa-condition-misses'],
  ],
  ['no ARN', 'INVALID_ARN', allow('s3:listallmybuckets', 's3'), ['malformed-resource']],
  ['an object', '', allow('s3:getobject', 'arn:aws:s3:::my_corporate_bucket/*'), []],
  [
    'a bucket for an object',
    'RESOURCE_MISMATCH',
    allow('s3:GetObject', 'arn:aws:s3:::b'),
    ['action-never-matches-resource'],
  ],
  [
    'a log group for an object',
    'RESOURCE_MISMATCH',
    allow('s3:GetObject', 'arn:aws:logs:*:*:/aws/x/*'),
    ['action-never-matches-resource'],
  ],
  ['a wildcard that holds a slash', '', allow('s3:GetObject', 'arn:aws:s3:::*personalize*'), []],
  ['instances', '', instances('instance'), []],
  [
    'a kind that does not exist',
    'RESOURCE_MISMATCH',
    instances('fake_resource_type'),
    ['action-never-matches-resource'],
  ],
  ['one of two kinds does not exist', '', instances('instance', 'fake_instance'), []],
  [
    'two kinds that do not exist',
    'RESOURCE_MISMATCH',
    instances('fake_a', 'fake_b'),
    ['action-never-matches-resource'],
  ],
  // `*Bucket*` also matches ListAllMyBuckets, which takes no resource. Nobody who writes it means that one.
  [
    'a pattern with one action too many',
    'RESOURCE_MISMATCH',
    allow(['s3:*Bucket*', 's3:*Object*'], ['arn:aws:s3:::b', 'arn:aws:s3:::b/*']),
    [],
  ],
  [
    'ForAllValues on a single value',
    'SINGLE_VALUE_CONDITION_TOO_PERMISSIVE',
    allow('s3:GetObject', 'arn:aws:s3:::b/*', {
      Condition: { 'ForAllValues:StringEquals': { 'aws:ResourceTag/T': ['V'] } },
    }),
    ['set-operator-passes-when-absent'],
  ],
  [
    'a zone for a Region',
    'not is_valid_region',
    allow('ec2:RunInstances', 'arn:aws:ec2:us-east-1f:123456789012:instance/*'),
    ['malformed-resource'],
  ],
  [
    'a Region of GovCloud',
    'is_valid_region',
    allow('ec2:RunInstances', 'arn:aws-us-gov:ec2:us-gov-east-1:123456789012:instance/*'),
    [],
  ],
  // IAM takes wildcards in the Region.
  [
    'a pattern of Regions',
    'not is_valid_region',
    allow('ec2:RunInstances', 'arn:aws:ec2:us-east-*:123456789012:instance/*'),
    [],
  ],
  [
    'letters for an account',
    'not is_valid_account_id',
    allow('ec2:RunInstances', 'arn:aws:ec2:us-east-1:abc:instance/*'),
    ['malformed-resource'],
  ],
  ['other letters', 'expand_action', allow('iAm:li*sTuS*rs', '*'), []],
  ['an action without a service', 'ValueError', allow('malformed', '*'), ['malformed-action']],
  ['a service that does not exist', 'ValueError', allow('333:listallmybuckets', '*'), ['unknown-service']],
  ['a pattern that matches nothing', 'ValueError', allow('s3:zzz*', '*'), ['unknown-action']],
  ['an action of permission only', 'expand_action', allow('logs:GetLogDelivery', '*'), []],
]

const trust = (principal: JsonValue, action: JsonValue = 'sts:AssumeRole'): JsonValue =>
  only({ Effect: 'Allow', Principal: principal, Action: action })
const SAML = 'arn:aws:iam::123456789012:saml-provider/x'

/** Of AWS's own checks, by their names there. */
const OF_AWS: readonly Row[] = [
  [
    'a Deny that access keys pass',
    '(user guide: aws:MultiFactorAuthPresent)',
    only({
      Effect: 'Deny',
      Action: 'iam:*',
      Resource: '*',
      Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
    }),
    ['mfa-condition-misses'],
  ],
  [
    'the same as AWS writes it',
    '',
    only({
      Effect: 'Deny',
      Action: 'iam:*',
      Resource: '*',
      Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
    }),
    [],
  ],
  [
    'an Allow that access keys pass',
    '(user guide: aws:MultiFactorAuthPresent)',
    allow('s3:ListAllMyBuckets', '*', { Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } } }),
    ['mfa-condition-misses'],
  ],
  [
    'an Allow that access keys do not pass, since the key must be there',
    '',
    allow('s3:ListAllMyBuckets', '*', {
      Condition: {
        BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' },
        Null: { 'aws:MultiFactorAuthPresent': 'false' },
      },
    }),
    [],
  ],
  [
    'an Allow with MFA and without',
    '(user guide: values of one key are alternatives)',
    allow('s3:ListAllMyBuckets', '*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': ['true', 'false'] } } }),
    ['condition-always-met'],
  ],
  [
    'a private address',
    'PRIVATE_IP_ADDRESS',
    allow('s3:ListAllMyBuckets', '*', { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }),
    ['private-address'],
  ],
  [
    'a private address that is left out',
    'PRIVATE_NOT_IP_ADDRESS',
    allow('s3:ListAllMyBuckets', '*', { Condition: { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }),
    ['private-address'],
  ],
  [
    'a variable that does not exist',
    'INVALID_VARIABLE',
    allow('s3:GetObject', 'arn:aws:s3:::b/${aws:usernam}/*'),
    ['unknown-variable'],
  ],
  ['a variable of a token', '', allow('s3:GetObject', 'arn:aws:s3:::b/${cognito-identity.amazonaws.com:sub}/*'), []],
  ['a variable with a default', '', allow('s3:GetObject', "arn:aws:s3:::b/${aws:PrincipalTag/team, 'none'}/*"), []],
  [
    'a variable for a Region',
    'VARIABLE_NOT_ALLOWED',
    allow('ec2:RunInstances', 'arn:aws:ec2:${aws:RequestedRegion}:*:instance/*'),
    ['malformed-resource'],
  ],
  ['a wildcard in the service', 'INVALID_SERVICE_IN_ACTION', allow('s*:GetObject', '*'), ['malformed-action']],
  [
    'a partition that does not exist',
    'INVALID_PARTITION',
    allow('s3:GetObject', 'arn:awss:s3:::b/*'),
    ['malformed-resource'],
  ],
  [
    'a principal with a wildcard',
    'INVALID_PRINCIPAL',
    trust({ AWS: 'arn:aws:iam::123456789012:user/*' }),
    ['malformed-principal'],
    'trust-policy',
  ],
  [
    'a service by another domain',
    'INVALID_SERVICE_PRINCIPAL_FORMAT',
    trust({ Service: 'lambda.amazon.com' }),
    ['malformed-principal'],
    'trust-policy',
  ],
  ['a service that has that domain', '', trust({ Service: 'alexa-appkit.amazon.com' }), [], 'trust-policy'],
  [
    'a principal type in other letters',
    'INVALID_PRINCIPAL_KEY',
    trust({ Aws: '123456789012' }),
    ['malformed-principal'],
    'trust-policy',
  ],
  ['an empty principal', 'EMPTY_OBJECT_PRINCIPAL', trust({}), ['empty-list'], 'trust-policy'],
  [
    'SAML by AssumeRole',
    'MISMATCHED_ACTION_FOR_PRINCIPAL',
    trust({ Federated: SAML }),
    ['action-not-for-principal'],
    'trust-policy',
  ],
  [
    'a service by SAML',
    'MISMATCHED_ACTION_FOR_PRINCIPAL',
    trust({ Service: 'ec2.amazonaws.com' }, 'sts:AssumeRoleWithSAML'),
    ['action-not-for-principal'],
    'trust-policy',
  ],
  ['SAML with tags', '', trust({ Federated: SAML }, ['sts:AssumeRoleWithSAML', 'sts:TagSession']), [], 'trust-policy'],
  ['tags alone', '', trust({ Federated: SAML }, 'sts:TagSession'), [], 'trust-policy'],
]

const cases = [...POLICIES, ...OF_AWS].map(([name, theirs, policy, ours, kind = 'managed-policy']) => ({
  name,
  theirs,
  policy,
  ours,
  kind,
}))

test.each(cases)('$name (theirs: $theirs)', ({ policy, ours, kind }) => {
  const document = parsePolicyDocument(policy, kind === 'trust-policy' ? 'trust' : 'identity')
  expect(validatePolicy(document, kind).map(({ code }) => code)).toEqual(ours)
})
