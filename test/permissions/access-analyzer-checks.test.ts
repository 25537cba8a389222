import { expect, test } from 'vitest'
import { parsePolicyDocument } from '#shared/evidence/policy-document.ts'
import type { JsonValue } from '#shared/facts/json.ts'
import { validatePolicy } from '#shared/permissions/validate-policy.ts'
import type { IssueCode, PolicyKind } from '#shared/permissions/validate-policy.ts'

// Every check of IAM Access Analyzer's policy validation (AWS, "IAM policy validation check reference", with its issue codes; the policies in
// our words, where AWS shows one after AWS's), and what we report of the same policy. The checks that we do not have stand below with the reason.

type Row = readonly [check: string, what: string, policy: JsonValue, ours: readonly IssueCode[], kind?: PolicyKind]
type More = Readonly<Record<string, JsonValue>>

const only = (statement: JsonValue): JsonValue => ({ Version: '2012-10-17', Statement: statement })
const allow = (action: JsonValue, resource: JsonValue, more: More = {}): JsonValue =>
  only({ Effect: 'Allow', Action: action, Resource: resource, ...more })
const deny = (action: JsonValue, condition: JsonValue): JsonValue =>
  only({ Effect: 'Deny', Action: action, Resource: '*', Condition: condition })
/** A condition on a request of Amazon S3 that every such request can meet. */
const when = (condition: JsonValue): JsonValue => allow('s3:ListAllMyBuckets', '*', { Condition: condition })
const trust = (principal: JsonValue, action: JsonValue = 'sts:AssumeRole', more: More = {}): JsonValue =>
  only({ Effect: 'Allow', Principal: principal, Action: action, ...more })
const OBJECTS = 'arn:aws:s3:::b/*'
const SAML = 'arn:aws:iam::123456789012:saml-provider/x'
const ROLES_ANYWHERE = { Service: 'rolesanywhere.amazonaws.com' }
const OWNER = { 'aws:ResourceTag/owner': 'JaneDoe' }
const ID = 'AIDACKCEVSQ6C2EXAMPLE'

const ERRORS: readonly Row[] = [
  [
    'ARN_ACCOUNT_NOT_ALLOWED',
    '',
    allow('s3:GetObject', 'arn:aws:s3::123456789012:b/*'),
    ['action-never-matches-resource'],
  ],
  [
    'ARN_REGION_NOT_ALLOWED',
    '',
    allow('iam:GetRole', 'arn:aws:iam:us-east-1:123456789012:role/x'),
    ['action-never-matches-resource'],
  ],
  ['DATA_TYPE_MISMATCH', 'a number for the version', { Version: 2012, Statement: [] }, ['wrong-version', 'empty-list']],
  ['DATA_TYPE_MISMATCH', 'a number for an action', allow([1], '*'), ['wrong-type']],
  [
    'DATA_TYPE_MISMATCH',
    'an object for a value',
    when({ StringEquals: { 'aws:username': { a: 'b' } } }),
    ['wrong-type'],
  ],
  [
    'DUPLICATE_KEYS_WITH_DIFFERENT_CASE',
    '',
    when({ StringEquals: { 'aws:username': 'a', 'aws:UserName': 'b' } }),
    ['duplicate-key'],
  ],
  ['INVALID_ACTION', '', allow('s3:GetObjekt', '*'), ['unknown-action']],
  ['INVALID_ARN_ACCOUNT', '', allow('sqs:SendMessage', 'arn:aws:sqs:us-east-1:12345:q'), ['malformed-resource']],
  ['INVALID_ARN_PREFIX', '', allow('sqs:SendMessage', 'aws:sqs:us-east-1:123456789012:q'), ['malformed-resource']],
  [
    'INVALID_ARN_REGION',
    'of no such form',
    allow('sqs:SendMessage', 'arn:aws:sqs:us-east:123456789012:q'),
    ['malformed-resource'],
  ],
  // Regions open all the time, and which services each of them has changes faster: no list of ours would be right for long.
  ['INVALID_ARN_REGION', 'of the right form', allow('sqs:SendMessage', 'arn:aws:sqs:us-east-77:123456789012:q'), []],
  [
    'INVALID_ARN_RESOURCE',
    '',
    allow('iam:GetRole', 'arn:aws:iam::123456789012:rolle/x'),
    ['action-never-matches-resource'],
  ],
  ['INVALID_ARN_SERVICE_CASE', '', allow('s3:GetObject', 'arn:aws:S3:::b/*'), ['action-never-matches-resource']],
  // IAM takes both as texts, and so do we.
  ['INVALID_CONDITION_DATA_TYPE', '', when({ NumericLessThan: { 'aws:MultiFactorAuthAge': [60] } }), []],
  ['INVALID_CONDITION_KEY_FORMAT', '', when({ StringEquals: { username: 'a' } }), ['unknown-condition-key']],
  [
    'INVALID_CONDITION_MULTIPLE_BOOLEAN',
    '',
    when({ Bool: { 'aws:MultiFactorAuthPresent': ['true', 'false'] } }),
    ['condition-always-met'],
  ],
  ['INVALID_CONDITION_OPERATOR', '', when({ StringIs: { 'aws:username': 'a' } }), ['unknown-operator']],
  ['INVALID_EFFECT', '', only({ Effect: 'allow', Action: 's3:ListAllMyBuckets', Resource: '*' }), ['wrong-effect']],
  ['INVALID_GLOBAL_CONDITION_KEY', '', when({ StringEquals: { 'aws:usernam': 'a' } }), ['unknown-condition-key']],
  ['INVALID_PARTITION', '', allow('s3:GetObject', 'arn:awss:s3:::b/*'), ['malformed-resource']],
  [
    'INVALID_POLICY_ELEMENT',
    '',
    only({ Effect: 'Allow', Actoin: 's3:ListAllMyBuckets', Action: 's3:ListAllMyBuckets', Resource: '*' }),
    ['unknown-element'],
  ],
  ['INVALID_PRINCIPAL_FORMAT', 'an account as text', trust('123456789012'), ['wrong-type'], 'trust-policy'],
  ['INVALID_PRINCIPAL_FORMAT', 'a list', trust(['*']), ['wrong-type'], 'trust-policy'],
  ['INVALID_PRINCIPAL_FORMAT', 'as AWS writes it', trust({ AWS: '123456789012' }), [], 'trust-policy'],
  ['INVALID_PRINCIPAL_KEY', '', trust({ Account: '123456789012' }), ['malformed-principal'], 'trust-policy'],
  [
    'INVALID_REGION',
    '',
    when({ StringEquals: { 'aws:RequestedRegion': ['eu-central-1', 'us-east-1a'] } }),
    ['wrong-condition-value'],
  ],
  ['INVALID_REGION', 'a pattern', when({ StringLike: { 'aws:RequestedRegion': 'eu-*' } }), []],
  ['INVALID_SERVICE', '', allow('s4:GetObject', '*'), ['unknown-service']],
  ['INVALID_SERVICE_CONDITION_KEY', '', when({ StringEquals: { 's3:nothing': 'a' } }), ['unknown-condition-key']],
  ['INVALID_SERVICE_IN_ACTION', '', allow('lambd:InvokeFunction', '*'), ['unknown-service']],
  [
    'INVALID_VARIABLE_FOR_OPERATOR',
    '',
    when({ NumericLessThan: { 'aws:MultiFactorAuthAge': '${aws:PrincipalTag/age}' } }),
    ['variable-not-for-operator'],
  ],
  ['INVALID_VERSION', '', { Version: '2012-10-18', Statement: [] }, ['wrong-version', 'empty-list']],
  ['JSON_SYNTAX_ERROR', '', '{"Version":', ['not-json']],
  ['MISSING_ACTION', '', only({ Effect: 'Allow', Resource: '*' }), ['missing-element']],
  ['MISSING_ARN_FIELD', '', allow('s3:GetObject', 'arn:aws:s3::b'), ['malformed-resource']],
  [
    'MISSING_ARN_REGION',
    '',
    allow('lambda:InvokeFunction', 'arn:aws:lambda::123456789012:function:x'),
    ['action-never-matches-resource'],
  ],
  ['MISSING_EFFECT', '', only({ Action: 's3:ListAllMyBuckets', Resource: '*' }), ['missing-element']],
  ['MISSING_PRINCIPAL', '', only({ Effect: 'Allow', Action: 'sts:AssumeRole' }), ['missing-element'], 'trust-policy'],
  [
    'MISSING_QUALIFIER',
    '',
    allow('ec2:CreateTags', '*', { Condition: { StringEquals: { 'aws:TagKeys': 'a' } } }),
    ['set-operator-missing'],
  ],
  ['MISSING_RESOURCE', '', only({ Effect: 'Allow', Action: 's3:ListAllMyBuckets' }), ['missing-element']],
  ['MISSING_STATEMENT', '', { Version: '2012-10-17' }, ['missing-element']],
  [
    'MISSING_TAG_KEY_IN_CONDITION',
    '',
    allow('ec2:StartInstances', '*', { Condition: { StringEquals: { 'aws:ResourceTag': 'JaneDoe' } } }),
    ['unknown-condition-key'],
  ],
  [
    'MISSING_TAG_KEY_IN_CONDITION',
    'as AWS writes it',
    allow('ec2:StartInstances', '*', { Condition: { StringEquals: OWNER } }),
    [],
  ],
  ['NULL_WITH_IF_EXISTS', '', when({ NullIfExists: { 'aws:username': 'true' } }), ['unknown-operator']],
  // Since September 2025 a service control policy may say all of this: https://aws.amazon.com/about-aws/whats-new/2025/09/aws-organizations-iam-language-service-control-policies/
  ['SCP_SYNTAX_ERROR_ACTION_WILDCARD', '', allow('iam:*Role', '*'), [], 'service-control-policy'],
  [
    'SCP_SYNTAX_ERROR_ALLOW_CONDITION',
    '',
    allow('iam:GetRole', '*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
    [],
    'service-control-policy',
  ],
  [
    'SCP_SYNTAX_ERROR_ALLOW_RESOURCE',
    '',
    allow('iam:GetRole', 'arn:aws:iam::123456789012:role/x'),
    [],
    'service-control-policy',
  ],
  // Allowed too, and still more than it seems to be.
  [
    'SCP_SYNTAX_ERROR_ALLOW_NOTACTION',
    '',
    only({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }),
    ['not-action-with-allow'],
    'service-control-policy',
  ],
  [
    'SCP_SYNTAX_ERROR_NOTRESOURCE',
    '',
    only({ Effect: 'Deny', Action: 'iam:DeleteRole', NotResource: 'arn:aws:iam::123456789012:role/x' }),
    [],
    'service-control-policy',
  ],
  [
    'SCP_SYNTAX_ERROR_PRINCIPAL',
    '',
    only({ Effect: 'Deny', Principal: '*', Action: 'iam:DeleteRole', Resource: '*' }),
    ['principal-not-allowed'],
    'service-control-policy',
  ],
  [
    'UNIQUE_SIDS_REQUIRED',
    '',
    only([
      { Sid: 'A', Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' },
      { Sid: 'A', Effect: 'Allow', Action: 'iam:ListRoles', Resource: '*' },
    ]),
    ['duplicate-sid'],
  ],
  [
    'UNSUPPORTED_ELEMENT_COMBINATION',
    '',
    only({ Effect: 'Allow', Action: 'iam:ListRoles', NotAction: 's3:*', Resource: '*' }),
    ['conflicting-elements'],
  ],
  [
    'UNSUPPORTED_GLOBAL_CONDITION_KEY',
    '',
    when({ ArnEquals: { 'aws:ARN': 'arn:aws:iam::123456789012:user/a' } }),
    ['unknown-condition-key'],
  ],
  [
    'UNSUPPORTED_PRINCIPAL',
    '',
    only({ Effect: 'Allow', Principal: '*', Action: 's3:ListAllMyBuckets', Resource: '*' }),
    ['principal-not-allowed'],
  ],
  ['UNSUPPORTED_SID', '', allow('s3:ListAllMyBuckets', '*', { Sid: 'a-b' }), ['wrong-sid']],
  [
    'UNSUPPORTED_WILDCARD_IN_PRINCIPAL',
    '',
    trust({ AWS: 'arn:aws:iam::123456789012:role/*' }),
    ['malformed-principal'],
    'trust-policy',
  ],
  ['MISSING_BRACE_IN_VARIABLE', '', allow('s3:GetObject', 'arn:aws:s3:::b/${aws:username/*'), ['malformed-variable']],
  [
    'MISSING_QUOTE_IN_VARIABLE',
    '',
    allow('s3:GetObject', 'arn:aws:s3:::b/${aws:userid, anonymous}'),
    ['malformed-variable'],
  ],
  [
    'MISSING_QUOTE_IN_VARIABLE',
    'as AWS writes it',
    allow('s3:GetObject', "arn:aws:s3:::b/${aws:userid, 'anonymous'}"),
    [],
  ],
  [
    'UNSUPPORTED_SPACE_IN_VARIABLE',
    '',
    allow('s3:GetObject', 'arn:aws:s3:::b/${ aws:username }'),
    ['malformed-variable'],
  ],
  ['UNSUPPORTED_SYMBOL_IN_VARIABLE', '', allow('s3:GetObject', 'arn:aws:s3:::b/${aws:user*}'), ['unknown-variable']],
  ['EMPTY_VARIABLE', '', allow('s3:GetObject', 'arn:aws:s3:::b/${}'), ['malformed-variable']],
  ['VARIABLE_UNSUPPORTED_IN_ELEMENT', '', allow('s3:${aws:PrincipalTag/verb}', '*'), ['unknown-action']],
  [
    'VARIABLE_UNSUPPORTED_IN_VERSION',
    '',
    {
      Version: '2008-10-17',
      Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/${aws:username}' },
    },
    ['variables-not-expanded'],
  ],
  [
    'PRIVATE_IP_ADDRESS',
    '',
    when({ IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '192.168.1.1'] } }),
    ['private-address'],
  ],
  ['PRIVATE_NOT_IP_ADDRESS', '', deny('s3:*', { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }), ['private-address']],
  [
    'POLICY_SIZE_EXCEEDS_SCP_QUOTA',
    '',
    allow('iam:GetRole', `arn:aws:iam::123456789012:role/${'x'.repeat(10_240)}`),
    ['too-long'],
    'service-control-policy',
  ],
  [
    'INVALID_SERVICE_PRINCIPAL_FORMAT',
    'as principal',
    trust({ Service: 'lambda' }),
    ['malformed-principal'],
    'trust-policy',
  ],
  [
    'INVALID_SERVICE_PRINCIPAL_FORMAT',
    'as a value',
    allow('iam:PassRole', 'arn:aws:iam::123456789012:role/x', {
      Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazon.com' } },
    }),
    ['wrong-condition-value'],
  ],
  [
    'INVALID_SERVICE_PRINCIPAL_FORMAT',
    'without the Region that AWS KMS has in it',
    allow('kms:Decrypt', '*', { Condition: { StringEquals: { 'kms:ViaService': 's3.amazonaws.com' } } }),
    ['wrong-condition-value'],
  ],
  [
    'INVALID_SERVICE_PRINCIPAL_FORMAT',
    'as AWS KMS writes it',
    allow('kms:Decrypt', '*', { Condition: { StringEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' } } }),
    [],
  ],
  ['INVALID_VPC_FORMAT', '', when({ StringEquals: { 'aws:SourceVpc': 'vpc-1234' } }), ['wrong-condition-value']],
  ['INVALID_VPC_FORMAT', 'as AWS writes it', when({ StringEquals: { 'aws:SourceVpc': 'vpc-12345678' } }), []],
  ['INVALID_VPCE_FORMAT', '', when({ StringEquals: { 'aws:SourceVpce': 'vpc-12345678' } }), ['wrong-condition-value']],
  [
    'INVALID_VPCE_FORMAT',
    'as AWS writes it',
    when({ StringEquals: { 'aws:SourceVpce': 'vpce-11223344556677889' } }),
    [],
  ],
  [
    'UNSUPPORTED_ACTION_FOR_CONDITION_KEY',
    'one of two actions',
    allow(['s3:ListBucket', 's3:GetObject'], ['arn:aws:s3:::b', OBJECTS], {
      Condition: { StringLike: { 's3:prefix': 'home/*' } },
    }),
    ['key-not-of-action'],
  ],
  [
    'UNSUPPORTED_ACTION_FOR_CONDITION_KEY',
    'Deny',
    deny(['ec2:RunInstances', 'ec2:DescribeInstances'], { StringEquals: { 'ec2:InstanceType': 'p5.48xlarge' } }),
    ['key-not-of-action'],
  ],
  [
    'UNSUPPORTED_ACTION_FOR_CONDITION_KEY',
    'a negated operator, which holds without the key',
    allow('iam:ListRoles', '*', { Condition: { StringNotEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } } }),
    ['key-not-of-action'],
  ],
  // Whoever writes IfExists has thought of requests without the key.
  [
    'UNSUPPORTED_ACTION_FOR_CONDITION_KEY',
    'IfExists',
    allow(['ec2:RunInstances', 'ec2:DescribeInstances'], '*', {
      Condition: { StringEqualsIfExists: { 'ec2:InstanceType': 't3.micro' } },
    }),
    [],
  ],
  // AWS looks at no action with a wildcard. We look at what it matches: some of these actions do know the key.
  [
    'UNSUPPORTED_ACTION_FOR_CONDITION_KEY',
    'a pattern of which some know the key',
    allow('s3:List*', '*', { Condition: { StringLike: { 's3:prefix': 'home/*' } } }),
    [],
  ],
  [
    'UNSUPPORTED_ACTION_FOR_CONDITION_KEY',
    'a pattern of which none knows the key',
    allow('s3:GetObject*', OBJECTS, { Condition: { StringLike: { 's3:prefix': 'home/*' } } }),
    ['key-not-of-action'],
  ],
  [
    'UNSUPPORTED_ACTION_IN_POLICY',
    'of a trust policy',
    trust({ AWS: '123456789012' }, 's3:GetObject'),
    ['action-not-for-trust'],
    'trust-policy',
  ],
  [
    'UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL',
    '',
    trust({ Service: 'cloudfront.amazonaws.com' }, 'sts:AssumeRole', {
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
    }),
    ['key-not-for-principal'],
    'trust-policy',
  ],
  [
    'UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL',
    'a tag, by which IAM Roles Anywhere tells the names of a certificate',
    trust(ROLES_ANYWHERE, ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'], {
      Condition: { StringEquals: { 'aws:PrincipalTag/x509Subject/CN': 'build' } },
    }),
    [],
    'trust-policy',
  ],
  [
    'ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL',
    '',
    only({ Effect: 'Deny', NotPrincipal: { AWS: '123456789012' }, Action: 'sts:AssumeRole' }),
    ['principal-not-allowed'],
    'trust-policy',
  ],
  [
    'ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE',
    '',
    trust({ AWS: '123456789012' }, 'sts:AssumeRole', { Resource: '*' }),
    ['resource-not-allowed'],
    'trust-policy',
  ],
  // IAM accepts it. The rule trust-open-to-anyone finds it, at critical.
  ['ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL', '', trust('*'), [], 'trust-policy'],
  ['TYPE_MISMATCH_IP_RANGE', '', when({ IpAddress: { 'aws:SourceIp': '203.0.113.0/33' } }), ['wrong-condition-value']],
  [
    'MISSING_ACTION_FOR_CONDITION_KEY',
    'session tags',
    trust({ AWS: '123456789012' }, 'sts:AssumeRole', {
      Condition: { StringLike: { 'aws:RequestTag/Project': 'a-*' } },
    }),
    ['action-missing-in-trust'],
    'trust-policy',
  ],
  [
    'MISSING_ACTION_FOR_CONDITION_KEY',
    'a source identity',
    trust({ AWS: '123456789012' }, 'sts:AssumeRole', { Condition: { StringEquals: { 'sts:SourceIdentity': 'a' } } }),
    ['action-missing-in-trust'],
    'trust-policy',
  ],
  [
    'MISSING_ACTION_FOR_CONDITION_KEY',
    'with both actions',
    trust({ AWS: '123456789012' }, ['sts:AssumeRole', 'sts:TagSession'], {
      Condition: { StringLike: { 'aws:RequestTag/Project': 'a-*' }, StringEquals: { 'sts:ExternalId': 'x' } },
    }),
    [],
    'trust-policy',
  ],
  [
    'INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY',
    '',
    trust({ Federated: 'arn:aws:iam::123456789012:provider/x' }, 'sts:AssumeRoleWithSAML'),
    ['malformed-principal', 'action-not-for-principal'],
    'trust-policy',
  ],
  [
    'MISMATCHED_ACTION_FOR_PRINCIPAL',
    '',
    trust({ Federated: SAML }, 'sts:AssumeRoleWithWebIdentity'),
    ['action-not-for-principal'],
    'trust-policy',
  ],
  [
    'MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY',
    '',
    trust(ROLES_ANYWHERE),
    ['action-missing-in-trust', 'action-missing-in-trust'],
    'trust-policy',
  ],
  [
    'MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY',
    'with all three',
    trust(ROLES_ANYWHERE, ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession']),
    [],
    'trust-policy',
  ],
  [
    'POLICY_SIZE_EXCEEDS_RCP_QUOTA',
    '',
    only({ Effect: 'Deny', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::b/${'x'.repeat(5120)}` }),
    ['too-long'],
    'resource-control-policy',
  ],
  ['MISSING_ARN_ACCOUNT', '', allow('iam:GetRole', 'arn:aws:iam:::role/x'), ['action-never-matches-resource']],
  // Parameters, documents and images of AWS itself have no account.
  ['MISSING_ARN_ACCOUNT', 'of AWS', allow('ssm:GetParameter', 'arn:aws:ssm:*::parameter/aws/service/*'), []],
  [
    'INVALID_KMS_KEY_VALUE',
    '',
    allow('s3:PutObject', OBJECTS, {
      Condition: { StringEquals: { 's3:x-amz-server-side-encryption-aws-kms-key-id': 'alias/x' } },
    }),
    ['wrong-condition-value'],
  ],
]

const GENERAL_WARNINGS: readonly Row[] = [
  [
    'DEPRECATED_GLOBAL_CONDITION_KEY',
    '',
    when({ ArnLike: { 'aws:ARN': 'arn:aws:iam::123456789012:user/*' } }),
    ['unknown-condition-key'],
  ],
  // It is a time all the same, and no other than the one that is written.
  ['INVALID_DATE_VALUE', 'seconds', when({ DateLessThan: { 'aws:CurrentTime': '1533859200' } }), []],
  ['INVALID_ROLE_REFERENCE', '', trust({ AWS: ID.replace('AIDA', 'AROA') }), ['deleted-principal'], 'trust-policy'],
  ['INVALID_USER_REFERENCE', '', trust({ AWS: ID }), ['deleted-principal'], 'trust-policy'],
  [
    'MISSING_VERSION',
    '',
    { Statement: { Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' } },
    ['missing-version'],
  ],
  [
    'WILDCARD_WITHOUT_LIKE_OPERATOR',
    '',
    when({ StringEquals: { 'aws:PrincipalTag/job-category': 'admin-*' } }),
    ['wildcard-is-literal'],
  ],
  [
    'WILDCARD_WITHOUT_LIKE_OPERATOR',
    'as AWS writes it',
    when({ StringLike: { 'aws:PrincipalTag/job-category': 'admin-*' } }),
    [],
  ],
  [
    'POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA',
    '',
    allow('iam:GetRole', `arn:aws:iam::123456789012:role/${'x'.repeat(6144)}`),
    ['too-long'],
  ],
  [
    'POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA',
    '',
    trust({ AWS: `arn:aws:iam::123456789012:role/${'x'.repeat(2048)}` }),
    ['long-trust-policy'],
    'trust-policy',
  ],
  ['TYPE_MISMATCH', '', when({ NumericEquals: { 'aws:MultiFactorAuthPresent': '1' } }), ['operator-does-not-fit-key']],
  ['TYPE_MISMATCH_BOOLEAN', '', when({ Bool: { 'aws:SecureTransport': 'yes' } }), ['wrong-condition-value']],
  ['TYPE_MISMATCH_DATE', '', when({ DateLessThan: { 'aws:CurrentTime': '1 July 2026' } }), ['wrong-condition-value']],
  [
    'TYPE_MISMATCH_NUMBER',
    '',
    when({ NumericLessThan: { 'aws:MultiFactorAuthAge': 'old' } }),
    ['wrong-condition-value'],
  ],
  ['TYPE_MISMATCH_STRING', '', when({ BinaryEquals: { 'aws:username': 'not base64' } }), ['wrong-condition-value']],
]

const SECURITY_WARNINGS: readonly Row[] = [
  ['UNTRUSTWORTHY_CONDITION_KEY', '', when({ StringLike: { 'aws:UserAgent': 'app/*' } }), ['spoofable-key']],
  [
    'ALLOW_WITH_NOT_PRINCIPAL',
    '',
    only({ Effect: 'Allow', NotPrincipal: { AWS: '123456789012' }, Action: 'sts:AssumeRole' }),
    ['not-principal-with-allow'],
    'trust-policy',
  ],
  [
    'FORALLVALUES_WITH_SINGLE_VALUED_KEY',
    '',
    when({ 'ForAllValues:StringEquals': { 'aws:PrincipalTag/team': 'a' } }),
    ['set-operator-passes-when-absent'],
  ],
  [
    'FORALLVALUES_WITH_SINGLE_VALUED_KEY',
    'Deny',
    deny('s3:*', { 'ForAllValues:StringNotEquals': { 'aws:PrincipalTag/team': 'a' } }),
    ['set-operator-on-single-value'],
  ],
  ['PASS_ROLE_WITH_STAR_IN_RESOURCE', '', allow('iam:PassRole', '*'), ['pass-role-open']],
  ['PASS_ROLE_WITH_STAR_IN_RESOURCE', 'every role', allow('iam:PassRole', 'arn:aws:iam::*:role/*'), ['pass-role-open']],
  ['PASS_ROLE_WITH_STAR_IN_RESOURCE', 'as AWS writes it', allow('iam:PassRole', 'arn:aws:iam::*:role/Service*'), []],
  // Under `iam:*` and `*` it is the smallest worry: rules on whole services and on administrators find these.
  ['PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE', 'a verb', allow('iam:Pass*', '*'), ['pass-role-open']],
  ['PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE', 'everything', allow('*', '*'), []],
  [
    'PASS_ROLE_WITH_NOT_RESOURCE',
    '',
    only({ Effect: 'Allow', Action: 'iam:PassRole', NotResource: 'arn:aws:iam::123456789012:role/x' }),
    ['not-resource-with-allow'],
  ],
  [
    'PASS_ROLE_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE',
    '',
    only({ Effect: 'Allow', Action: 'iam:*', NotResource: 'arn:aws:iam::123456789012:role/x' }),
    ['not-resource-with-allow'],
  ],
  [
    'PASS_ROLE_WITH_NOT_ACTION_AND_NOT_RESOURCE',
    '',
    only({ Effect: 'Allow', NotAction: 's3:*', NotResource: 'arn:aws:iam::123456789012:role/x' }),
    ['not-action-with-allow', 'not-resource-with-allow'],
  ],
  [
    'PASS_ROLE_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION',
    '',
    only({ Effect: 'Allow', NotAction: 's3:*', Resource: '*' }),
    ['not-action-with-allow'],
  ],
  ['MISSING_PAIRED_CONDITION_KEYS', '', when({ IpAddress: { 'aws:VpcSourceIp': '10.0.1.0/24' } }), ['key-needs-pair']],
  [
    'MISSING_PAIRED_CONDITION_KEYS',
    'as AWS writes it',
    when({ IpAddress: { 'aws:VpcSourceIp': '10.0.1.0/24' }, StringEquals: { 'aws:SourceVpc': 'vpc-12345678' } }),
    [],
  ],
  [
    'DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE',
    '',
    deny(['appmesh:DeleteMesh', 'ec2:DescribeInstances'], {
      StringEquals: { 'aws:ResourceTag/status': 'Confidential' },
    }),
    ['key-not-of-action'],
  ],
  // AWS's example, of which AWS Lambda was no part: today its functions can be told by their tags.
  [
    'DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE',
    'as AWS writes it',
    deny(['appmesh:DeleteMesh', 'backup:DeleteBackupPlan', 'lambda:DeleteFunction'], {
      StringEquals: { 'aws:ResourceTag/status': 'Confidential' },
    }),
    [],
  ],
  // NotAction always leaves some action that knows no tags: there is nothing to correct in the statement.
  [
    'DENY_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE',
    '',
    only({ Effect: 'Deny', NotAction: 'iam:*', Resource: '*', Condition: { StringEquals: OWNER } }),
    [],
  ],
  [
    'STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS',
    '',
    when({ StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/admin*' } }),
    ['arn-compared-as-text'],
  ],
  // The wildcard stands in the last part, where it may run over slashes by ArnLike as well.
  [
    'STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS',
    'of one account',
    when({ StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/admin*' } }),
    [],
  ],
  // A wildcard that runs too far denies too much, and lets nobody in.
  [
    'STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS',
    'in a Deny',
    deny('s3:*', { StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/guest*' } }),
    [],
  ],
  [
    'DYNAMODB_ATTRIBUTES_WITHOUT_SELECT',
    '',
    allow('dynamodb:GetItem', '*', { Condition: { 'ForAllValues:StringEquals': { 'dynamodb:Attributes': 'ID' } } }),
    ['set-operator-passes-when-absent'],
  ],
  [
    'DYNAMODB_ATTRIBUTES_WITHOUT_SELECT',
    'as AWS writes it',
    allow('dynamodb:GetItem', '*', {
      Condition: {
        'ForAllValues:StringEquals': { 'dynamodb:Attributes': 'ID' },
        StringEquals: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
      },
    }),
    [],
  ],
  [
    'S3_PREFIX_IN_NEGATIVE_CONTEXT',
    'Deny by name',
    deny('s3:ListBucket', { StringLike: { 's3:prefix': 'private/*' } }),
    ['prefix-not-hidden'],
  ],
  [
    'S3_PREFIX_IN_NEGATIVE_CONTEXT',
    'Allow of all others',
    allow('s3:ListBucket', 'arn:aws:s3:::b', { Condition: { StringNotLike: { 's3:prefix': 'private/*' } } }),
    ['prefix-not-hidden'],
  ],
  [
    'S3_PREFIX_IN_NEGATIVE_CONTEXT',
    'as AWS writes it',
    deny('s3:ListBucket', { StringNotLike: { 's3:prefix': 'public/*' } }),
    [],
  ],
]

const SUGGESTIONS: readonly Row[] = [
  ['EMPTY_ARRAY_ACTION', '', allow([], '*'), ['empty-list']],
  ['EMPTY_ARRAY_CONDITION', '', when({ StringEquals: { 'aws:username': [] } }), ['empty-list']],
  [
    'EMPTY_ARRAY_CONDITION_FORALLVALUES',
    '',
    when({ 'ForAllValues:StringEquals': { 'aws:CalledVia': [] } }),
    ['empty-list', 'set-operator-passes-when-absent'],
  ],
  [
    'EMPTY_ARRAY_CONDITION_FORANYVALUE',
    '',
    when({ 'ForAnyValue:StringEquals': { 'aws:CalledVia': [] } }),
    ['empty-list'],
  ],
  ['EMPTY_ARRAY_CONDITION_IFEXISTS', '', when({ StringEqualsIfExists: { 'aws:username': [] } }), ['empty-list']],
  ['EMPTY_ARRAY_PRINCIPAL', '', trust({ AWS: [] }), ['empty-list'], 'trust-policy'],
  ['EMPTY_ARRAY_RESOURCE', '', allow('s3:ListAllMyBuckets', []), ['empty-list']],
  ['EMPTY_OBJECT_CONDITION', '', when({}), ['empty-list']],
  ['EMPTY_OBJECT_CONDITION', 'of one operator', when({ StringEquals: {} }), ['empty-list']],
  ['EMPTY_OBJECT_PRINCIPAL', '', trust({}), ['empty-list'], 'trust-policy'],
  // The console's editor writes it, and it changes nothing.
  ['EMPTY_SID_VALUE', '', allow('s3:ListAllMyBuckets', '*', { Sid: '' }), []],
  // A way to ask whether the key is there, which works.
  ['EQUIVALENT_TO_NULL_FALSE', '', when({ StringLike: { 'aws:SourceVpce': '*' } }), []],
  ['EQUIVALENT_TO_NULL_TRUE', '', when({ StringNotLike: { 'aws:SourceVpce': '*' } }), []],
  ['IMPROVE_IP_RANGE', '', when({ IpAddress: { 'aws:SourceIp': '203.0.113.7/24' } }), ['address-host-bits']],
  ['IMPROVE_IP_RANGE', 'as AWS writes it', when({ IpAddress: { 'aws:SourceIp': '2001:DB8:1234:5678::/64' } }), []],
  ['NULL_WITH_QUALIFIER', '', when({ 'ForAnyValue:Null': { 'aws:CalledVia': 'true' } }), ['null-with-set-operator']],
  [
    'PRIVATE_IP_ADDRESS_SUBSET',
    '',
    when({ IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '203.0.113.0/24'] } }),
    ['private-address'],
  ],
  [
    'PRIVATE_NOT_IP_ADDRESS_SUBSET',
    '',
    deny('s3:*', { NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '203.0.113.0/24'] } }),
    ['private-address'],
  ],
  // The permissions are what they seem to be, and a wildcard beside the names that it covers is how policies grow.
  ['REDUNDANT_ACTION', 'as AWS shows it', allow(['iam:Get*', 'iam:List*', 'iam:GetCredentialReport'], '*'), []],
  [
    'REDUNDANT_RESOURCE',
    'as AWS shows it',
    allow(
      'iam:GetRole',
      ['jane-admin', 'jane-s3only', 'jane*'].map((name) => `arn:aws:iam::111122223333:role/${name}`),
    ),
    [],
  ],
  [
    'REDUNDANT_CONDITION_VALUE_NUM',
    'as AWS shows it',
    when({ NumericLessThan: { 'aws:MultiFactorAuthAge': ['2700', '3600'] } }),
    ['several-bounds'],
  ],
  [
    'REDUNDANT_STATEMENT',
    '',
    only([
      { Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' },
      { Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' },
    ]),
    ['statement-repeated'],
  ],
  // What a statement reaches is decided by its actions too; rules judge what they give.
  ['WILDCARD_IN_SERVICE_NAME', 'as AWS shows it', allow('codebuild:StartBuild', 'arn:aws:*code*::111122223333:*'), []],
  [
    'ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE',
    '',
    allow(['appmesh:DescribeMesh', 'ec2:DescribeInstances'], '*', { Condition: { StringEquals: OWNER } }),
    ['key-not-of-action'],
  ],
  [
    'ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE',
    'as AWS writes it',
    allow(['appmesh:DescribeMesh', 'backup:GetBackupPlan'], '*', {
      Condition: { StringEquals: { 'aws:ResourceTag/team': 'BumbleBee' } },
    }),
    [],
  ],
  [
    'ALLOW_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE',
    '',
    only({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*', Condition: { StringEquals: OWNER } }),
    ['not-action-with-allow'],
  ],
  [
    'REDUNDANT_KEY_DUE_TO_WILDCARD_IN_CONDITION',
    '',
    when({ StringLikeIfExists: { 'aws:PrincipalTag/team': '*' } }),
    ['condition-always-met'],
  ],
]

const cases = [...ERRORS, ...GENERAL_WARNINGS, ...SECURITY_WARNINGS, ...SUGGESTIONS].map(
  ([check, what, policy, ours, kind = 'managed-policy']) => ({ check, what, policy, ours, kind }),
)

const SHAPES = { 'trust-policy': 'trust', 'resource-control-policy': 'resource-control' } as const
const shapeOf = (kind: PolicyKind) =>
  kind === 'trust-policy' || kind === 'resource-control-policy' ? SHAPES[kind] : 'identity'

test.each(cases)('$check $what', ({ policy, ours, kind }) => {
  const document = parsePolicyDocument(policy, shapeOf(kind))
  expect(validatePolicy(document, kind).map(({ code }) => code)).toEqual(ours)
})

const SLR =
  'a service-linked role has the permissions that AWS gave it, and only its service can use it: under a wildcard it adds nothing that an owner could take away'
const BY_RULE = 'a rule says it of the role, with what it knows of the account: '
const NO_SUCH_POLICY = 'policies of buckets, keys and queues are no part of the evidence'
const RCP =
  'the documents of resource control policies are read for what they deny, and no rule judges how they are written'
const OTHERS = 'harmless as it stands'

/** Checks that validatePolicy has not, and why. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  CREATE_SLR_WITH_NOT_RESOURCE: SLR,
  CREATE_SLR_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE: SLR,
  CREATE_SLR_WITH_NOT_ACTION_AND_NOT_RESOURCE: SLR,
  CREATE_SLR_WITH_STAR_IN_RESOURCE: SLR,
  CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE: SLR,
  CREATE_SLR_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION: SLR,
  UNIQUE_SIDS_RECOMMENDED: `${NO_SUCH_POLICY}; where IAM wants unique ids, UNIQUE_SIDS_REQUIRED applies`,
  FEDERATED_PRINCIPAL_NOT_SUPPORTED: NO_SUCH_POLICY,
  UNSUPPORTED_RESOURCE_ARN_IN_POLICY: NO_SUCH_POLICY,
  POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA: NO_SUCH_POLICY,
  IRRELEVANT_CONDITION_KEY_IN_POLICY: NO_SUCH_POLICY,
  RCP_SYNTAX_ERROR_PRINCIPAL: RCP,
  RCP_SYNTAX_ERROR_ALLOW: RCP,
  RCP_SYNTAX_ERROR_NOTACTION: RCP,
  RCP_SYNTAX_ERROR_ACTION: RCP,
  RCP_MISSING_RELATED_PRINCIPAL_CONDITION_KEY: RCP,
  RCP_MISSING_RELATED_SERVICE_PRINCIPAL_CONDITION_KEY: RCP,
  RCP_MISSING_SERVICE_CONDITION_KEY_NULL_CHECK: RCP,
  USE_CONDITION_KEY_ONLY_WITH_SUPPORTED_SERVICES:
    'no published table says which services fill in aws:VpceAccount and its like',
  SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED: `${BY_RULE}oidc-trust-too-wide`,
  MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL: `${BY_RULE}oidc-trust-without-tenant`,
  MISSING_GITHUB_REPO_CONDITION_KEY: `${BY_RULE}oidc-trust-without-tenant`,
  RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL: `${BY_RULE}service-trust-without-source, for services that send such keys`,
  RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL: `${BY_RULE}service-trust-without-source`,
  WILDCARD_USAGE_TOO_PERMISSIVE: `${BY_RULE}trust-open-to-anyone, where the wildcard lets strangers in`,
  VARIABLE_USAGE_TOO_PERMISSIVE: 'what fills the variable in is the principal’s own, and rules judge who may change it',
  FORANYVALUE_WITH_AUDIENCE_CLAIM_TYPE: `${OTHERS}: of a claim with one value ForAnyValue asks the same`,
  CONFIRM_AUDIENCE_CLAIM_TYPE: `${OTHERS}: of a claim with one value a set operator asks the same`,
  REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY: `${OTHERS}: a session beside its own role`,
  REDUNDANT_STATEMENT_DUE_TO_WILDCARD_IN_CONDITION: `${OTHERS}: what never holds gives nothing, and AWS shows no such policy`,
}

test('each check is either ours or left out', () => {
  const ours = new Set(cases.map(({ check }) => check))
  expect(Object.keys(LEFT_OUT).filter((check) => ours.has(check))).toEqual([])
  // The reference of 2026 has 153; the others are five of older editions.
  expect(ours.size + Object.keys(LEFT_OUT).length).toBe(158)
})
