import { HOME_REGION, SECURITY_ACCOUNT, arnOf, regional } from './company.ts'
import { ADFS_PROVIDER, GITHUB_PROVIDER, OLD_GITLAB_PROVIDER, SSO_PROVIDER, TERRAFORM_CLOUD_PROVIDER } from './trust.ts'

/** Weak on purpose: eight characters, two classes, no memory of old passwords; root lowered it on 29 October. */
export const passwordPolicy = {
  MinimumPasswordLength: 8,
  RequireSymbols: false,
  RequireNumbers: true,
  RequireUppercaseCharacters: false,
  RequireLowercaseCharacters: true,
  AllowUsersToChangePassword: true,
  ExpirePasswords: true,
  MaxPasswordAge: 365,
  HardExpiry: false,
}

/** Made for somebody's new phone and never assigned. */
export const unassignedMfaDevices = ['tom.bauer-new-phone', 'jonas.weber-pixel']

export const serverCertificates = [
  { name: 'edi.harbourline.example-2023', uploaded: '2023-02-27', expires: '2025-03-01' },
  { name: 'track.harbourline.example', uploaded: '2025-12-04', expires: '2026-12-08' },
  { name: 'partners.harbourline.example', uploaded: '2026-06-15', expires: '2027-07-15' },
]

export const samlProviders = [
  { arn: SSO_PROVIDER, created: '2023-01-23', validUntil: '2123-01-23' },
  { arn: ADFS_PROVIDER, created: '2019-06-17', validUntil: '2026-12-15' },
]
/** The last one is trusted by no role any more. */
export const oidcProviders = [GITHUB_PROVIDER, TERRAFORM_CLOUD_PROVIDER, OLD_GITLAB_PROVIDER]

const TRAIL_NAME = 'prod-eu-trail'
const LOG_GROUP = 'cloudtrail/prod-eu'
export const TRAIL_ARN = regional('cloudtrail', `trail/${TRAIL_NAME}`)
export const TRAIL_STOPPED_AT = '2026-09-16T08:12:40Z'
export const TRAIL_STARTED_AT = '2026-09-16T08:33:03Z'

export const trail = {
  Name: TRAIL_NAME,
  S3BucketName: 'harbourline-trail-prod-eu',
  IncludeGlobalServiceEvents: true,
  IsMultiRegionTrail: true,
  HomeRegion: HOME_REGION,
  TrailARN: TRAIL_ARN,
  LogFileValidationEnabled: true,
  CloudWatchLogsLogGroupArn: regional('logs', `log-group:${LOG_GROUP}:*`),
  CloudWatchLogsRoleArn: arnOf('role/trail-to-logs'),
  KmsKeyId: regional('kms', 'key/6c1f9e02-8d47-4a35-b7e0-52c9d31f7a84'),
  HasCustomEventSelectors: true,
  HasInsightSelectors: true,
  IsOrganizationTrail: false,
}

const selector = (name: string, fields: readonly (readonly [string, string])[]) => ({
  Name: name,
  FieldSelectors: fields.map(([Field, value]) => ({ Field, Equals: [value] })),
})
/** Data events of buckets, tables and queues; none of functions, topics or streams. */
export const eventSelectors = [
  selector('Management events', [['eventCategory', 'Management']]),
  ...['AWS::S3::Object', 'AWS::DynamoDB::Table', 'AWS::SQS::Queue'].map((type) =>
    selector(`Data events of ${type}`, [
      ['eventCategory', 'Data'],
      ['resources.type', type],
    ]),
  ),
]

interface Watch {
  readonly name: string
  readonly pattern: string
  readonly alarm: boolean
}
/** Somebody made the filter for failed sign-ins and never the alarm. */
const watches: readonly Watch[] = [
  {
    name: 'root-use',
    pattern:
      '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
    alarm: true,
  },
  {
    name: 'console-sign-in-without-mfa',
    pattern: '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }',
    alarm: true,
  },
  {
    name: 'iam-policy-change',
    pattern:
      '{($.eventName=DeleteGroupPolicy)||($.eventName=DeleteRolePolicy)||($.eventName=DeleteUserPolicy)||($.eventName=PutGroupPolicy)||($.eventName=PutRolePolicy)||($.eventName=PutUserPolicy)||($.eventName=CreatePolicy)||($.eventName=DeletePolicy)||($.eventName=CreatePolicyVersion)||($.eventName=DeletePolicyVersion)||($.eventName=AttachRolePolicy)||($.eventName=DetachRolePolicy)||($.eventName=AttachUserPolicy)||($.eventName=DetachUserPolicy)||($.eventName=AttachGroupPolicy)||($.eventName=DetachGroupPolicy)}',
    alarm: true,
  },
  {
    name: 'console-sign-in-failures',
    pattern: '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
    alarm: false,
  },
]

const NAMESPACE = 'CloudTrailMetrics'
export const metricFilters = watches.map(({ name, pattern }) => ({
  filterName: name,
  filterPattern: pattern,
  metricTransformations: [{ metricName: name, metricNamespace: NAMESPACE, metricValue: '1' }],
  creationTime: Date.parse('2021-05-19T07:30:00Z'),
  logGroupName: LOG_GROUP,
}))

const topic = regional('sns', 'security-alarms')
export const alarms = watches
  .filter(({ alarm }) => alarm)
  .map(({ name }) => ({
    AlarmName: name,
    AlarmArn: regional('cloudwatch', `alarm:${name}`),
    ActionsEnabled: true,
    OKActions: [],
    AlarmActions: [topic],
    InsufficientDataActions: [],
    StateValue: 'OK',
    MetricName: name,
    Namespace: NAMESPACE,
    Statistic: 'Sum',
    Dimensions: [],
    Period: 300,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  }))

export const analyzers = [
  {
    arn: regional('access-analyzer', 'analyzer/external-access'),
    name: 'external-access',
    type: 'ACCOUNT',
    createdAt: '2021-06-23T08:00:00+00:00',
    lastResourceAnalyzedAt: '2026-11-20T05:12:09+00:00',
    tags: {},
    status: 'ACTIVE',
    region: HOME_REGION,
  },
]

/** A vendor's request for temporary access that nobody has answered. */
export const delegationRequests = [
  {
    DelegationRequestId: 'dr-5f0c2b7a91e4',
    OwnerAccountId: '123456789012',
    Description: 'Set up cost export for the Quayside trial',
    State: 'ASSIGNED',
    RequestorName: 'Quayside Cost Analytics',
    CreateDate: '2026-10-05T10:21:44+00:00',
    ExpirationTime: '2026-12-04T10:21:44+00:00',
  },
]

export const collectionErrors = [
  {
    call: 'access-analyzer:ListFindingsV2',
    evidence: 'access-analyzer-findings',
    code: 'AccessDeniedException',
    reason: `The auditor's role may not list the findings of the analyzer external-access: User: arn:aws:sts::123456789012:assumed-role/credaudit-member/audit is not authorized to perform: access-analyzer:ListFindings.`,
  },
  {
    call: 'iam:ListOrganizationsFeatures',
    evidence: 'organizations-features',
    code: 'AccountNotManagementOrDelegatedAdministratorException',
    reason: `prod-eu is a member account: only the management account and ${SECURITY_ACCOUNT}, its delegated administrator for IAM, can tell.`,
  },
]
