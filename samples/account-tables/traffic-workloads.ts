import { ECS_JAVA, LAMBDA_NODE, OLD_BOTO } from './agents.ts'
import { arnOf, regional } from './company.ts'
import { type Traffic, call, item, keyThroughS3, message, s3Object } from './traffic.ts'

const INVOICE_KEY = 'b1f0d4c7-29ae-4e18-9a63-7d05c8e2f641'
const NAT = ['192.0.2.61', '192.0.2.62']

const secret = (name: string) =>
  call('secretsmanager', 'GetSecretValue', { secretId: regional('secretsmanager', `secret:${name}-Xk2p9Q`) })
const logStream = (group: string) =>
  call('logs', 'CreateLogStream', { logGroupName: `/aws/lambda/${group}`, logStreamName: '{day}/[$LATEST]{hex}' })

/** Narrow use beside wide grants: what least privilege has to find. */
export const workloadTraffic: readonly Traffic[] = [
  {
    name: 'orders api',
    who: { role: 'orders-api-task', session: 'a1c94be07d5f4e6c' },
    from: NAT,
    agent: ECS_JAVA,
    when: { days: 'daily', at: ['05:10', '10:40'], spread: 60 },
    calls: [item('Query', 'orders'), item('PutItem', 'orders'), message('SendMessage', 'order-events')],
  },
  {
    name: 'orders api secret',
    who: { role: 'orders-api-task', session: 'a1c94be07d5f4e6c' },
    from: NAT,
    agent: ECS_JAVA,
    when: { days: ['Mon', 'Thu'], at: ['04:55'], spread: 9 },
    calls: [secret('orders/database')],
  },
  {
    name: 'orders worker',
    who: { role: 'orders-worker-task', session: '77b0e1f2c3d84a59' },
    from: NAT,
    agent: ECS_JAVA,
    when: { days: 'daily', at: ['11:20'], spread: 120 },
    calls: [
      message('ReceiveMessage', 'order-events'),
      item('UpdateItem', 'orders'),
      message('DeleteMessage', 'order-events'),
    ],
  },
  {
    name: 'invoices',
    who: { role: 'invoice-renderer-lambda', session: 'invoice-renderer' },
    from: NAT,
    agent: LAMBDA_NODE,
    when: { days: 'daily', at: ['04:05'], spread: 50 },
    calls: [
      s3Object('GetObject', 'harbourline-invoices', 'templates/{pick:de|en|nl|pl}/invoice.html'),
      keyThroughS3('Decrypt', INVOICE_KEY, 'harbourline-invoices'),
      s3Object('PutObject', 'harbourline-invoices', 'rendered/{day}/HL-{n}.pdf'),
      keyThroughS3('GenerateDataKey', INVOICE_KEY, 'harbourline-invoices'),
    ],
  },
  {
    name: 'invoices start',
    who: { role: 'invoice-renderer-lambda', session: 'invoice-renderer' },
    from: NAT,
    agent: LAMBDA_NODE,
    when: { days: ['Mon'], at: ['04:01'] },
    calls: [logStream('invoice-renderer'), secret('orders/pdf-licence')],
  },
  {
    name: 'tracking api',
    who: { role: 'tracking-api-task', session: '5e2d90c1b7a34f88' },
    from: NAT,
    agent: ECS_JAVA,
    when: { days: 'daily', at: ['09:30'], spread: 400 },
    calls: [item('Query', 'tracking-positions')],
  },
  {
    name: 'tracking consumer',
    who: { role: 'tracking-consumer-lambda', session: 'tracking-consumer' },
    from: NAT,
    agent: LAMBDA_NODE,
    when: { days: 'daily', at: ['07:15'], spread: 300 },
    calls: [message('ReceiveMessage', 'tracking-positions'), item('PutItem', 'tracking-positions')],
  },
  {
    name: 'notifier',
    who: { role: 'shipment-notifier-lambda', session: 'shipment-notifier' },
    from: NAT,
    agent: LAMBDA_NODE,
    when: { days: ['Tue', 'Fri'], at: ['06:30'], spread: 30 },
    calls: [logStream('shipment-notifier')],
  },
  {
    name: 'lambda service',
    who: { service: 'lambda.amazonaws.com' },
    from: 'lambda.amazonaws.com',
    agent: 'lambda.amazonaws.com',
    when: { days: ['Mon', 'Thu'], at: ['04:00'] },
    calls: [
      call('sts', 'AssumeRole', {
        roleArn: arnOf('role/orders/invoice-renderer-lambda'),
        roleSessionName: 'invoice-renderer',
      }),
    ],
  },
  {
    name: 'glue',
    who: { role: 'data-lake-glue', session: 'GlueJobRunnerSession' },
    from: NAT,
    agent: 'aws-sdk-java/1.12.788 AWSGlue/5.0',
    when: { days: 'weekdays', at: ['02:10'], spread: 15 },
    calls: [
      call('glue', 'GetTable', { databaseName: 'lake', name: 'shipments_raw' }),
      s3Object('GetObject', 'harbourline-lake', 'raw/shipments/{day}/part-0000{n}.json.gz'),
      s3Object('PutObject', 'harbourline-lake', 'curated/shipments/{day}/part-0000{n}.parquet'),
    ],
  },
  {
    name: 'firehose',
    who: { role: 'lake-ingest-firehose', session: 'AWSFirehoseToS3' },
    from: 'firehose.amazonaws.com',
    agent: 'firehose.amazonaws.com',
    when: { days: 'daily', at: ['00:35'], spread: 20 },
    calls: [
      s3Object('PutObject', 'harbourline-lake', 'raw/shipments/{day}/part-0000{n}.json.gz', {
        via: 'firehose.amazonaws.com',
      }),
    ],
  },
  {
    name: 'edi host',
    who: { role: 'edi-gateway-ec2', session: 'i-0c4f81d29b7e6a530' },
    from: '192.0.2.77',
    agent: OLD_BOTO,
    when: { days: ['Mon', 'Wed', 'Fri'], at: ['08:20'], spread: 30 },
    calls: [s3Object('GetObject', 'harbourline-edi-inbox', 'in/{day}/{hex}.edi')],
  },
  {
    name: 'fleet',
    who: { role: 'fleet-launcher-lambda', session: 'fleet-launcher' },
    from: NAT,
    agent: LAMBDA_NODE,
    when: { days: ['Sun', 'Wed'], at: ['21:00'], spread: 5 },
    calls: [
      call('ec2', 'DescribeInstances', {
        filterSet: { items: [{ name: 'tag:fleet', valueSet: { items: [{ value: 'routing' }] } }] },
        instancesSet: {},
      }),
      call(
        'ec2',
        'RunInstances',
        {
          instancesSet: { items: [{ imageId: 'ami-0b6c4e1f7d2a98530', minCount: 1, maxCount: 2 }] },
          instanceType: 'c7g.xlarge',
          subnetId: 'subnet-04d1c97be2f803a65',
          groupSet: { items: [{ groupId: 'sg-0a9e37c15f48d2b60' }] },
          iamInstanceProfile: { arn: arnOf('instance-profile/monitoring-agent') },
          tagSpecificationSet: { items: [{ resourceType: 'instance', tags: [{ key: 'fleet', value: 'routing' }] }] },
        },
        {
          response: {
            reservationId: 'r-0{hex}',
            instancesSet: { items: [{ instanceId: 'i-0{hex}', imageId: 'ami-0b6c4e1f7d2a98530' }] },
          },
        },
      ),
    ],
  },
  {
    name: 'nightly',
    who: { role: 'nightly-scheduler', session: 'scheduler' },
    from: 'scheduler.amazonaws.com',
    agent: 'scheduler.amazonaws.com',
    when: { days: 'daily', at: ['01:00'] },
    calls: [
      call(
        'ecs',
        'RunTask',
        { cluster: 'batch', taskDefinition: 'nightly-close:41', count: 1, launchType: 'FARGATE' },
        { via: 'scheduler.amazonaws.com' },
      ),
    ],
  },
]
