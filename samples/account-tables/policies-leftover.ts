import { type SamplePolicy, allow, policyOf } from './table.ts'

/** A boundary that works, and what nobody has cleaned up. */
export const policiesLeftOver: readonly SamplePolicy[] = [
  {
    name: 'DeveloperBoundary',
    path: '/boundaries/',
    created: '2022-11-07',
    versions: [
      policyOf(allow(['s3:*', 'dynamodb:*', 'lambda:InvokeFunction', 'logs:*', 'sqs:*', 'cloudwatch:*']), {
        Effect: 'Deny',
        Action: ['iam:*', 'sts:AssumeRole', 'lambda:CreateFunction', 'lambda:UpdateFunctionCode'],
        Resource: '*',
      }),
    ],
  },
  { name: 'MigrationAdmin2021', created: '2021-04-19', versions: [policyOf(allow(['*:*']))] },
  {
    name: 'VpnOperators',
    created: '2019-11-25',
    versions: [policyOf(allow(['ec2:DescribeVpnConnections', 'ec2:CreateVpnConnection', 'ec2:DeleteVpnConnection']))],
  },
  {
    name: 'OldReportingBuckets',
    created: '2020-02-17',
    versions: [policyOf(allow(['s3:GetObject'], ['arn:aws:s3:::harbourline-reports-2019/*']))],
  },
]
