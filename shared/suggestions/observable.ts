import { serviceOfAction } from '#shared/facts/action-name.ts'
import { accessLevelOf } from '#shared/catalogue/actions.ts'
import type { UsageProfile } from '#shared/activity/usage-profile.ts'

/** Actions whose calls CloudTrail logs as data events only, by service prefix (CloudTrail user guide, "Logging data events"). */
const DATA_EVENTS: ReadonlyMap<string, RegExp> = new Map([
  ['aoss', /^APIAccessAll|^DashboardsAccessAll/],
  ['appconfig', /^(?:GetLatestConfiguration|StartConfigurationSession)$/],
  ['bedrock', /^(?:Invoke|Converse|Retrieve|ApplyGuardrail|RenderPrompt)/],
  ['cassandra', /^(?:Select|Modify)$/],
  ['cloudwatch', /^(?:PutMetricData|GetMetricData|GetMetricStatistics|ListMetrics|GetMetricWidgetImage)$/],
  ['cognito-identity', /^(?:GetId|GetCredentialsForIdentity|GetOpenIdToken)/],
  [
    'dynamodb',
    /^(?:Get(?:Item|Records|ShardIterator)|PutItem|UpdateItem|DeleteItem|Batch(?:Get|Write)Item|Query|Scan|ConditionCheckItem|PartiQL)/,
  ],
  ['ebs', /^(?:Get|Put|List|Start|Complete)Snapshot|^ListChangedBlocks|^GetSnapshotBlock/],
  ['guardduty', /^SendSecurityTelemetry$/],
  ['kendra', /^(?:Query|Retrieve)$/],
  ['kinesis', /^(?:Put|Get)Record|^GetShardIterator|^SubscribeToShard/],
  ['kinesisvideo', /^(?:Get|Put)(?:Media|Clip|Images|HLS|DASH)/],
  ['lambda', /^Invoke/],
  ['logs', /^(?:PutLogEvents|GetLogEvents|FilterLogEvents|GetLogRecord|StartLiveTail)$/],
  ['managedblockchain', /^(?:GET|POST|Invoke)/],
  ['s3', /Object|^AbortMultipartUpload|MultipartUploadParts|^ListBucket(?:Versions|MultipartUploads)?$|^SelectObject/],
  ['s3express', /^CreateSession$/],
  ['s3-object-lambda', /Object|Multipart/],
  ['s3-outposts', /Object|Multipart|^ListBucket$/],
  ['sagemaker', /^(?:InvokeEndpoint|PutRecord|GetRecord|BatchGetRecord|DeleteRecord|BatchPutMetrics)/],
  ['secretsmanager', /^$/],
  ['servicediscovery', /^DiscoverInstances/],
  ['sns', /^Publish$/],
  ['sqs', /^(?:Send|Receive|Delete)Message|^ChangeMessageVisibility/],
  ['states', /^InvokeHTTPEndpoint$/],
  ['timestream', /^(?:WriteRecords|Select|CancelQuery)/],
  ['wisdom', /^(?:Query|Search)/],
  ['xray', /^(?:PutTraceSegments|PutTelemetryRecords|GetTraceSummaries|BatchGetTraces|GetSampling)/],
])

/** Whole services whose calls reach no trail, or none that names the action. */
const UNSEEN_SERVICES: ReadonlySet<string> = new Set([
  'dax',
  'dbqms',
  'dsql',
  'ec2messages',
  'execute-api',
  'iotdeviceadvisor',
  'kafka-cluster',
  'neptune-db',
  'rds-db',
  'route53-recovery-cluster',
  'ssmmessages',
  'sdb',
  'vpc-lattice-svcs',
])

/** Permissions that are asked for inside other calls and have no event of their own. */
const UNSEEN_ACTIONS: readonly (readonly [service: string, names: RegExp])[] = [
  ['appsync', /^GraphQL$|^EventPublish$|^EventSubscribe$|^EventConnect$/],
  ['aps', /^(?:RemoteWrite|QueryMetrics|GetLabels|GetSeries|GetMetricMetadata)$/],
  ['cloudwatch', /^PutMetricData$/],
  ['ec2', /^(?:CreateTags|InjectApiError|.*Spot.*Fee)$/],
  ['elasticfilesystem', /^Client/],
  ['es', /^ESHttp|^ESCrossCluster/],
  ['eks', /^AccessKubernetesApi$/],
  ['iam', /^PassRole$|^Tag|^Untag/],
  [
    'iot',
    /^(?:Connect|Publish|Receive|Subscribe|RetainPublish|GetThingShadow|UpdateThingShadow|DeleteThingShadow|AssumeRoleWithCertificate)$/,
  ],
  ['kms', /^(?:GenerateRandom)$/],
  ['lambda', /^(?:GetLayerVersion|PassCapacityProvider|InvokeFunctionUrl)$/],
  ['mediastore', /^(?:Get|Put|Delete|Describe|List)(?:Object|Items)/],
  ['mobiletargeting', /^PutEvents$|^SendMessages$/],
  ['polly', /^SynthesizeSpeech$/],
  ['s3', /^(?:Replicate|ObjectOwnerOverride|BypassGovernanceRetention|InitiateReplication|PauseReplication)/],
  ['ses', /^Send/],
  ['sts', /^(?:TagSession|SetSourceIdentity|SetContext|GetSessionToken)$/],
  ['transfer', /^SendWorkflowStepState$/],
]
const unseen = new Map(UNSEEN_ACTIONS)

/** eventSource by which the data events of these prefixes come; the others are `<prefix>.amazonaws.com`. */
const SOURCES: ReadonlyMap<string, string> = new Map([
  ['cloudwatch', 'monitoring.amazonaws.com'],
  ['s3-object-lambda', 's3-object-lambda.amazonaws.com'],
])

export type Observability = 'management' | 'data' | 'never'

/** How a call of this action would show in a trail. */
export const observabilityOf = (action: string): Observability => {
  const [service = '', name = ''] = action.split(':')
  if (UNSEEN_SERVICES.has(service) || unseen.get(service)?.test(name) === true) return 'never'
  return DATA_EVENTS.get(service)?.test(name) === true ? 'data' : 'management'
}

export interface Sight {
  /** True only if a call of the action would have been in the log. */
  readonly sees: (action: string) => boolean
  /** Sources of data events of which at least one was logged. */
  readonly dataSources: ReadonlySet<string>
}

/** What kinds of events the log holds at all: data events only where some of their source were logged. */
export const sightOf = (profile: UsageProfile): Sight => {
  const kinds = new Set<string>()
  for (const key of profile.coverage.keys()) {
    const [, , , kind] = JSON.parse(key) as [string, string, number, string]
    kinds.add(kind)
  }
  const dataSources = new Set([...kinds].flatMap((kind) => (kind.startsWith('data ') ? [kind.slice(5)] : [])))
  return {
    dataSources,
    sees: (action) => {
      const service = serviceOfAction(action)
      switch (observabilityOf(action)) {
        case 'never':
          return false
        case 'data':
          return dataSources.has(SOURCES.get(service) ?? `${service}.amazonaws.com`)
        case 'management': {
          const level = accessLevelOf(action)
          return kinds.has(level === 'Read' || level === 'List' ? 'management read' : 'management write')
        }
      }
    },
  }
}
