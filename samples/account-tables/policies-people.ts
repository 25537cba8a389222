import { type SamplePolicy, allow, policyOf } from './table.ts'

const ownUser = 'arn:aws:iam::123456789012:user/*/${aws:username}'

/** What people and pipelines are given. */
export const policiesOfPeople: readonly SamplePolicy[] = [
  {
    name: 'SelfManageCredentials',
    created: '2020-01-14',
    versions: [
      policyOf(
        allow(['iam:GetAccountPasswordPolicy', 'iam:ListUsers', 'iam:ListVirtualMFADevices']),
        allow(
          [
            'iam:ChangePassword',
            'iam:CreateAccessKey',
            'iam:DeleteAccessKey',
            'iam:GetUser',
            'iam:ListAccessKeys',
            'iam:UpdateAccessKey',
            'iam:UpdateLoginProfile',
          ],
          ['arn:aws:iam::123456789012:user/${aws:username}', ownUser],
        ),
        allow(
          ['iam:CreateVirtualMFADevice', 'iam:EnableMFADevice', 'iam:ListMFADevices', 'iam:ResyncMFADevice'],
          ['arn:aws:iam::123456789012:mfa/*', 'arn:aws:iam::123456789012:user/${aws:username}', ownUser],
        ),
      ),
    ],
  },
  {
    name: 'DeveloperAccess',
    created: '2019-03-18',
    updated: '2024-09-30',
    versions: [
      policyOf(allow(['lambda:*', 'dynamodb:*', 's3:*'])),
      policyOf(
        allow(['lambda:*', 'dynamodb:*', 'sqs:*', 'logs:*', 'cloudwatch:*', 'ecs:*', 'ecr:*', 'states:*']),
        allow(['s3:Get*', 's3:List*', 's3:PutObject']),
        allow(['iam:PassRole', 'iam:ListRoles', 'iam:GetRole']),
      ),
    ],
  },
  {
    name: 'CiDeploy',
    created: '2019-08-12',
    updated: '2023-02-14',
    versions: [
      policyOf(allow(['cloudformation:*', 's3:*'])),
      policyOf(
        allow([
          'cloudformation:CreateStack',
          'cloudformation:UpdateStack',
          'cloudformation:DescribeStacks',
          'ecr:*',
          'ecs:RegisterTaskDefinition',
          'ecs:UpdateService',
          'ecs:DescribeServices',
          'lambda:UpdateFunctionCode',
        ]),
        allow(['iam:PassRole']),
      ),
    ],
  },
  { name: 'PlatformAdminEverything', created: '2019-03-25', versions: [policyOf(allow(['*']))] },
  {
    name: 'JenkinsLegacyDeploy',
    created: '2019-08-12',
    versions: [policyOf(allow(['ec2:*', 's3:*', 'iam:*', 'elasticloadbalancing:*', 'route53:*']))],
  },
  {
    name: 'DataLakeReadWrite',
    created: '2020-01-13',
    versions: [
      policyOf(
        allow(
          ['s3:GetObject', 's3:PutObject', 's3:ListBucket'],
          ['arn:aws:s3:::harbourline-lake', 'arn:aws:s3:::harbourline-lake/*'],
        ),
        // The statement before says this already.
        allow(['s3:GetObject'], ['arn:aws:s3:::harbourline-lake/raw/*']),
        allow(['glue:Get*', 'glue:BatchGet*', 'glue:StartJobRun', 'athena:StartQueryExecution', 'athena:GetQuery*']),
      ),
    ],
  },
  {
    name: 'DataScienceSandbox',
    created: '2024-01-29',
    versions: [
      policyOf(allow(['sagemaker:*', 'bedrock:InvokeModel']), {
        ...allow(['iam:PassRole'], ['arn:aws:iam::123456789012:role/poc-sagemaker-notebook']),
        Condition: { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } },
      }),
    ],
  },
  {
    name: 'FinanceBillingRead',
    created: '2019-06-03',
    versions: [
      policyOf(
        allow(['ce:Get*', 'ce:Describe*', 'budgets:ViewBudget', 'cur:DescribeReportDefinitions', 'invoicing:Get*']),
        allow(['aws-marketplace:Subscribe', 'aws-marketplace:ViewSubscriptions']),
      ),
    ],
  },
  {
    name: 'SupportReadOnly',
    created: '2020-05-04',
    versions: [
      policyOf(
        allow(['cloudwatch:Get*', 'cloudwatch:List*', 'logs:FilterLogEvents', 'logs:DescribeLogGroups']),
        allow(['ecs:Describe*', 'ecs:List*', 'sqs:GetQueueAttributes', 'sqs:ListQueues']),
      ),
    ],
  },
  {
    name: 'EverythingButIam',
    created: '2019-05-06',
    versions: [policyOf({ Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' })],
  },
  {
    name: 'OfficeNetworkOnly',
    created: '2020-03-16',
    versions: [
      policyOf({
        ...allow(['s3:ListAllMyBuckets', 's3:GetBucketLocation']),
        // There is no such key: aws:SourceIp was meant, so the statement never allows anything.
        Condition: { IpAddress: { 'aws:SourceIPRange': ['203.0.113.0/24'] } },
      }),
    ],
  },
  {
    name: 'PolicyAuthor',
    created: '2022-02-21',
    versions: [
      policyOf(allow(['iam:CreatePolicyVersion', 'iam:SetDefaultPolicyVersion', 'iam:GetPolicy*', 'iam:ListPolicies'])),
    ],
  },
]
