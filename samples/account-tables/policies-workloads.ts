import { type SamplePolicy, allow, policyOf } from './table.ts'

const bucket = (name: string): string[] => [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`]

/** What workloads are given: some of it fits, most of it is wider than its use. */
export const policiesOfWorkloads: readonly SamplePolicy[] = [
  {
    name: 'OrdersTableAccess',
    path: '/orders/',
    created: '2021-03-08',
    versions: [policyOf(allow(['dynamodb:*']), allow(['sqs:*']), allow(['secretsmanager:GetSecretValue']))],
  },
  {
    name: 'InvoiceBucketAccess',
    path: '/orders/',
    created: '2021-06-14',
    versions: [policyOf(allow(['s3:*'], bucket('harbourline-invoices')), allow(['s3:GetObject']), allow(['kms:*']))],
  },
  {
    name: 'TrackingQueues',
    path: '/tracking/',
    created: '2022-01-17',
    versions: [policyOf(allow(['sqs:*', 'sns:Publish']), allow(['dynamodb:*'], ['arn:aws:dynamodb:*:*:table/track*']))],
  },
  {
    name: 'EdiGatewayAccess',
    created: '2020-03-16',
    versions: [
      policyOf(
        allow(['s3:PutObject', 's3:GetObject', 's3:ListBucket'], bucket('harbourline-edi-inbox')),
        // A bucket's ARN where objects are meant, and a topic where a queue is: neither pair can ever match.
        allow(['s3:DeleteObject'], ['arn:aws:s3:::harbourline-edi-inbox']),
        allow(['sqs:SendMessage'], ['arn:aws:sns:eu-central-1:123456789012:edi-received']),
      ),
    ],
  },
  {
    name: 'WarehouseSyncAccess',
    created: '2021-05-10',
    versions: [policyOf(allow(['s3:ListAllMyBuckets']), allow(['s3:*'], bucket('harbourline-warehouse')))],
  },
  {
    name: 'BackupWriter',
    created: '2020-11-02',
    updated: '2024-02-01',
    versions: [
      policyOf(allow(['s3:PutObject'], ['arn:aws:s3:::harbourline-backup/*'])),
      {
        Version: '2024-02-01',
        Statement: [
          allow(['s3:PutObject', 's3:AbortMultipartUpload'], ['arn:aws:s3:::harbourline-backup/*']),
          allow(['s3:ListBucket'], ['arn:aws:s3:::harbourline-backup']),
        ],
      },
    ],
  },
  {
    name: 'ReportsReader',
    created: '2022-06-13',
    versions: [
      policyOf(
        allow(['s3:GetObjcet', 's3:ListBucket'], bucket('harbourline-reports')),
        allow(['dynamodb:GetItems', 'dynamodb:Query'], ['arn:aws:dynamodb:eu-central-1:123456789012:table/reports']),
      ),
    ],
  },
  {
    name: 'LambdaCodeUpdater',
    created: '2023-08-21',
    versions: [policyOf(allow(['lambda:UpdateFunctionCode', 'lambda:GetFunction', 'lambda:InvokeFunction']))],
  },
  {
    name: 'FleetLauncher',
    created: '2021-09-27',
    versions: [policyOf(allow(['ec2:*']), allow(['iam:PassRole'], ['arn:aws:iam::123456789012:role/*']))],
  },
  {
    name: 'DeployRunner',
    created: '2023-05-15',
    versions: [policyOf(allow(['lambda:*', 'cloudformation:*', 's3:*', 'iam:PassRole', 'iam:GetRole']))],
  },
  {
    name: 'AssumeAnyRole',
    created: '2021-10-04',
    versions: [policyOf(allow(['sts:AssumeRole']))],
  },
  {
    name: 'TrailAdministration',
    created: '2021-05-19',
    versions: [
      policyOf(allow(['cloudtrail:*']), allow(['s3:GetObject'], ['arn:aws:s3:::harbourline-trail-prod-eu/*'])),
    ],
  },
  { name: 'KmsDecryptAny', created: '2022-09-19', versions: [policyOf(allow(['kms:Decrypt', 'kms:DescribeKey']))] },
  {
    name: 'SecretsReaderAll',
    created: '2022-03-28',
    versions: [policyOf(allow(['secretsmanager:GetSecretValue', 'secretsmanager:ListSecrets']))],
  },
]
