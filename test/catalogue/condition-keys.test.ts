import { expect, test } from 'vitest'
import { canCarryKey, conditionKeyTypeOf } from '#shared/catalogue/condition-keys.ts'

test.each([
  ['s3:ListBucket', 's3:prefix', true],
  ['S3:listbucket', 'S3:PREFIX', true],
  ['s3:GetObject', 's3:prefix', false],
  ['s3:GetObject', 's3:ExistingObjectTag/team', true],
  ['iam:PassRole', 'iam:PassedToService', true],
  ['iam:GetRole', 'iam:PassedToService', false],
  // A key of what the action acts on.
  ['ec2:RunInstances', 'ec2:Vpc', true],
  ['ec2:DescribeInstances', 'ec2:Vpc', false],
  // Global keys are in every request, but for tags.
  ['s3:GetObject', 'aws:SourceIp', true],
  ['s3:GetObject', 'aws:PrincipalTag/team', true],
  ['ec2:StartInstances', 'aws:ResourceTag/team', true],
  ['ec2:DescribeInstances', 'aws:ResourceTag/team', false],
  ['ec2:CreateTags', 'aws:TagKeys', true],
  ['s3:ListAllMyBuckets', 'aws:TagKeys', false],
  // A key that the reference gives to no action at all.
  ['lambda:InvokeFunction', 'lambda:SourceFunctionArn', true],
  ['codebuild:StartBuild', 'codebuild:projectArn', true],
  // Amazon Bedrock's guide compares it, and the reference does not know of it.
  ['aws-marketplace:Subscribe', 'aws-marketplace:ProductId', true],
])('%s, %s: %s', (action, key, carried) => {
  expect(canCarryKey(action, key)).toBe(carried)
})

test.each([
  ['secretsmanager:ResourceTag/team', 'String'],
  ['secretsmanager:ResourceTag/', undefined],
  ['ssm:resourceTag/team', 'String'],
  ['sagemaker:ResourceTag/team', 'String'],
  ['kms:EncryptionContext:app', 'String'],
  ['aws:ResourceTag', undefined],
])('%s: %s', (key, type) => {
  expect(conditionKeyTypeOf(key)).toBe(type)
})
