import type { EvidenceFile } from '#shared/evidence/evidence-file.ts'
import { detailsFile, userDetail } from '#test/evidence/evidence-folder.ts'
import { describePeer, type PeerCase, type PeerCheck } from '#test/support/describe-peer.ts'
import {
  allowing,
  attached,
  groupDetail,
  inline,
  managedPolicy,
  NO_ORGANIZATION,
  policyDetail,
  policyOf,
  roleDetail,
  roleTrusting,
  rootOf,
  STRANGER,
  trusting,
} from '#test/support/judged-evidence.ts'

// What scanners of templates set up for their checks of IAM, rebuilt in our words as the account that such a template makes, with their
// verdict: Checkov (bridgecrewio/checkov, tests/terraform/checks, Apache-2.0), Trivy (aquasecurity/trivy-checks, checks/cloud/aws/iam,
// Apache-2.0), KICS (Checkmarx/kics, assets/queries/terraform/aws, Apache-2.0), cfn-nag (stelligent/cfn_nag, spec/test_templates, MIT),
// Terrascan (tenable/terrascan, Apache-2.0), AWS's cfn-policy-validator (awslabs/aws-cloudformation-iam-policy-validator, MIT-0).

const policy = (...documents: readonly object[]): readonly EvidenceFile[] => documents.map((one) => managedPolicy(one))
const app = (...rules: readonly string[]): readonly string[] => rules.map((rule) => `${rule} app`)

const GRANTS = [
  'policy-allows-everything',
  'policy-allows-whole-service',
  'policy-allows-by-not-action',
  'pass-role-on-all-roles',
  'policy-exposes-credentials',
  'policy-exposes-data',
  'policy-exposes-resources',
  'policy-invalid',
]
const EXPOSES_ALL = ['policy-exposes-credentials', 'policy-exposes-data', 'policy-exposes-resources'] as const

const CHECKOV: readonly PeerCase[] = [
  // CKV_AWS_1, 62, 63: "*-*".
  ['* on *', 'fail', policy(allowing(['*'], '*')), app('policy-allows-everything')],
  [
    '* on * behind another statement',
    'fail',
    policy(
      policyOf(
        { Sid: 'SqsAllow', Effect: 'Allow', Action: ['sqs:SendMessage'], Resource: '*' },
        { Sid: 'ALL', Effect: 'Allow', Action: ['*'], Resource: ['*'] },
      ),
    ),
    app('policy-allows-everything'),
  ],
  ['reading a service', 'pass', policy(allowing(['ec2:Describe*'], '*')), []],
  // Everything on one bucket is everything of that bucket: CKV_AWS_49 asks for actions by name, which is its own matter.
  ['* on the objects of a bucket', 'fail', policy(allowing('*', 'arn:aws:s3:::my_corporate_bucket/*')), []],
  ['s3:* on the objects of a bucket', 'pass', policy(allowing('s3:*', 'arn:aws:s3:::my_corporate_bucket/*')), []],
  // CKV_AWS_107: credentials.
  [
    'tokens for images',
    'pass',
    policy(allowing(['ecr:GetAuthorizationToken', 'ecr-public:GetAuthorizationToken'], '*')),
    [],
  ],
  [
    'keys of every user, and objects',
    'fail',
    policy(allowing(['s3:GetObject', 'iam:CreateAccessKey'], '*')),
    app(...EXPOSES_ALL),
  ],
  [
    'a Deny of everything from elsewhere, with host bits behind the prefix',
    'pass',
    policy(
      policyOf({
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: { NotIpAddress: { 'aws:SourceIp': '1.2.3.4/16' }, Bool: { 'aws:ViaAWSService': 'false' } },
      }),
    ),
    app('policy-invalid'),
  ],
  [
    'functions and tables to make',
    'pass',
    policy(allowing(['lambda:CreateFunction', 'dynamodb:CreateTable'], '*')),
    [],
  ],
  // CKV_AWS_109, 110: permissions and escalation.
  [
    'iam:* on *',
    'fail',
    policy(allowing('iam:*', '*')),
    app(
      'pass-role-on-all-roles',
      'policy-allows-whole-service',
      'policy-exposes-credentials',
      'policy-exposes-resources',
    ),
  ],
  [
    'every role for a function',
    'fail',
    policy(allowing(['iam:PassRole', 'lambda:CreateFunction', 'dynamodb:PutItem'], '*')),
    app('pass-role-on-all-roles'),
  ],
  // CKV_AWS_111: writing without a limit.
  ['what takes no resource', 'pass', policy(allowing(['xray:PutTelemetryRecords', 'xray:PutTraceSegments'], '*')), []],
  ['s3:* on *', 'fail', policy(allowing('s3:*', '*')), app('policy-allows-whole-service', ...EXPOSES_ALL)],
  ['s3:* on a bucket', 'pass', policy(allowing('s3:*', 'arn:aws:s3:::bucket')), []],
  // CKV_AWS_356: `*` where the action takes resources. Reading what there is has no finding.
  ['describing on *', 'fail', policy(allowing('s3:Describe*', '*')), []],
  // A principal's request to AWS KMS has no aws:SourceArn, and `arn` is none: the statement gives nothing.
  [
    'decrypting for a source',
    'pass',
    policy(
      allowing(['kms:GenerateDataKey', 'kms:Decrypt'], '*', { Condition: { ArnEquals: { 'aws:SourceArn': 'arn' } } }),
    ),
    app('policy-invalid'),
  ],
]

const TRIVY: readonly PeerCase[] = [
  // AWS-0342 lists every iam:PassRole; one role by name is what AWS advises.
  ['one role to pass', 'fail', policy(allowing('iam:PassRole', 'arn:aws:iam::193063503752:role/atc-node')), []],
  [
    'no role to pass',
    'pass',
    policy(policyOf({ Effect: 'Deny', Action: 'iam:PassRole', Resource: 'arn:aws:iam::193063503752:role/atc-node' })),
    [],
  ],
  // AWS-0057: wildcards. It names the pattern; we tell of what the pattern opens.
  ['listing every bucket', 'fail', policy(allowing('s3:ListBucket', 'arn:aws:s3:::*')), []],
  ['everything on one bucket', 'fail', policy(allowing('s3:*', 'arn:aws:s3:::bucket-name')), []],
  [
    'streams of one log group',
    'pass',
    policy(allowing('logs:CreateLogStream', 'arn:aws:logs:us-west-2:123456789012:log-group:SampleLogGroupName:*')),
    [],
  ],
  ['streams of every log group', 'fail', policy(allowing('logs:CreateLogStream', '*')), []],
  // AWS-0345.
  ['s3:* on *, denied', 'pass', policy(policyOf({ Effect: 'Deny', Action: 's3:*', Resource: '*' })), []],
]

const CFN_NAG: readonly PeerCase[] = [
  // F4, F5: W13, W21 say the same of NotResource and NotAction.
  [
    'everything but IAM',
    'W',
    policy(policyOf({ Effect: 'Allow', NotAction: 'iam:*', Resource: 'arn:aws:s3:::b/*' })),
    app('policy-allows-by-not-action'),
  ],
  [
    'everywhere but one bucket',
    'W',
    policy(policyOf({ Effect: 'Allow', Action: 's3:PutObject', NotResource: 'arn:aws:s3:::b/*' })),
    app('policy-invalid'),
  ],
  // F38, F39, F40.
  ['every role to pass', 'F', policy(allowing('iam:PassRole', '*')), app('pass-role-on-all-roles')],
]

const VALIDATOR: readonly PeerCase[] = [
  ['roles to list', '', policy(allowing('iam:ListRoles', '*')), []],
  [
    'every role to pass',
    'PASS_ROLE_WITH_STAR_IN_RESOURCE',
    policy(allowing('iam:PassRole', '*')),
    app('pass-role-on-all-roles'),
  ],
  [
    'an object for a resource',
    'DATA_TYPE_MISMATCH',
    policy(allowing('iam:PassRole', { NotAValid: 'Resource' })),
    // What it gives cannot be said.
    [
      ...GRANTS.slice(0, -1)
        .toSorted()
        .map((rule) => `${rule} ?`),
      'policy-invalid app',
    ],
  ],
]

const trust = (document: object): readonly EvidenceFile[] => [roleTrusting(document), NO_ORGANIZATION]
const EC2 = { Service: 'ec2.amazonaws.com' }
const OTHER = { AWS: rootOf(STRANGER) }
const TRUSTS: Readonly<Record<string, PeerCheck>> = {
  'Checkov CKV_AWS_60, 61': {
    rules: ['trust-open-to-anyone', 'trust-of-unknown-account'],
    cases: [
      [
        'anybody, between two services',
        'fail',
        trust(
          policyOf(
            { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
            { Effect: 'Allow', Principal: { AWS: ['*'] }, Action: 'sts:AssumeRole' },
            { Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sts:AssumeRole' },
          ),
        ),
        app('trust-open-to-anyone'),
      ],
      ['nobody', 'pass', trust(policyOf({ Effect: 'Deny', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' })), []],
      ['an account by its number', 'fail', trust(trusting({ AWS: STRANGER })), app('trust-of-unknown-account')],
      ['an account by its root', 'fail', trust(trusting(OTHER)), app('trust-of-unknown-account')],
      ['a service', 'pass', trust(trusting({ Service: 'ecs-tasks.amazonaws.com' })), []],
    ],
  },
  'KICS: cross-account without external id or MFA': {
    rules: ['cross-account-trust-without-external-id', 'policy-invalid'],
    cases: [
      ['neither', 'fail', trust(trusting(OTHER)), app('cross-account-trust-without-external-id')],
      ['an external id', 'pass', trust(trusting(OTHER, { StringEquals: { 'sts:ExternalId': '98765' } })), []],
      // Two characters are the least that AWS STS takes, so nobody comes in.
      ['an empty external id', 'fail', trust(trusting(OTHER, { StringEquals: { 'sts:ExternalId': '' } })), []],
      [
        'any external id',
        '',
        trust(trusting(OTHER, { StringLike: { 'sts:ExternalId': '?*' } })),
        app('cross-account-trust-without-external-id'),
      ],
      [
        'that there is an external id',
        '',
        trust(trusting(OTHER, { Null: { 'sts:ExternalId': 'false' } })),
        app('cross-account-trust-without-external-id'),
      ],
      ['MFA', 'pass', trust(trusting(OTHER, { Bool: { 'aws:MultiFactorAuthPresent': 'true' } })), []],
      [
        'no MFA',
        'fail',
        trust(trusting(OTHER, { Bool: { 'aws:MultiFactorAuthPresent': 'false' } })),
        app('cross-account-trust-without-external-id', 'policy-invalid'),
      ],
      // Its own cases have a Resource, which IAM refuses in a trust policy.
      [
        'an external id, and a Resource',
        'pass',
        trust(
          policyOf({
            Effect: 'Allow',
            Principal: OTHER,
            Action: 'sts:AssumeRole',
            Resource: '*',
            Condition: { StringEquals: { 'sts:ExternalId': '98765' } },
          }),
        ),
        ['cross-account-trust-without-external-id ?', 'policy-invalid app'],
      ],
    ],
  },
  'KICS: all principals may assume': {
    rules: ['trust-open-to-anyone', 'policy-invalid'],
    cases: [
      [
        'a root of no account, and actions of another service',
        'fail',
        trust(policyOf({ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::root' }, Action: ['logs:PutLogEvents'] })),
        app('policy-invalid'),
      ],
    ],
  },
  'cfn-nag on trusts': {
    rules: ['trust-open-to-anyone', 'policy-invalid'],
    cases: [
      // F3, W14: a wildcard lets nobody in but that service.
      ['a wildcard in the action, for a service', 'F', trust(trusting(EC2, undefined, 'sts:AssumeRole*')), []],
      // F6.
      [
        'everybody but a service',
        'F',
        trust(policyOf({ Effect: 'Allow', NotPrincipal: EC2, Action: 'sts:AssumeRole' })),
        app('trust-open-to-anyone'),
      ],
      [
        'everybody but a service, with a misspelt element',
        'F',
        trust(policyOf({ Effect: 'Allow', NotPrincipal: EC2, dAction: 'sts:AssumeRole' })),
        ['policy-invalid app', 'trust-open-to-anyone ?'],
      ],
      // W14: NotAction.
      [
        'everything but coming in',
        'W',
        trust(policyOf({ Effect: 'Allow', Principal: EC2, NotAction: 'sts:AssumeRole' })),
        [],
      ],
    ],
  },
  'cfn-policy-validator on trusts': {
    rules: ['trust-open-to-anyone', 'trust-of-unknown-account', 'policy-invalid'],
    cases: [
      ['anybody', 'EXTERNAL_PRINCIPAL', trust(trusting({ AWS: '*' }, undefined, '*')), app('trust-open-to-anyone')],
      ['an empty principal', 'EMPTY_OBJECT_PRINCIPAL', trust(trusting({}, undefined, '*')), app('policy-invalid')],
      [
        'a misspelt principal',
        'invalid',
        trust(trusting({ AwS: STRANGER }, undefined, '*')),
        ['policy-invalid app', 'trust-of-unknown-account ?', 'trust-open-to-anyone ?'],
      ],
    ],
  },
}

const POLICY = 'arn:aws:iam::123456789012:policy/app'
const READ = allowing('s3:GetObject', 'arn:aws:s3:::b/*')
const details = (more: object): readonly EvidenceFile[] => [detailsFile(more)]
const MANAGED = (name: string): string => `arn:aws:iam::aws:policy/${name}`
/** A role with a policy of AWS, whose text the authorization details hold too. */
const roleWith = (name: string, ...statements: readonly object[]): readonly EvidenceFile[] =>
  details({
    RoleDetailList: [roleDetail('app', { AttachedManagedPolicies: attached(MANAGED(name)) })],
    Policies: [policyDetail(name, policyOf(...statements), { Arn: MANAGED(name) })],
  })
const ALL = { Effect: 'Allow', Action: '*', Resource: '*' }
const IAM = { Effect: 'Allow', Action: ['iam:*', 'organizations:DescribeAccount'], Resource: '*' }
const POWER = { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' }

const HOLDERS: Readonly<Record<string, PeerCheck>> = {
  // Checkov CKV_AWS_274 and CKV2_AWS_56; cfn-nag W43 and its rule on elevated policies.
  'Checkov, cfn-nag: policies of AWS for administrators': {
    rules: ['administrator-policy-attached', 'principal-changes-permissions'],
    cases: [
      ['AdministratorAccess', 'fail', roleWith('AdministratorAccess', ALL), app('administrator-policy-attached')],
      ['IAMFullAccess', 'fail', roleWith('IAMFullAccess', IAM), app('principal-changes-permissions')],
      // No administrator, but it writes the policies of buckets, keys and queues.
      ['PowerUserAccess', 'W', roleWith('PowerUserAccess', POWER), app('principal-changes-permissions')],
      ['ReadOnlyAccess', 'pass', roleWith('ReadOnlyAccess', { ...ALL, Action: 's3:Get*' }), []],
    ],
  },
  'Checkov CKV_AWS_40, cfn-nag F10–F12, Regula: policies of users': {
    rules: ['policy-attached-to-user', 'inline-policy-in-use'],
    cases: [
      [
        'attached',
        'fail',
        details({ UserDetailList: [userDetail('app', { AttachedManagedPolicies: attached(POLICY) })] }),
        app('policy-attached-to-user'),
      ],
      [
        'inline',
        'fail',
        details({ UserDetailList: [userDetail('app', { UserPolicyList: inline('own', READ) })] }),
        app('inline-policy-in-use', 'policy-attached-to-user'),
      ],
      [
        'through a group',
        'pass',
        details({
          UserDetailList: [userDetail('app', { GroupList: ['all'] })],
          GroupDetailList: [groupDetail('all', { AttachedManagedPolicies: attached(POLICY) })],
          Policies: [policyDetail('app', READ)],
        }),
        [],
      ],
    ],
  },
  'KICS: groups without users': {
    rules: ['group-empty'],
    cases: [['no member', 'fail', details({ GroupDetailList: [groupDetail('app')] }), app('group-empty')]],
  },
}

const policies = (cases: readonly PeerCase[]): PeerCheck => ({ rules: GRANTS, cases })
describePeer({
  Checkov: policies(CHECKOV),
  Trivy: policies(TRIVY),
  'cfn-nag': policies(CFN_NAG),
  'cfn-policy-validator': policies(VALIDATOR),
  ...TRUSTS,
  ...HOLDERS,
})
