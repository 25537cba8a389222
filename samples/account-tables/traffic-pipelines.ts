import { CODEBUILD, GITHUB, SKYLARK, TERRAFORM } from './agents.ts'
import { SECURITY_ACCOUNT, SKYLARK_ACCOUNT, STAGING_ACCOUNT, arnOf } from './company.ts'
import { type Traffic, call, iam, s3Object } from './traffic.ts'

/** What comes in from outside: pipelines, a vendor, the accounts beside this one. */
export const pipelineTraffic: readonly Traffic[] = [
  {
    name: 'deploy',
    who: { role: 'deploy-runner', session: 'AWSCodeBuild-4b81' },
    from: ['192.0.2.140', '192.0.2.141'],
    agent: CODEBUILD,
    when: { days: ['Tue', 'Thu'], at: ['13:05'], spread: 90 },
    calls: [
      call('cloudformation', 'DescribeStacks', { stackName: 'orders' }),
      call('lambda', 'UpdateFunctionCode20150331v2', {
        functionName: 'orders-{pick:validate|price|confirm}',
        s3Bucket: 'harbourline-artifacts',
        s3Key: 'orders/{hex}.zip',
        publish: true,
        dryRun: false,
      }),
      s3Object('GetObject', 'harbourline-artifacts', 'orders/{hex}.zip'),
    ],
  },
  {
    name: 'deploy new function',
    who: { role: 'deploy-runner', session: 'AWSCodeBuild-4b81' },
    from: '192.0.2.140',
    agent: CODEBUILD,
    when: { instants: ['2026-09-08T13:40:12Z', '2026-10-22T14:02:51Z'] },
    calls: [
      call('lambda', 'CreateFunction20150331', {
        functionName: 'orders-{pick:refund|returns}',
        runtime: 'nodejs22.x',
        handler: 'index.handler',
        role: arnOf('role/orders/invoice-renderer-lambda'),
        code: {},
        timeout: 15,
        memorySize: 512,
      }),
    ],
  },
  {
    name: 'github sign-in',
    who: {
      webIdentity: {
        provider: 'token.actions.githubusercontent.com',
        subject: 'repo:harbourline/shipping-web:ref:refs/heads/main',
      },
    },
    from: ['192.0.2.5', '192.0.2.19', '192.0.2.33'],
    agent: GITHUB,
    when: { days: ['Mon', 'Wed', 'Fri'], at: ['09:02'], spread: 0 },
    calls: [
      call('sts', 'AssumeRoleWithWebIdentity', {
        roleArn: arnOf('role/github-actions-deploy'),
        roleSessionName: 'GitHubActions',
      }),
    ],
  },
  {
    name: 'github deploy',
    who: {
      role: 'github-actions-deploy',
      session: 'GitHubActions',
      webIdentity: 'token.actions.githubusercontent.com',
    },
    from: ['192.0.2.5', '192.0.2.19', '192.0.2.33'],
    agent: GITHUB,
    when: { days: ['Mon', 'Wed', 'Fri'], at: ['09:03'], spread: 4 },
    calls: [
      call('ecr', 'GetAuthorizationToken'),
      call('ecs', 'RegisterTaskDefinition', {
        family: 'shipping-web',
        taskRoleArn: arnOf('role/orders/orders-api-task'),
        executionRoleArn: arnOf('role/ecs-task-execution'),
        networkMode: 'awsvpc',
      }),
      call('ecs', 'UpdateService', { cluster: 'prod', service: 'shipping-web', taskDefinition: 'shipping-web:{n}' }),
    ],
  },
  {
    name: 'terraform cloud',
    who: { role: 'terraform-cloud-plan', session: 'terraform-run', webIdentity: 'app.terraform.io' },
    from: '192.0.2.210',
    agent: TERRAFORM,
    when: { days: ['Tue'], at: ['10:00'], spread: 60 },
    calls: [
      call('ec2', 'DescribeVpcs', { vpcSet: {}, filterSet: {} }),
      call('ec2', 'DescribeSubnets', { subnetSet: {}, filterSet: {} }),
    ],
  },
  {
    name: 'skylark sign-in',
    who: { foreign: { account: SKYLARK_ACCOUNT, role: 'collector', session: 'collector-eu' } },
    from: '192.0.2.222',
    agent: SKYLARK,
    when: { days: 'daily', at: ['05:30'] },
    calls: [
      call(
        'sts',
        'AssumeRole',
        { roleArn: arnOf('role/skylark-monitoring'), roleSessionName: 'skylark', externalId: 'hl-7d41c09e-prod' },
        { region: 'us-east-1', more: { sharedEventID: '{uuid}' } },
      ),
    ],
  },
  {
    name: 'skylark',
    who: { role: 'skylark-monitoring', session: 'skylark' },
    from: '192.0.2.222',
    agent: SKYLARK,
    when: { days: 'daily', at: ['05:31'] },
    calls: [
      call('monitoring', 'GetMetricData', { startTime: '{day}T05:00:00Z', endTime: '{day}T05:30:00Z' }),
      call('ec2', 'DescribeInstances', { instancesSet: {}, filterSet: {} }),
    ],
  },
  {
    name: 'security audit',
    who: { role: 'security-audit', session: 'weekly' },
    from: '192.0.2.230',
    agent: 'Boto3/1.40.40 prowler',
    when: { days: ['Mon'], at: ['03:00'], spread: 10 },
    calls: [
      iam('ListUsers'),
      iam('GetAccountPasswordPolicy'),
      call('s3', 'ListBuckets'),
      call('cloudtrail', 'DescribeTrails', { includeShadowTrails: true }),
    ],
  },
  {
    name: 'security audit sign-in',
    who: { foreign: { account: SECURITY_ACCOUNT, role: 'auditor', session: 'weekly' } },
    from: '192.0.2.230',
    agent: 'Boto3/1.40.40 prowler',
    when: { days: ['Mon'], at: ['02:59'] },
    calls: [call('sts', 'AssumeRole', { roleArn: arnOf('role/security-audit'), roleSessionName: 'weekly' })],
  },
  {
    name: 'promote',
    who: { role: 'staging-promote', session: 'promoter' },
    from: '192.0.2.231',
    agent: CODEBUILD,
    when: { days: ['Thu'], at: ['12:30'], spread: 30 },
    calls: [
      call('ecr', 'PutImage', { repositoryName: 'shipping-web', imageTag: 'rc-{n}', registryId: STAGING_ACCOUNT }),
    ],
  },
]
