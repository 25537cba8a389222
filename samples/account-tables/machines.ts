import type { SampleUser } from './table.ts'

const SERVICE = '/service/'
const owner = (name: string, team: string) => ({ Team: team, Owner: `${name}@harbourline.example` })

export const machines: readonly SampleUser[] = [
  {
    name: 'ci-github',
    path: SERVICE,
    created: '2023-02-14',
    groups: ['ci'],
    tags: owner('marek.nowak', 'platform'),
    keys: [{ label: 'actions', created: '2023-02-14', active: true, lastUse: 'seen' }],
  },
  {
    name: 'ci-jenkins',
    path: SERVICE,
    created: '2019-08-12',
    attached: ['JenkinsLegacyDeploy'],
    tags: owner('katrin.schulz', 'infrastructure'),
    keys: [
      {
        label: 'master',
        created: '2019-08-12',
        active: true,
        lastUse: { at: '2024-08-30T03:15:00Z', region: 'eu-central-1', service: 'ec2' },
      },
    ],
  },
  {
    name: 'ci-gitlab-legacy',
    created: '2024-03-04',
    groups: ['ci'],
    keys: [
      { label: 'runner', created: '2024-03-04', active: true, lastUse: 'never' },
      {
        label: 'runner-before',
        created: '2024-03-04T09:00:00Z',
        active: false,
        lastUse: { at: '2024-04-22T10:45:00Z', region: 'eu-central-1', service: 'ecr' },
      },
    ],
  },
  {
    name: 'terraform',
    path: SERVICE,
    created: '2019-03-25',
    attached: ['PlatformAdminEverything'],
    tags: owner('anna.keller', 'platform'),
    password: { changed: '2026-01-19', lastUse: { at: '2026-01-19T16:02:37Z' } },
    mfa: [{ kind: 'virtual', enabled: '2020-01-15' }],
    keys: [{ label: 'state', created: '2025-12-01', active: true, lastUse: 'seen' }],
  },
  {
    name: 'svc-report-export',
    path: SERVICE,
    created: '2022-06-13',
    inline: {
      'export-reports': {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: ['s3:GetObject', 's3:ListBucket'], Resource: '*' },
          { Effect: 'Allow', Action: 'dynamodb:Scan', Resource: '*' },
        ],
      },
    },
    tags: owner('priya.sharma', 'data'),
    keys: [{ label: 'cron', created: '2022-06-13', active: true, lastUse: 'seen' }],
  },
  {
    name: 'svc-backup',
    path: SERVICE,
    created: '2020-11-02',
    groups: ['onprem-services'],
    attached: ['BackupWriter'],
    tags: owner('katrin.schulz', 'infrastructure'),
    keys: [{ label: 'veeam', created: '2024-11-04', active: true, lastUse: 'seen' }],
  },
  {
    name: 'svc-edi-gateway',
    path: SERVICE,
    created: '2020-03-16',
    groups: ['onprem-services'],
    attached: ['EdiGatewayAccess'],
    tags: owner('mohamed.aziz', 'orders'),
    keys: [
      { label: 'gateway', created: '2023-10-09', active: true, lastUse: 'seen' },
      { label: 'replacement', created: '2026-09-10T13:20:16Z', active: true, lastUse: 'never' },
    ],
  },
  {
    name: 'svc-mailer',
    path: SERVICE,
    created: '2020-07-20',
    inline: {
      'send-mail': {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'ses:SendRawEmail', Resource: '*' }],
      },
    },
    keys: [
      {
        label: 'smtp',
        created: '2020-07-20',
        active: true,
        lastUse: { at: '2026-11-20T04:45:00Z', region: 'eu-central-1', service: 'ses' },
      },
    ],
  },
  {
    name: 'svc-monitor',
    path: SERVICE,
    created: '2021-12-06',
    tags: owner('rui.costa', 'operations'),
    keys: [{ label: 'nagios', created: '2021-12-06', active: true, lastUse: 'seen' }],
  },
  {
    name: 'svc-warehouse-sync',
    path: SERVICE,
    created: '2021-05-10',
    attached: ['WarehouseSyncAccess', 'aws:AWSCompromisedKeyQuarantineV3'],
    tags: owner('tom.bauer', 'tracking'),
    keys: [{ label: 'scanner', created: '2021-05-10', active: true, lastUse: 'seen' }],
  },
  {
    name: 'svc-shared-tools',
    path: SERVICE,
    created: '2022-09-19',
    groups: ['read-only'],
    attached: ['KmsDecryptAny'],
    keys: [{ label: 'wiki', created: '2022-09-19', active: true, lastUse: 'seen' }],
  },
  {
    name: 'svc-lambda-dev',
    path: SERVICE,
    created: '2024-07-08',
    attached: ['OrdersTableAccess'],
    tags: owner('mohamed.aziz', 'orders'),
    keys: [{ label: 'environment', created: '2024-07-08', active: true, lastUse: 'seen' }],
  },
  {
    name: 'svc-keyspaces',
    path: SERVICE,
    created: '2023-04-24',
    tags: owner('li.wei', 'tracking'),
    inline: {
      keyspaces: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: ['cassandra:Select', 'cassandra:Modify'],
            Resource: 'arn:aws:cassandra:eu-central-1:123456789012:/keyspace/telemetry/*',
          },
        ],
      },
    },
    serviceCredentials: [
      { service: 'cassandra.amazonaws.com', created: '2023-04-24', status: 'Active' },
      { service: 'cassandra.amazonaws.com', created: '2023-04-24T09:20:00Z', status: 'Inactive' },
    ],
  },
  {
    name: 'BedrockAPIKey-x7k2',
    created: '2026-03-19',
    attached: ['aws:AmazonBedrockLimitedAccess', 'aws:AWSMarketplaceFullAccess'],
    password: { changed: '2026-03-26', lastUse: { at: '2026-03-26T12:05:19Z' } },
    serviceCredentials: [{ service: 'bedrock.amazonaws.com', created: '2026-03-19', status: 'Active' }],
  },
  {
    name: 'BedrockAPIKey-p4m9',
    created: '2026-07-02',
    attached: ['aws:AmazonBedrockLimitedAccess'],
    serviceCredentials: [
      { service: 'bedrock.amazonaws.com', created: '2026-07-02', status: 'Expired', expires: '2026-08-01' },
    ],
  },
  {
    name: 'canary-finance-backup',
    path: SERVICE,
    created: '2024-10-21',
    tags: { ...owner('claire.dubois', 'security'), canary: 'true' },
    keys: [{ label: 'bait', created: '2024-10-21', active: true, lastUse: 'never' }],
  },
  {
    name: 'root-backup-scripts',
    created: '2019-07-01',
    keys: [
      {
        label: 'cron',
        created: '2019-07-01',
        active: false,
        lastUse: { at: '2020-12-29T01:30:00Z', region: 'N/A', service: 's3' },
      },
    ],
  },
  { name: 'temp-migration', created: '2021-04-19' },
]
