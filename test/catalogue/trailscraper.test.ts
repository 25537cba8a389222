import { describe, expect, test } from 'vitest'
import { requestsOf } from '#shared/catalogue/requests-of.ts'
import type { JsonObject } from '#shared/facts/json.ts'
import { callRecord } from '#test/support/call-record.ts'

// Which IAM action an event stands for, by others who make policies of CloudTrail: trailscraper (flosell/trailscraper, tests/cloudtrail and
// the table of its mapping; Apache-2.0), CloudTracker (duo-labs/cloudtracker; BSD-3-Clause) and iamlive's map (iann0036/iamlive, from
// iann0036/iam-dataset; MIT), each with their answer and ours. Where they differ the row says who is right by AWS's documentation.

type Row = readonly [event: string, theirs: string, ours: string, why?: string]

const TRAILSCRAPER: readonly Row[] = [
  [
    'autoscaling DescribeLaunchConfigurations',
    'autoscaling:DescribeLaunchConfigurations',
    'autoscaling:DescribeLaunchConfigurations',
  ],
  ['monitoring DescribeAlarms', 'cloudwatch:DescribeAlarms', 'cloudwatch:DescribeAlarms'],
  [
    'monitoring DescribeLogStreams',
    'cloudwatch:DescribeLogStreams',
    '',
    'a made-up event: CloudWatch has no such action, and none is invented',
  ],
  ['unknown something', 'unknown:something', '', 'a made-up event: no service of that name'],
  ['appstream2 DescribeFleets', 'appstream:DescribeFleets', 'appstream:DescribeFleets'],
  ['models.lex GetBot', 'lex:GetBot', 'lex:GetBot'],
  ['runtime.lex PostText', 'lex:PostText', 'lex:PostText'],
  ['mturk-requester GetHIT', 'mechanicalturk:GetHIT', 'mechanicalturk:GetHIT'],
  ['streams.dynamodb GetRecords', 'dynamodb:GetRecords', 'dynamodb:GetRecords'],
  ['tagging GetResources', 'tag:GetResources', 'tag:GetResources'],
  ['lambda ListVersionsByFunction20150331', 'lambda:ListVersionsByFunction', 'lambda:ListVersionsByFunction'],
  ['lambda GetFunctionConfiguration20150331v2', 'lambda:GetFunctionConfiguration', 'lambda:GetFunctionConfiguration'],
  ['cloudfront UpdateDistribution2016_11_25', 'cloudfront:UpdateDistribution', 'cloudfront:UpdateDistribution'],
  [
    'kms ReEncrypt',
    'kms:ReEncrypt*',
    'kms:ReEncryptFrom kms:ReEncryptTo',
    'the two actions by name, each on its own key',
  ],
  ['sts GetCallerIdentity', '', ''],
  ['sts AssumeRole', 'sts:AssumeRole', 'sts:AssumeRole'],
  ['apigateway GetRestApis', 'apigateway:GET', 'apigateway:GET'],
  ['apigateway CreateRestApi', 'apigateway:POST', 'apigateway:POST'],
  ['apigateway UpdateStage', 'apigateway:PATCH', 'apigateway:PATCH'],
  ['apigateway DeleteStage', 'apigateway:DELETE', 'apigateway:DELETE'],
  ['apigateway PutMethod', 'apigateway:PUT', 'apigateway:PUT'],
  // Digits that belong to the name; trailscraper's list of known failures.
  [
    'rds RestoreDBInstanceFromS3',
    'rds:RestoreDBInstanceFromS',
    'rds:RestoreDBInstanceFromS3',
    'the 3 is no API version',
  ],
  ['rds RestoreDBClusterFromS3', 'rds:RestoreDBClusterFromS', 'rds:RestoreDBClusterFromS3', 'the 3 is no API version'],
  [
    'cloud9 CreateEnvironmentEC2',
    'cloud9:CreateEnvironmentEC',
    'cloud9:CreateEnvironmentEC2',
    'the 2 is no API version',
  ],
  [
    'machinelearning CreateDataSourceFromS3',
    'machinelearning:CreateDataSourceFromS',
    'machinelearning:CreateDataSourceFromS3',
    'the 3 is no API version',
  ],
  // Sources whose first word is no IAM prefix; of the same list.
  ['email SendEmail', 'email:SendEmail', 'ses:SendEmail', 'the prefix of Amazon SES is ses'],
  ['api.pricing GetProducts', 'api:GetProducts', 'pricing:GetProducts', 'the prefix is pricing'],
  [
    'entitlement.marketplace GetEntitlements',
    'entitlement:GetEntitlements',
    'aws-marketplace:GetEntitlements',
    'the prefix is aws-marketplace',
  ],
  [
    'metering.marketplace BatchMeterUsage',
    'metering:BatchMeterUsage',
    'aws-marketplace:BatchMeterUsage',
    'the prefix is aws-marketplace',
  ],
  ['data.iot Publish', 'data:Publish', 'iot:Publish', 'the prefix is iot'],
  ['runtime.sagemaker InvokeEndpoint', 'runtime:InvokeEndpoint', 'sagemaker:InvokeEndpoint', 'the prefix is sagemaker'],
  ['pinpoint GetApps', 'pinpoint:GetApps', 'mobiletargeting:GetApps', 'the prefix is mobiletargeting'],
  ['cloudsearchdomain Search', 'cloudsearchdomain:Search', 'cloudsearch:search', 'the prefix is cloudsearch'],
  [
    'autoscaling RegisterScalableTarget',
    'autoscaling:RegisterScalableTarget',
    'application-autoscaling:RegisterScalableTarget',
    'three services share this source',
  ],
  ['budgets CreateBudget', 'budgets:CreateBudget', 'budgets:ModifyBudget', 'AWS Budgets has actions of its own names'],
  [
    'budgets DescribeBudgets',
    'budgets:DescribeBudgets',
    'budgets:ViewBudget',
    'AWS Budgets has actions of its own names',
  ],
  ['lambda Invoke', 'lambda:Invoke', 'lambda:InvokeFunction', 'the action is InvokeFunction'],
  ['cognito-idp InitiateAuth', 'cognito-idp:InitiateAuth', '', 'a public call: it is not signed'],
  ['cognito-identity GetId', 'cognito-identity:GetId', '', 'a public call: it is not signed'],
]

const SAME = (event: string, action: string): Row => [`s3 ${event}`, `s3:${action}`, `s3:${action}`]

const AMAZON_S3: readonly Row[] = [
  SAME('CompleteMultipartUpload', 'PutObject'),
  ['s3 CopyObject', 's3:PutObject', 's3:GetObject s3:PutObject', 'a copy is read as well as written'],
  SAME('CreateMultipartUpload', 'PutObject'),
  SAME('DeleteBucketAnalyticsConfiguration', 'PutAnalyticsConfiguration'),
  SAME('DeleteBucketCors', 'PutBucketCORS'),
  SAME('DeleteBucketEncryption', 'PutEncryptionConfiguration'),
  SAME('DeleteBucketInventoryConfiguration', 'PutInventoryConfiguration'),
  SAME('DeleteBucketLifecycle', 'PutLifecycleConfiguration'),
  SAME('DeleteBucketMetricsConfiguration', 'PutMetricsConfiguration'),
  [
    's3 DeleteBucketReplication',
    's3:DeleteReplicationConfiguration',
    's3:PutReplicationConfiguration',
    'IAM has no Delete action',
  ],
  SAME('DeleteBucketTagging', 'PutBucketTagging'),
  SAME('DeleteObjects', 'DeleteObject'),
  SAME('GetBucketAccelerateConfiguration', 'GetAccelerateConfiguration'),
  SAME('GetBucketAnalyticsConfiguration', 'GetAnalyticsConfiguration'),
  SAME('GetBucketCors', 'GetBucketCORS'),
  SAME('GetBucketEncryption', 'GetEncryptionConfiguration'),
  SAME('GetBucketInventoryConfiguration', 'GetInventoryConfiguration'),
  SAME('GetBucketLifecycle', 'GetLifecycleConfiguration'),
  SAME('GetBucketLifecycleConfiguration', 'GetLifecycleConfiguration'),
  SAME('GetBucketLocation', 'GetBucketLocation'),
  SAME('GetBucketMetricsConfiguration', 'GetMetricsConfiguration'),
  SAME('GetBucketNotificationConfiguration', 'GetBucketNotification'),
  SAME('GetBucketReplication', 'GetReplicationConfiguration'),
  SAME('HeadBucket', 'ListBucket'),
  SAME('HeadObject', 'GetObject'),
  SAME('ListBucketAnalyticsConfigurations', 'GetAnalyticsConfiguration'),
  SAME('ListBucketInventoryConfigurations', 'GetInventoryConfiguration'),
  SAME('ListBucketMetricsConfigurations', 'GetMetricsConfiguration'),
  SAME('ListBuckets', 'ListAllMyBuckets'),
  SAME('ListMultipartUploads', 'ListBucketMultipartUploads'),
  SAME('ListObjectVersions', 'ListBucketVersions'),
  SAME('ListObjects', 'ListBucket'),
  SAME('ListObjectsV2', 'ListBucket'),
  SAME('ListParts', 'ListMultipartUploadParts'),
  SAME('PutBucketAccelerateConfiguration', 'PutAccelerateConfiguration'),
  SAME('PutBucketAnalyticsConfiguration', 'PutAnalyticsConfiguration'),
  SAME('PutBucketCors', 'PutBucketCORS'),
  SAME('PutBucketEncryption', 'PutEncryptionConfiguration'),
  SAME('PutBucketInventoryConfiguration', 'PutInventoryConfiguration'),
  SAME('PutBucketLifecycle', 'PutLifecycleConfiguration'),
  SAME('PutBucketLifecycleConfiguration', 'PutLifecycleConfiguration'),
  SAME('PutBucketMetricsConfiguration', 'PutMetricsConfiguration'),
  SAME('PutBucketNotificationConfiguration', 'PutBucketNotification'),
  [
    's3 PutBucketReplication',
    's3:DeleteReplicationConfiguration',
    's3:PutReplicationConfiguration',
    'a slip of trailscraper',
  ],
  SAME('UploadPart', 'PutObject'),
  ['s3 UploadPartCopy', 's3:PutObject', 's3:GetObject s3:PutObject', 'a copy is read as well as written'],
]

const CLOUDTRACKER: readonly Row[] = [
  ['lambda ListTags20170331', 'lambda:listtags', 'lambda:ListTags'],
  ['cloudfront CreateDistribution2015_07_27', 'cloudfront:createdistribution', 'cloudfront:CreateDistribution'],
  ['monitoring DescribeAlarms', 'cloudwatch:describealarms', 'cloudwatch:DescribeAlarms'],
  ['email GetSendQuota', 'ses:getsendquota', 'ses:GetSendQuota'],
  ['s3 ListBuckets', 's3:listallmybuckets', 's3:ListAllMyBuckets'],
  ['s3 GetBucketAcl', 's3:getbucketaccesscontrolpolicy', 's3:GetBucketAcl', 'IAM’s names are those of the API since'],
  ['s3 PutBucketLogging', 's3:setbucketloggingstatus', 's3:PutBucketLogging', 'IAM’s names are those of the API since'],
  ['sts GetSessionToken', '', ''],
  ['signin ConsoleLogin', '', ''],
  ['signin CheckMfa', '', ''],
  ['signin ExitRole', '', ''],
  ['signin RenewRole', '', ''],
  ['signin SwitchRole', '', ''],
]

const IAMLIVE: readonly Row[] = [
  [
    'dynamodb DescribeEndpoints',
    '',
    'dynamodb:DescribeEndpoints',
    'the service authorization reference has the action',
  ],
  ['sts AssumeRoleWithSAML', 'sts:AssumeRoleWithSAML', '', 'not signed: the trust policy alone decides'],
  ['sts AssumeRoleWithWebIdentity', 'sts:AssumeRoleWithWebIdentity', '', 'not signed: the trust policy alone decides'],
  ['sqs SendMessageBatch', 'sqs:SendMessageBatch', 'sqs:SendMessage', 'batches have no action of their own'],
  ['sqs DeleteMessageBatch', 'sqs:DeleteMessageBatch', 'sqs:DeleteMessage', 'batches have no action of their own'],
  [
    's3 DeleteBucketOwnershipControls',
    's3:DeleteBucketOwnershipControls',
    's3:PutBucketOwnershipControls',
    'so the API reference',
  ],
  [
    's3 GetObjectTorrent',
    's3:GetObjectTorrent',
    's3:GetObject',
    'the action is gone from the service authorization reference',
  ],
  [
    'cloudfront CreateDistributionWithTags',
    'cloudfront:CreateDistributionWithTags',
    'cloudfront:CreateDistribution cloudfront:TagResource',
    'there is no such action',
  ],
  ['glue GetPartitionIndexes', 'glue:GetTable', 'glue:GetPartitionIndexes', 'the action has come since'],
  ['lex ListBots', 'lex:GetBots', 'lex:ListBots', 'the action of version 2'],
  [
    'kendra StartDataSourceSyncJob',
    'kendra:Query kendra:StartDataSourceSyncJob',
    'kendra:StartDataSourceSyncJob',
    'the call asks for no query',
  ],
]

const requestsFor = (event: string, requestParameters: JsonObject = {}) =>
  requestsOf(callRecord(event, requestParameters))

const PEERS: Readonly<Record<string, readonly Row[]>> = {
  trailscraper: [...TRAILSCRAPER, ...AMAZON_S3],
  CloudTracker: CLOUDTRACKER,
  iamlive: IAMLIVE,
}

describe.each(Object.entries(PEERS))('%s', (_peer, rows) => {
  test.each(rows.map((row) => ({ name: `${row[0]}: ${row[1]}`, row })))(
    '$name',
    ({ row: [event, theirs, ours, why] }) => {
      expect(requestsFor(event).actions.join(' ')).toBe(ours)
      const agree = theirs.toLowerCase() === ours.toLowerCase()
      expect(why === undefined, 'a difference, and only that, has its reason').toBe(agree)
    },
  )
})

/** What the peers leave at `*`, and what they do not see: which resource, and which role is passed. */
test.each<[event: string, parameters: JsonObject, requests: readonly string[]]>([
  ['s3 HeadObject', { bucketName: 'b', key: 'k/1' }, ['s3:GetObject arn:aws:s3:::b/k/1']],
  ['s3 ListObjectsV2', { bucketName: 'b', prefix: 'k/' }, ['s3:ListBucket arn:aws:s3:::b']],
  [
    's3 CopyObject',
    { bucketName: 'b', key: 'k', 'x-amz-copy-source': 'from/k2' },
    ['s3:GetObject arn:aws:s3:::from/k2', 's3:PutObject arn:aws:s3:::b/k'],
  ],
  [
    'lambda CreateFunction20150331',
    { functionName: 'f', role: 'arn:aws:iam::111122223333:role/r' },
    [
      'lambda:CreateFunction arn:aws:lambda:eu-west-1:111122223333:function:f',
      'iam:PassRole arn:aws:iam::111122223333:role/r',
    ],
  ],
  [
    'apigateway UpdateStage',
    { restApiId: 'a1', stageName: 'prod' },
    ['apigateway:PATCH arn:aws:apigateway:eu-west-1::/restapis/a1/stages/prod'],
  ],
  [
    'route53 ChangeResourceRecordSets',
    { hostedZoneId: 'Z1' },
    ['route53:ChangeResourceRecordSets arn:aws:route53:::hostedzone/Z1'],
  ],
  [
    'sts AssumeRole',
    { roleArn: 'arn:aws:iam::444455556666:role/x' },
    ['sts:AssumeRole arn:aws:iam::444455556666:role/x'],
  ],
])('%s with its parameters', (event, parameters, requests) => {
  expect(
    requestsFor(event, parameters).requests.map(({ action, resources }) => `${action} ${resources.join(' ')}`),
  ).toEqual(requests)
})
