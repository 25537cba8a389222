import { type SamplePolicy, allow, policyOf } from './table.ts'

/** Real names and real shape, shortened: AWS's own documents run to hundreds of actions. */
export const awsManagedPolicies: readonly SamplePolicy[] = [
  { name: 'AdministratorAccess', created: '2015-02-06T18:39:46Z', versions: [policyOf(allow(['*']))] },
  {
    name: 'PowerUserAccess',
    created: '2015-02-06T18:39:47Z',
    versions: [
      policyOf(
        { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
        allow(['iam:CreateServiceLinkedRole', 'iam:ListRoles', 'organizations:DescribeOrganization']),
      ),
    ],
  },
  {
    name: 'ReadOnlyAccess',
    created: '2015-02-06T18:39:48Z',
    versions: [
      policyOf(
        allow([
          'cloudwatch:Get*',
          'cloudwatch:List*',
          'dynamodb:Describe*',
          'dynamodb:GetItem',
          'dynamodb:Query',
          'dynamodb:Scan',
          'ec2:Describe*',
          'ecs:Describe*',
          'ecs:List*',
          'iam:Get*',
          'iam:List*',
          'lambda:Get*',
          'lambda:List*',
          's3:Get*',
          's3:List*',
          'sqs:ListQueues',
        ]),
      ),
    ],
  },
  {
    name: 'SecurityAudit',
    created: '2015-02-06T18:41:01Z',
    versions: [
      policyOf(
        allow([
          'access-analyzer:List*',
          'cloudtrail:DescribeTrails',
          'cloudtrail:GetTrailStatus',
          'cloudtrail:LookupEvents',
          'ec2:Describe*',
          'iam:GenerateCredentialReport',
          'iam:Get*',
          'iam:List*',
          'kms:Describe*',
          'kms:List*',
          's3:GetBucketPolicy',
          's3:ListAllMyBuckets',
        ]),
      ),
    ],
  },
  {
    name: 'AmazonS3FullAccess',
    created: '2015-02-06T18:40:58Z',
    versions: [policyOf(allow(['s3:*', 's3-object-lambda:*']))],
  },
  {
    name: 'AmazonEC2FullAccess',
    created: '2015-02-06T18:40:15Z',
    versions: [
      policyOf(allow(['ec2:*']), allow(['elasticloadbalancing:*']), allow(['cloudwatch:*']), allow(['autoscaling:*']), {
        ...allow(['iam:CreateServiceLinkedRole']),
        Condition: {
          StringEquals: { 'iam:AWSServiceName': ['autoscaling.amazonaws.com', 'ec2scheduled.amazonaws.com'] },
        },
      }),
    ],
  },
  {
    name: 'AWSCompromisedKeyQuarantineV3',
    created: '2024-08-21T17:10:31Z',
    versions: [
      policyOf({
        Effect: 'Deny',
        Action: [
          'bedrock:InvokeModel',
          'ec2:RequestSpotInstances',
          'ec2:RunInstances',
          'iam:AttachUserPolicy',
          'iam:CreateAccessKey',
          'iam:CreateLoginProfile',
          'iam:CreateUser',
          'lambda:CreateFunction',
          'organizations:CreateAccount',
          's3:PutBucketPolicy',
        ],
        Resource: '*',
      }),
    ],
  },
  {
    name: 'AmazonBedrockLimitedAccess',
    created: '2025-07-07T16:03:40Z',
    versions: [
      policyOf(allow(['bedrock:CallWithBearerToken', 'bedrock:Get*', 'bedrock:InvokeModel*', 'bedrock:List*'])),
    ],
  },
  {
    name: 'AWSMarketplaceFullAccess',
    created: '2015-02-11T17:21:45Z',
    versions: [policyOf(allow(['aws-marketplace:*', 'ec2:RunInstances', 'cloudformation:CreateStack']))],
  },
  { name: 'AWSCloudShellFullAccess', created: '2020-12-15T18:07:35Z', versions: [policyOf(allow(['cloudshell:*']))] },
  {
    name: 'AWSLambdaBasicExecutionRole',
    path: '/service-role/',
    created: '2015-04-09T15:03:43Z',
    versions: [policyOf(allow(['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents']))],
  },
  {
    name: 'AmazonECSTaskExecutionRolePolicy',
    path: '/service-role/',
    created: '2017-11-16T18:48:22Z',
    versions: [
      policyOf(
        allow([
          'ecr:GetAuthorizationToken',
          'ecr:BatchCheckLayerAvailability',
          'ecr:GetDownloadUrlForLayer',
          'ecr:BatchGetImage',
          'logs:CreateLogStream',
          'logs:PutLogEvents',
        ]),
      ),
    ],
  },
  {
    name: 'AmazonSSMManagedInstanceCore',
    created: '2019-03-15T17:22:12Z',
    versions: [
      policyOf(
        allow(['ssm:DescribeAssociation', 'ssm:GetDocument', 'ssm:UpdateInstanceInformation']),
        allow(['ssmmessages:CreateControlChannel', 'ssmmessages:OpenControlChannel']),
        allow(['ec2messages:GetMessages', 'ec2messages:SendReply']),
      ),
    ],
  },
  {
    name: 'CloudWatchAgentServerPolicy',
    created: '2018-03-07T01:06:44Z',
    versions: [policyOf(allow(['cloudwatch:PutMetricData', 'ec2:DescribeTags', 'logs:PutLogEvents']))],
  },
  {
    name: 'AWSGlueServiceRole',
    path: '/service-role/',
    created: '2017-08-14T13:37:21Z',
    versions: [policyOf(allow(['glue:*', 's3:GetBucketLocation', 's3:ListBucket', 'ec2:DescribeSubnets']))],
  },
  {
    name: 'AmazonRDSEnhancedMonitoringRole',
    path: '/service-role/',
    created: '2015-11-11T19:58:29Z',
    versions: [policyOf(allow(['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents']))],
  },
  ...[
    { name: 'AutoScalingServiceRolePolicy', actions: ['ec2:RunInstances', 'ec2:TerminateInstances', 'ec2:Describe*'] },
    { name: 'AmazonECSServiceRolePolicy', actions: ['ec2:Describe*', 'elasticloadbalancing:RegisterTargets'] },
    { name: 'AmazonRDSServiceRolePolicy', actions: ['ec2:CreateNetworkInterface', 'cloudwatch:PutMetricData'] },
    { name: 'AWSElasticLoadBalancingServiceRolePolicy', actions: ['ec2:Describe*', 'ec2:CreateNetworkInterface'] },
    { name: 'AWSSupportServiceRolePolicy', actions: ['ec2:Describe*', 's3:ListAllMyBuckets'] },
    { name: 'AWSTrustedAdvisorServiceRolePolicy', actions: ['ec2:Describe*', 'iam:GenerateCredentialReport'] },
    { name: 'AccessAnalyzerServiceRolePolicy', actions: ['iam:GetRole', 'iam:ListRoles', 's3:GetBucketPolicy'] },
    { name: 'AWSOrganizationsServiceTrustPolicy', actions: ['iam:CreateServiceLinkedRole'] },
    { name: 'AWSSSOServiceRolePolicy', actions: ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:UpdateSAMLProvider'] },
    { name: 'CloudTrailServiceRolePolicy', actions: ['cloudtrail:*', 'organizations:DescribeOrganization'] },
  ].map(({ name, actions }) => ({
    name,
    path: '/aws-service-role/',
    created: '2018-01-09T08:00:00Z',
    versions: [policyOf(allow(actions))],
  })),
]
