import type { EvidenceFile } from '#shared/evidence/evidence-file.ts'
import { userDetail } from '#test/evidence/evidence-folder.ts'
import { describePeer, type PeerCase } from '#test/support/describe-peer.ts'
import {
  allowing,
  attached,
  byRules,
  details,
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
  ['* on *', 'FAIL', policy(allowing(['*'], '*')), app('policy-allows-everything')],
  [
    '* on * behind another statement',
    'FAIL',
    policy(
      policyOf(
        { Sid: 'SqsAllow', Effect: 'Allow', Action: ['sqs:SendMessage'], Resource: '*' },
        { Sid: 'ALL', Effect: 'Allow', Action: ['*'], Resource: ['*'] },
      ),
    ),
    app('policy-allows-everything'),
  ],
  ['reading a service', 'PASS', policy(allowing(['ec2:Describe*'], '*')), []],
  [
    '* on the objects of a bucket',
    'FAIL',
    policy(allowing('*', 'arn:aws:s3:::my_corporate_bucket/*')),
    [],
    'Everything on one bucket is everything of that bucket: CKV_AWS_49 asks for actions by name, which is its own matter.',
  ],
  ['s3:* on the objects of a bucket', 'PASS', policy(allowing('s3:*', 'arn:aws:s3:::my_corporate_bucket/*')), []],
  // CKV_AWS_107: credentials.
  [
    'tokens for images',
    'PASS',
    policy(allowing(['ecr:GetAuthorizationToken', 'ecr-public:GetAuthorizationToken'], '*')),
    [],
  ],
  [
    'keys of every user, and objects',
    'FAIL',
    policy(allowing(['s3:GetObject', 'iam:CreateAccessKey'], '*')),
    app(...EXPOSES_ALL),
  ],
  [
    'a Deny of everything from elsewhere, with host bits behind the prefix',
    'PASS',
    policy(
      policyOf({
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: { NotIpAddress: { 'aws:SourceIp': '1.2.3.4/16' }, Bool: { 'aws:ViaAWSService': 'false' } },
      }),
    ),
    app('policy-invalid'),
    '1.2.3.4/16 stands for all of 1.2.0.0/16, and one address may have been meant.',
  ],
  [
    'functions and tables to make',
    'PASS',
    policy(allowing(['lambda:CreateFunction', 'dynamodb:CreateTable'], '*')),
    [],
  ],
  // CKV_AWS_109, 110: permissions and escalation.
  [
    'iam:* on *',
    'FAIL',
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
    'FAIL',
    policy(allowing(['iam:PassRole', 'lambda:CreateFunction', 'dynamodb:PutItem'], '*')),
    app('pass-role-on-all-roles'),
  ],
  // CKV_AWS_111: writing without a limit.
  ['what takes no resource', 'PASS', policy(allowing(['xray:PutTelemetryRecords', 'xray:PutTraceSegments'], '*')), []],
  ['s3:* on *', 'FAIL', policy(allowing('s3:*', '*')), app('policy-allows-whole-service', ...EXPOSES_ALL)],
  ['s3:* on a bucket', 'PASS', policy(allowing('s3:*', 'arn:aws:s3:::bucket')), []],
  // CKV_AWS_356: `*` where the action takes resources.
  ['describing on *', 'FAIL', policy(allowing('s3:Describe*', '*')), [], 'Reading what there is has no finding.'],
  [
    'decrypting for a source',
    'PASS',
    policy(
      allowing(['kms:GenerateDataKey', 'kms:Decrypt'], '*', { Condition: { ArnEquals: { 'aws:SourceArn': 'arn' } } }),
    ),
    app('policy-invalid'),
    'A request of a principal to AWS KMS has no aws:SourceArn, and `arn` is none: the statement gives nothing.',
  ],
]

const TRIVY: readonly PeerCase[] = [
  [
    'one role to pass',
    'FAIL',
    policy(allowing('iam:PassRole', 'arn:aws:iam::193063503752:role/atc-node')),
    [],
    'AWS-0342 lists every iam:PassRole; one role by name is what AWS advises.',
  ],
  [
    'no role to pass',
    'PASS',
    policy(policyOf({ Effect: 'Deny', Action: 'iam:PassRole', Resource: 'arn:aws:iam::193063503752:role/atc-node' })),
    [],
  ],
  // AWS-0057: wildcards.
  [
    'listing every bucket',
    'FAIL',
    policy(allowing('s3:ListBucket', 'arn:aws:s3:::*')),
    [],
    'It names the pattern, we what the pattern opens: names of objects.',
  ],
  [
    'everything on one bucket',
    'FAIL',
    policy(allowing('s3:*', 'arn:aws:s3:::bucket-name')),
    [],
    'It names the pattern, we what the pattern opens: one bucket.',
  ],
  [
    'streams of one log group',
    'PASS',
    policy(allowing('logs:CreateLogStream', 'arn:aws:logs:us-west-2:123456789012:log-group:SampleLogGroupName:*')),
    [],
  ],
  [
    'streams of every log group',
    'FAIL',
    policy(allowing('logs:CreateLogStream', '*')),
    [],
    'It names the pattern, we what the pattern opens: empty streams.',
  ],
  // AWS-0345.
  ['s3:* on *, denied', 'PASS', policy(policyOf({ Effect: 'Deny', Action: 's3:*', Resource: '*' })), []],
]

const CFN_NAG: readonly PeerCase[] = [
  // F4, F5: W13, W21 say the same of NotResource and NotAction.
  [
    'everything but IAM',
    'WARN',
    policy(policyOf({ Effect: 'Allow', NotAction: 'iam:*', Resource: 'arn:aws:s3:::b/*' })),
    app('policy-allows-by-not-action'),
  ],
  [
    'everywhere but one bucket',
    'WARN',
    policy(policyOf({ Effect: 'Allow', Action: 's3:PutObject', NotResource: 'arn:aws:s3:::b/*' })),
    app('policy-invalid'),
  ],
  // F38, F39, F40.
  ['every role to pass', 'FAIL', policy(allowing('iam:PassRole', '*')), app('pass-role-on-all-roles')],
]

const VALIDATOR: readonly PeerCase[] = [
  ['roles to list', 'none', policy(allowing('iam:ListRoles', '*')), []],
  [
    'every role to pass: PASS_ROLE_WITH_STAR_IN_RESOURCE',
    'FAIL',
    policy(allowing('iam:PassRole', '*')),
    app('pass-role-on-all-roles'),
  ],
  [
    'an object for a resource: DATA_TYPE_MISMATCH',
    'FAIL',
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

const OF_POLICIES = { Checkov: CHECKOV, Trivy: TRIVY, 'cfn-nag': CFN_NAG, 'cfn-policy-validator': VALIDATOR }
for (const [check, cases] of Object.entries(OF_POLICIES)) describePeer(check, byRules(GRANTS), cases)

const trust = (document: object): readonly EvidenceFile[] => [roleTrusting(document), NO_ORGANIZATION]
const EC2 = { Service: 'ec2.amazonaws.com' }
const OTHER = { AWS: rootOf(STRANGER) }
describePeer('Checkov CKV_AWS_60, 61', byRules(['trust-open-to-anyone', 'trust-of-unknown-account']), [
  [
    'anybody, between two services',
    'FAIL',
    trust(
      policyOf(
        { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
        { Effect: 'Allow', Principal: { AWS: ['*'] }, Action: 'sts:AssumeRole' },
        { Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ),
    ),
    app('trust-open-to-anyone'),
  ],
  ['nobody', 'PASS', trust(policyOf({ Effect: 'Deny', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' })), []],
  ['an account by its number', 'FAIL', trust(trusting({ AWS: STRANGER })), app('trust-of-unknown-account')],
  ['an account by its root', 'FAIL', trust(trusting(OTHER)), app('trust-of-unknown-account')],
  ['a service', 'PASS', trust(trusting({ Service: 'ecs-tasks.amazonaws.com' })), []],
])

describePeer(
  'KICS: cross-account without external id or MFA',
  byRules(['cross-account-trust-without-external-id', 'policy-invalid']),
  [
    ['neither', 'FAIL', trust(trusting(OTHER)), app('cross-account-trust-without-external-id')],
    ['an external id', 'PASS', trust(trusting(OTHER, { StringEquals: { 'sts:ExternalId': '98765' } })), []],
    [
      'an empty external id',
      'FAIL',
      trust(trusting(OTHER, { StringEquals: { 'sts:ExternalId': '' } })),
      [],
      'Two characters are the least that AWS STS takes, so nobody comes in.',
    ],
    [
      'any external id',
      'none',
      trust(trusting(OTHER, { StringLike: { 'sts:ExternalId': '?*' } })),
      app('cross-account-trust-without-external-id'),
      'Whoever asks chooses one, so it keeps nobody out.',
    ],
    [
      'that there is an external id',
      'none',
      trust(trusting(OTHER, { Null: { 'sts:ExternalId': 'false' } })),
      app('cross-account-trust-without-external-id'),
      'Whoever asks chooses one, so it keeps nobody out.',
    ],
    ['MFA', 'PASS', trust(trusting(OTHER, { Bool: { 'aws:MultiFactorAuthPresent': 'true' } })), []],
    [
      'no MFA',
      'FAIL',
      trust(trusting(OTHER, { Bool: { 'aws:MultiFactorAuthPresent': 'false' } })),
      app('cross-account-trust-without-external-id', 'policy-invalid'),
    ],
    [
      'an external id, and a Resource',
      'PASS',
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
      'Its own cases have a Resource, which IAM refuses in a trust policy.',
    ],
  ],
)

describePeer('KICS: all principals may assume', byRules(['trust-open-to-anyone', 'policy-invalid']), [
  [
    'a root of no account, and actions of another service',
    'FAIL',
    trust(policyOf({ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::root' }, Action: ['logs:PutLogEvents'] })),
    app('policy-invalid'),
  ],
])

describePeer('cfn-nag on trusts', byRules(['trust-open-to-anyone', 'policy-invalid']), [
  // F3, W14.
  [
    'a wildcard in the action, for a service',
    'FAIL',
    trust(trusting(EC2, undefined, 'sts:AssumeRole*')),
    [],
    'A wildcard lets nobody in but that service.',
  ],
  // F6.
  [
    'everybody but a service',
    'FAIL',
    trust(policyOf({ Effect: 'Allow', NotPrincipal: EC2, Action: 'sts:AssumeRole' })),
    app('trust-open-to-anyone'),
  ],
  [
    'everybody but a service, with a misspelt element',
    'FAIL',
    trust(policyOf({ Effect: 'Allow', NotPrincipal: EC2, dAction: 'sts:AssumeRole' })),
    ['policy-invalid app', 'trust-open-to-anyone ?'],
  ],
  // W14: NotAction.
  [
    'everything but coming in',
    'WARN',
    trust(policyOf({ Effect: 'Allow', Principal: EC2, NotAction: 'sts:AssumeRole' })),
    [],
    'A service comes in by sts:AssumeRole, which is left out.',
  ],
])

describePeer(
  'cfn-policy-validator on trusts',
  byRules(['trust-open-to-anyone', 'trust-of-unknown-account', 'policy-invalid']),
  [
    ['anybody: EXTERNAL_PRINCIPAL', 'FAIL', trust(trusting({ AWS: '*' }, undefined, '*')), app('trust-open-to-anyone')],
    [
      'an empty principal: EMPTY_OBJECT_PRINCIPAL, a suggestion',
      'WARN',
      trust(trusting({}, undefined, '*')),
      app('policy-invalid'),
    ],
    [
      'a misspelt principal',
      'FAIL',
      trust(trusting({ AwS: STRANGER }, undefined, '*')),
      ['policy-invalid app', 'trust-of-unknown-account ?', 'trust-open-to-anyone ?'],
    ],
  ],
)

const POLICY = 'arn:aws:iam::123456789012:policy/app'
const READ = allowing('s3:GetObject', 'arn:aws:s3:::b/*')
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

// Checkov CKV_AWS_274 and CKV2_AWS_56; cfn-nag W43 and its rule on elevated policies.
describePeer(
  'Checkov, cfn-nag: policies of AWS for administrators',
  byRules(['administrator-policy-attached', 'principal-changes-permissions']),
  [
    ['AdministratorAccess', 'FAIL', roleWith('AdministratorAccess', ALL), app('administrator-policy-attached')],
    ['IAMFullAccess', 'FAIL', roleWith('IAMFullAccess', IAM), app('principal-changes-permissions')],
    // No administrator, but it writes the policies of buckets, keys and queues.
    ['PowerUserAccess', 'WARN', roleWith('PowerUserAccess', POWER), app('principal-changes-permissions')],
    ['ReadOnlyAccess', 'PASS', roleWith('ReadOnlyAccess', { ...ALL, Action: 's3:Get*' }), []],
  ],
)

describePeer(
  'Checkov CKV_AWS_40, cfn-nag F10–F12, Regula: policies of users',
  byRules(['policy-attached-to-user', 'inline-policy-in-use']),
  [
    [
      'attached',
      'FAIL',
      details({ UserDetailList: [userDetail('app', { AttachedManagedPolicies: attached(POLICY) })] }),
      app('policy-attached-to-user'),
    ],
    [
      'inline',
      'FAIL',
      details({ UserDetailList: [userDetail('app', { UserPolicyList: inline('own', READ) })] }),
      app('inline-policy-in-use', 'policy-attached-to-user'),
    ],
    [
      'through a group',
      'PASS',
      details({
        UserDetailList: [userDetail('app', { GroupList: ['all'] })],
        GroupDetailList: [groupDetail('all', { AttachedManagedPolicies: attached(POLICY) })],
        Policies: [policyDetail('app', READ)],
      }),
      [],
    ],
  ],
)

describePeer('KICS: groups without users', byRules(['group-empty']), [
  ['no member', 'FAIL', details({ GroupDetailList: [groupDetail('app')] }), app('group-empty')],
])
