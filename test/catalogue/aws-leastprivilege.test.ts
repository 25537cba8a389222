import { expect, test } from 'vitest'
import { requestsOf } from '#shared/catalogue/requests-of.ts'
import type { JsonObject } from '#shared/facts/json.ts'

// What a stack needs of its service role: the roles that aws-leastprivilege makes and deploys with (iann0036/aws-leastprivilege, tests/*/role.yaml;
// no licence: facts only, in our words), here from what CloudTrail says of the same stacks. Theirs lists more of what a resource type might
// need: the reads of a VPC and the grants on a key are events of their own, in which we see them.

const recordOf = (event: string, requestParameters: JsonObject, session: string) => {
  const [source = '', eventName = ''] = event.split(' ')
  return {
    eventSource: `${source}.amazonaws.com`,
    eventName,
    eventType: 'AwsApiCall',
    awsRegion: 'ap-southeast-2',
    recipientAccountId: '111122223333',
    sourceIPAddress: 'cloudformation.amazonaws.com',
    userAgent: 'cloudformation.amazonaws.com',
    userIdentity: {
      type: 'AssumedRole',
      arn: `arn:aws:sts::111122223333:assumed-role/stack/${session}`,
      accountId: '111122223333',
      invokedBy: 'cloudformation.amazonaws.com',
    },
    requestParameters,
  }
}

const asked = (event: string, parameters: JsonObject, session = 'AWSCloudFormation') =>
  requestsOf(recordOf(event, parameters, session)).requests.map(({ action, resources, context }) =>
    [action, ...resources, ...Object.entries(context).map((pair) => pair.join('='))].join(' '),
  )

const ROLE = 'arn:aws:iam::111122223333:role/r'

test.each<readonly [event: string, parameters: JsonObject, ours: readonly string[]]>([
  [
    'lambda CreateFunction20150331',
    {
      functionName: 'f',
      role: ROLE,
      code: { s3Bucket: 'code', s3Key: 'emptyhandler.zip' },
      layers: ['arn:aws:lambda:ap-southeast-2:111122223333:layer:l:1'],
      vpcConfig: { subnetIds: ['subnet-1'] },
    },
    [
      'lambda:CreateFunction arn:aws:lambda:ap-southeast-2:111122223333:function:f',
      'lambda:GetLayerVersion arn:aws:lambda:ap-southeast-2:111122223333:layer:l:1',
      's3:GetObject arn:aws:s3:::code/emptyhandler.zip',
      `iam:PassRole ${ROLE} iam:PassedToService=lambda.amazonaws.com`,
    ],
  ],
  [
    'lambda PutFunctionConcurrency20171031',
    { functionName: 'f', reservedConcurrentExecutions: 1 },
    ['lambda:PutFunctionConcurrency arn:aws:lambda:ap-southeast-2:111122223333:function:f'],
  ],
  [
    's3 PutBucketReplication',
    { bucketName: 'b', ReplicationConfiguration: { Role: ROLE } },
    ['s3:PutReplicationConfiguration arn:aws:s3:::b', `iam:PassRole ${ROLE} iam:PassedToService=s3.amazonaws.com`],
  ],
  ['s3 PutBucketObjectLockConfiguration', { bucketName: 'b' }, ['s3:PutBucketObjectLockConfiguration arn:aws:s3:::b']],
  [
    'ec2 TerminateInstances',
    { instancesSet: { items: [{ instanceId: 'i-0123456789abcdef0' }] } },
    ['ec2:TerminateInstances arn:aws:ec2:ap-southeast-2:111122223333:instance/i-0123456789abcdef0'],
  ],
  [
    'kms Decrypt',
    { keyId: 'arn:aws:kms:ap-southeast-2:111122223333:key/k' },
    ['kms:Decrypt arn:aws:kms:ap-southeast-2:111122223333:key/k'],
  ],
])('a service role calls itself: %s', (event, parameters, ours) => {
  expect(asked(event, parameters)).toEqual(ours)
})

test('with the rights of whoever made the stack, CloudFormation sets aws:CalledVia', () => {
  expect(asked('sqs CreateQueue', { queueName: 'q' }, 'alice')).toEqual([
    'sqs:CreateQueue arn:aws:sqs:ap-southeast-2:111122223333:q aws:CalledVia=cloudformation.amazonaws.com',
  ])
})

test('the two are kept apart where answers are remembered', () => {
  const [own, forwarded] = ['AWSCloudFormation', 'alice'].map((session) =>
    requestsOf.scopeOf(recordOf('sqs CreateQueue', {}, session)),
  )
  expect(own).not.toBe(forwarded)
})
