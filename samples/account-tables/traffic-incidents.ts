import { BROWSER, CLI, FIREFOX } from './agents.ts'
import { ACCOUNT_ID, HOME_OFFICES, MANAGEMENT_ACCOUNT, OFFICE, SECURITY_ACCOUNT, arnOf } from './company.ts'
import { TRAIL_ARN, TRAIL_STARTED_AT, TRAIL_STOPPED_AT } from './settings.ts'
import { SIGN_IN, type Traffic, call, iam } from './traffic.ts'

/** What our own people and services did once, and what an auditor is asked about afterwards. */
export const incidents: readonly Traffic[] = [
  {
    name: 'root signs in',
    who: { root: 'console' },
    from: OFFICE,
    agent: BROWSER,
    when: { instants: ['2026-10-29T07:11:26Z'] },
    calls: [
      { ...SIGN_IN, region: 'us-east-1' },
      iam('GetAccountSummary'),
      iam('UpdateAccountPasswordPolicy', {
        minimumPasswordLength: 8,
        requireNumbers: true,
        requireLowercaseCharacters: true,
        maxPasswordAge: 365,
      }),
    ],
  },
  {
    name: 'autoscaling for the account',
    who: { root: 'service' },
    from: 'autoscaling.amazonaws.com',
    agent: 'autoscaling.amazonaws.com',
    when: { days: ['Sat'], at: ['18:30'], spread: 60 },
    calls: [
      call(
        'ec2',
        'TerminateInstances',
        { instancesSet: { items: [{ instanceId: 'i-0{hex}' }] } },
        { via: 'autoscaling.amazonaws.com' },
      ),
    ],
  },
  {
    name: 'assume root',
    who: { foreign: { account: SECURITY_ACCOUNT, role: 'root-tasks', session: 'claire.dubois' } },
    from: HOME_OFFICES[0],
    agent: CLI,
    when: { instants: ['2026-10-06T13:02:18Z'] },
    calls: [
      call(
        'sts',
        'AssumeRoot',
        {
          targetPrincipal: ACCOUNT_ID,
          durationSeconds: 900,
          taskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy' },
        },
        { more: { sharedEventID: '{uuid}' } },
      ),
    ],
  },
  {
    name: 'privileged task',
    who: { root: 'privileged-task' },
    from: HOME_OFFICES[0],
    agent: CLI,
    when: { instants: ['2026-10-06T13:03:02Z'] },
    calls: [
      call(
        's3',
        'DeleteBucketPolicy',
        { bucketName: 'harbourline-partner-files' },
        { resources: [['arn:aws:s3:::harbourline-partner-files', 'AWS::S3::Bucket']] },
      ),
    ],
  },
  {
    name: 'sofia loses her phone',
    who: { console: 'sofia.lindqvist', mfa: 'Yes' },
    from: HOME_OFFICES[1],
    agent: BROWSER,
    when: { instants: ['2026-10-21T16:44:30Z'] },
    calls: [
      iam('DeactivateMFADevice', { userName: 'sofia.lindqvist', serialNumber: arnOf('mfa/sofia.lindqvist') }),
      iam('DeleteVirtualMFADevice', { serialNumber: arnOf('mfa/sofia.lindqvist') }),
    ],
  },
  {
    name: 'trail off',
    who: { user: 'terraform', key: 'state' },
    from: OFFICE,
    agent: CLI,
    when: { instants: [TRAIL_STOPPED_AT] },
    calls: [call('cloudtrail', 'StopLogging', { name: TRAIL_ARN })],
  },
  {
    name: 'trail on',
    who: { role: 'AWSReservedSSO_AdministratorAccess_4c9a1f0be27d3385', session: 'anna.keller@harbourline.example' },
    from: OFFICE,
    agent: CLI,
    when: { instants: [TRAIL_STARTED_AT] },
    calls: [call('cloudtrail', 'StartLogging', { name: TRAIL_ARN })],
  },
  {
    name: 'katrin helps herself',
    who: { console: 'katrin.schulz', mfa: 'Yes' },
    from: OFFICE,
    agent: FIREFOX,
    when: { instants: ['2026-09-24T07:02:00Z'] },
    calls: [
      iam('AttachUserPolicy', { userName: 'katrin.schulz', policyArn: 'arn:aws:iam::aws:policy/AmazonEC2FullAccess' }),
    ],
  },
  {
    name: 'key for another',
    who: { console: 'katrin.schulz', mfa: 'Yes' },
    from: OFFICE,
    agent: FIREFOX,
    when: { instants: ['2026-09-10T13:20:16Z'] },
    calls: [iam('CreateAccessKey', { userName: 'svc-edi-gateway' })],
  },
  {
    name: 'nina starts',
    who: { console: 'anna.keller', mfa: 'Yes' },
    from: OFFICE,
    agent: BROWSER,
    when: { instants: ['2026-11-13T08:41:07Z'] },
    calls: [
      iam('CreateUser', { userName: 'nina.hoffmann', path: '/people/' }),
      iam('CreateLoginProfile', { userName: 'nina.hoffmann', passwordResetRequired: true }),
      iam('AddUserToGroup', { groupName: 'developers', userName: 'nina.hoffmann' }),
    ],
  },
  {
    name: 'new role',
    who: { user: 'terraform', key: 'state' },
    from: OFFICE,
    agent: CLI,
    when: { instants: ['2026-11-13T14:05:32Z'] },
    calls: [
      iam('CreateRole', { roleName: 'returns-portal-task', path: '/orders/' }),
      iam('AttachRolePolicy', { roleName: 'returns-portal-task', policyArn: arnOf('policy/orders/OrdersTableAccess') }),
    ],
  },
  {
    name: 'glass is broken',
    who: { console: 'break-glass-1', mfa: 'Yes' },
    from: OFFICE,
    agent: BROWSER,
    when: { instants: ['2026-10-02T04:12:55Z'] },
    calls: [
      SIGN_IN,
      call('rds', 'FailoverDBCluster', { dBClusterIdentifier: 'orders' }),
      call('rds', 'DescribeDBClusters'),
    ],
  },
  {
    name: 'twelve hours of admin',
    who: { role: 'platform-admin', session: 'marek' },
    from: HOME_OFFICES[2],
    agent: CLI,
    when: { instants: ['2026-09-07T18:30:11Z', '2026-11-02T19:12:40Z'] },
    calls: [
      call('rds', 'ModifyDBInstance', { dBInstanceIdentifier: 'orders-1', applyImmediately: true }),
      call('ec2', 'AuthorizeSecurityGroupIngress', { groupId: 'sg-0a9e37c15f48d2b60' }),
    ],
  },
  {
    name: 'management account looks in',
    who: { foreign: { account: MANAGEMENT_ACCOUNT, role: 'AWSControlTowerStackSetRole', session: 'stackset' } },
    from: 'cloudformation.amazonaws.com',
    agent: 'cloudformation.amazonaws.com',
    when: { instants: ['2026-09-29T10:00:00Z'] },
    calls: [
      call('sts', 'AssumeRole', { roleArn: arnOf('role/AWSControlTowerExecution'), roleSessionName: 'stackset' }),
    ],
  },
]
