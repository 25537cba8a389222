import { BOTO, CLI, GITHUB, LAMBDA_NODE, OLD_CLI, TERRAFORM, VEEAM } from './agents.ts'
import { DATA_CENTRE, HOME_OFFICES, OFFICE, arnOf } from './company.ts'
import { type Traffic, call, iam, item, s3Object } from './traffic.ts'

const HOSTED_RUNNERS = Array.from({ length: 40 }, (_, n) => `192.0.2.${n + 2}`)
const MANY_PLACES = [
  OFFICE,
  DATA_CENTRE,
  ...HOME_OFFICES,
  '192.0.2.61',
  '192.0.2.245',
  '198.51.100.201',
  '2001:db8:4a::17',
]

/** The long-lived keys, and what each of them is really used for. */
export const keyTraffic: readonly Traffic[] = [
  {
    name: 'ci-github',
    who: { user: 'ci-github', key: 'actions' },
    from: HOSTED_RUNNERS,
    agent: GITHUB,
    when: { days: 'weekdays', at: ['08:10'], spread: 500 },
    calls: [
      call('ecr', 'GetAuthorizationToken'),
      call('ecs', 'RegisterTaskDefinition', {
        family: 'customs-broker',
        taskRoleArn: arnOf('role/orders/orders-worker-task'),
        executionRoleArn: arnOf('role/ecs-task-execution'),
      }),
      call('ecs', 'UpdateService', {
        cluster: 'prod',
        service: 'customs-broker',
        taskDefinition: 'customs-broker:{n}',
      }),
    ],
  },
  {
    name: 'ci-github today',
    who: { user: 'ci-github', key: 'actions' },
    from: '192.0.2.38',
    agent: GITHUB,
    when: { instants: ['2026-11-20T04:51:07Z'] },
    calls: [call('ecr', 'GetAuthorizationToken')],
  },
  {
    name: 'terraform',
    who: { user: 'terraform', key: 'state' },
    from: OFFICE,
    agent: TERRAFORM,
    when: { days: ['Wed'], at: ['14:20'], spread: 60 },
    calls: [
      s3Object('GetObject', 'harbourline-tfstate', 'prod-eu/network.tfstate'),
      call('ec2', 'DescribeSecurityGroups', { securityGroupSet: {}, filterSet: {} }),
      iam('ListRoles'),
      s3Object('PutObject', 'harbourline-tfstate', 'prod-eu/network.tfstate'),
    ],
  },
  {
    name: 'backup',
    who: { user: 'svc-backup', key: 'veeam' },
    from: DATA_CENTRE,
    agent: VEEAM,
    when: { days: 'daily', at: ['23:15'], spread: 30 },
    calls: [
      call(
        's3',
        'ListObjects',
        { bucketName: 'harbourline-backup', prefix: 'veeam/', 'list-type': '2' },
        {
          data: true,
          more: {
            resources: [
              { type: 'AWS::S3::Object', ARNPrefix: 'arn:aws:s3:::harbourline-backup/veeam/' },
              { accountId: '123456789012', type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::harbourline-backup' },
            ],
          },
        },
      ),
      s3Object('PutObject', 'harbourline-backup', 'veeam/{day}/{hex}.vbk'),
    ],
  },
  {
    name: 'edi',
    who: { user: 'svc-edi-gateway', key: 'gateway' },
    from: DATA_CENTRE,
    agent: OLD_CLI,
    when: { days: 'daily', at: ['06:05'], spread: 200 },
    calls: [s3Object('PutObject', 'harbourline-edi-inbox', 'in/{day}/{hex}.edi')],
  },
  {
    name: 'monitor',
    who: { user: 'svc-monitor', key: 'nagios' },
    from: DATA_CENTRE,
    agent: OLD_CLI,
    when: { days: 'daily', at: ['05:00'], spread: 10 },
    calls: [
      call(
        'ec2',
        'DescribeInstances',
        { instancesSet: {}, filterSet: {} },
        {
          error: [
            'Client.UnauthorizedOperation',
            'You are not authorized to perform this operation. User: arn:aws:iam::123456789012:user/service/svc-monitor is not authorized to perform: ec2:DescribeInstances because no identity-based policy allows the ec2:DescribeInstances action',
          ],
        },
      ),
    ],
  },
  {
    name: 'shared',
    who: { user: 'svc-shared-tools', key: 'wiki' },
    from: MANY_PLACES,
    agent: [CLI, OLD_CLI, BOTO],
    when: { days: 'weekdays', at: ['09:00', '13:00'], spread: 180 },
    calls: [call('ec2', 'DescribeInstances', { instancesSet: {}, filterSet: {} })],
  },
  {
    name: 'key inside a function',
    who: { user: 'svc-lambda-dev', key: 'environment' },
    from: ['192.0.2.61', '192.0.2.62'],
    agent: LAMBDA_NODE,
    when: { days: 'weekdays', at: ['10:10'], spread: 90 },
    calls: [item('GetItem', 'orders-dev')],
  },
  {
    name: 'tom old',
    who: { user: 'tom.bauer', key: 'old-laptop' },
    from: OFFICE,
    agent: OLD_CLI,
    when: { days: ['Tue'], at: ['15:00'], spread: 60 },
    calls: [
      s3Object('GetObject', 'harbourline-artifacts', 'tracking/config.yaml'),
      call('logs', 'DescribeLogGroups', { logGroupNamePrefix: '/ecs/tracking' }),
    ],
  },
  {
    name: 'tom new',
    who: { user: 'tom.bauer', key: 'new-laptop' },
    from: [OFFICE, HOME_OFFICES[0]],
    agent: CLI,
    when: { days: ['Mon', 'Thu'], at: ['10:30'], spread: 60, from: '2026-09-02' },
    calls: [
      call('ecs', 'DescribeServices', { cluster: 'prod', services: ['tracking-api'] }),
      call('lambda', 'ListFunctions20150331'),
    ],
  },
  {
    name: 'priya',
    who: { user: 'priya.sharma', key: 'dbt' },
    from: HOME_OFFICES[1],
    agent: BOTO,
    when: { days: ['Mon', 'Wed'], at: ['08:45'], spread: 30 },
    calls: [
      call('athena', 'StartQueryExecution', { queryString: 'HIDDEN_DUE_TO_SECURITY_REASONS', workGroup: 'dbt' }),
      call('glue', 'GetTables', { databaseName: 'lake' }),
    ],
  },
  {
    name: 'marek',
    who: { user: 'marek.nowak', key: 'laptop' },
    from: [OFFICE, HOME_OFFICES[2]],
    agent: CLI,
    when: { days: ['Mon', 'Wed', 'Fri'], at: ['11:00'], spread: 120, from: '2026-10-12' },
    calls: [call('eks', 'ListClusters'), call('rds', 'DescribeDBInstances')],
  },
]
