import { isJsonObject } from '#shared/facts/json.ts'
import type { JsonValue } from '#shared/facts/json.ts'
import { sent, topLevelOf } from './call.ts'
import type { Call } from './call.ts'

/** An action that a call needs only if its parameters say so. */
export interface ConditionalAction {
  readonly action: string
  /** Completes "only if …", for a reader who has no record at hand. */
  readonly onlyIf: string
  readonly isNeeded: (call: Call) => boolean
}

/** An event that stands for one or several of these, by what its parameters hold. */
export interface EventChoice {
  readonly among: readonly string[]
  readonly by: string
  /** Empty: the parameters are hidden, and none of them may be assumed. */
  readonly chosen: (call: Call) => readonly string[]
}

const ifSent = (action: string, onlyIf: string, ...names: readonly string[]): ConditionalAction => ({
  action,
  onlyIf,
  isNeeded: (call) => sent(call, ...names),
})

const ACL_HEADERS = [
  'x-amz-acl',
  'x-amz-grant-read',
  'x-amz-grant-write',
  'x-amz-grant-read-acp',
  'x-amz-grant-write-acp',
  'x-amz-grant-full-control',
  'acl',
  'accessControlList',
]
const acl = (action: string): ConditionalAction =>
  ifSent(action, 'an ACL was sent (x-amz-acl, x-amz-grant-*)', ...ACL_HEADERS)
const version = (action: string): ConditionalAction =>
  ifSent(action, 'a versionId was sent', 'versionId', 'x-amz-version-id')

const OBJECT_WRITE: readonly ConditionalAction[] = [
  acl('s3:PutObjectAcl'),
  ifSent('s3:PutObjectTagging', 'tags were sent (x-amz-tagging)', 'x-amz-tagging', 'tagging'),
  ifSent(
    's3:PutObjectRetention',
    'a retention was sent (x-amz-object-lock-mode)',
    'x-amz-object-lock-mode',
    'x-amz-object-lock-retain-until-date',
  ),
  ifSent(
    's3:PutObjectLegalHold',
    'a legal hold was sent (x-amz-object-lock-legal-hold)',
    'x-amz-object-lock-legal-hold',
  ),
]

const copySource = (call: Call): string => {
  const value = topLevelOf(call, 'x-amz-copy-source') ?? topLevelOf(call, 'copySource')
  return typeof value === 'string' ? value : ''
}
const SOURCE_VERSION: ConditionalAction = {
  action: 's3:GetObjectVersion',
  onlyIf: 'the copy source names a versionId',
  isNeeded: (call) => copySource(call).includes('versionId='),
}
const BYPASS = ifSent(
  's3:BypassGovernanceRetention',
  'x-amz-bypass-governance-retention was sent',
  'x-amz-bypass-governance-retention',
)
const isKeyspaceMultiRegion = (call: Call): boolean =>
  call.parameters.all.some(
    (leaf) => leaf.value === 'MULTI_REGION' || leaf.name === 'regionlist' || leaf.name === 'replicaspecifications',
  )
const multiRegion = (action: string): ConditionalAction => ({
  action,
  onlyIf: 'the keyspace is replicated to several Regions',
  isNeeded: isKeyspaceMultiRegion,
})
const guardrail = ifSent(
  'bedrock:ApplyGuardrail',
  'a guardrail was named',
  'guardrailConfig',
  'guardrailIdentifier',
  'amazon-bedrock-guardrailIdentifier',
)
const bearer: ConditionalAction = {
  action: 'bedrock:CallWithBearerToken',
  onlyIf: 'the call was made with an API key (additionalEventData.callWithBearerToken)',
  isNeeded: (call) => {
    const extra = call.record.additionalEventData
    return isJsonObject(extra) && (extra['callWithBearerToken'] === true || extra['callWithBearerToken'] === 'true')
  },
}

type Row = readonly [events: string, always: readonly string[], also: readonly ConditionalAction[]]

const ROWS: readonly Row[] = [
  ['s3:PutObject s3:PostObject s3:CreateMultipartUpload', ['s3:PutObject'], OBJECT_WRITE],
  ['s3:CopyObject', ['s3:GetObject', 's3:PutObject'], [SOURCE_VERSION, ...OBJECT_WRITE]],
  ['s3:UploadPartCopy', ['s3:GetObject', 's3:PutObject'], [SOURCE_VERSION]],
  ['s3:GetObject', ['s3:GetObject'], [version('s3:GetObjectVersion')]],
  ['s3:HeadObject s3:GetObjectAttributes', ['s3:GetObject'], [version('s3:GetObjectVersion')]],
  ['s3:GetObjectAcl', ['s3:GetObjectAcl'], [version('s3:GetObjectVersionAcl')]],
  ['s3:PutObjectAcl', ['s3:PutObjectAcl'], [version('s3:PutObjectVersionAcl')]],
  ['s3:GetObjectTagging', ['s3:GetObjectTagging'], [version('s3:GetObjectVersionTagging')]],
  ['s3:PutObjectTagging', ['s3:PutObjectTagging'], [version('s3:PutObjectVersionTagging')]],
  ['s3:DeleteObjectTagging', ['s3:DeleteObjectTagging'], [version('s3:DeleteObjectVersionTagging')]],
  ['s3:DeleteObject', ['s3:DeleteObject'], [version('s3:DeleteObjectVersion'), BYPASS]],
  [
    's3:DeleteObjects',
    ['s3:DeleteObject'],
    [
      {
        action: 's3:DeleteObjectVersion',
        onlyIf: 'an entry names a versionId',
        isNeeded: (call) => call.parameters.valuesOf('versionid').length > 0,
      },
      BYPASS,
    ],
  ],
  ['s3:PutObjectRetention', ['s3:PutObjectRetention'], [BYPASS]],
  [
    's3:ListObjects s3:ListObjectsV2',
    ['s3:ListBucket'],
    [ifSent('s3:GetObjectAcl', 'the owners were asked for (fetch-owner)', 'fetch-owner')],
  ],
  [
    's3:CreateBucket',
    ['s3:CreateBucket'],
    [
      acl('s3:PutBucketAcl'),
      ifSent(
        's3:PutBucketObjectLockConfiguration',
        'object lock was asked for',
        'x-amz-bucket-object-lock-enabled',
        'objectLockEnabledForBucket',
      ),
      ifSent(
        's3:PutBucketVersioning',
        'object lock was asked for',
        'x-amz-bucket-object-lock-enabled',
        'objectLockEnabledForBucket',
      ),
      ifSent(
        's3:PutBucketOwnershipControls',
        'an object ownership was sent',
        'x-amz-object-ownership',
        'objectOwnership',
      ),
    ],
  ],
  [
    'cassandra:CreateKeyspace cassandra:CreateTable cassandra:CreateType',
    ['cassandra:Create'],
    [multiRegion('cassandra:CreateMultiRegionResource')],
  ],
  [
    'cassandra:DeleteKeyspace cassandra:DeleteTable cassandra:DeleteType',
    ['cassandra:Drop'],
    [multiRegion('cassandra:DropMultiRegionResource')],
  ],
  [
    'cassandra:UpdateKeyspace cassandra:UpdateTable',
    ['cassandra:Alter'],
    [multiRegion('cassandra:AlterMultiRegionResource')],
  ],
  ['cassandra:RestoreTable', ['cassandra:Restore'], [multiRegion('cassandra:RestoreMultiRegionTable')]],
  ['bedrock:Converse bedrock:InvokeModel', ['bedrock:InvokeModel'], [guardrail, bearer]],
  [
    'bedrock:ConverseStream bedrock:InvokeModelWithResponseStream',
    ['bedrock:InvokeModelWithResponseStream'],
    [guardrail, bearer],
  ],
]

const additions = new Map(
  ROWS.flatMap(([events, always, also]) =>
    events.split(' ').map((event) => [event.toLowerCase(), { always, also }] as const),
  ),
)

/** Actions that always stand for the event, and those that its parameters add. */
export const conditionalActionsOf = (
  prefix: string,
  eventName: string,
): { readonly always: readonly string[]; readonly also: readonly ConditionalAction[] } | undefined =>
  additions.get(`${prefix}:${eventName}`.toLowerCase())

const entriesOf = (call: Call, ...names: readonly string[]): readonly JsonValue[] =>
  names.flatMap((name) => {
    const value = topLevelOf(call, name)
    return Array.isArray(value) ? value : []
  })

const TRANSACT_WRITES: readonly (readonly [string, string])[] = [
  ['put', 'dynamodb:PutItem'],
  ['update', 'dynamodb:UpdateItem'],
  ['delete', 'dynamodb:DeleteItem'],
  ['conditioncheck', 'dynamodb:ConditionCheckItem'],
]
const PARTIQL: readonly (readonly [RegExp, string])[] = [
  [/^\s*select\b/iu, 'dynamodb:PartiQLSelect'],
  [/^\s*exists\b/iu, 'dynamodb:PartiQLSelect'],
  [/^\s*insert\b/iu, 'dynamodb:PartiQLInsert'],
  [/^\s*(?:update|replace)\b/iu, 'dynamodb:PartiQLUpdate'],
  [/^\s*(?:delete|remove)\b/iu, 'dynamodb:PartiQLDelete'],
]
const partiQl: EventChoice = {
  among: PARTIQL.map(([, action]) => action).filter((action, index, all) => all.indexOf(action) === index),
  by: 'the verb of each statement',
  chosen: (call) => [
    ...new Set(
      [...call.parameters.valuesOf('statement'), ...call.parameters.valuesOf('statements')].flatMap((statement) =>
        PARTIQL.filter(([verb]) => verb.test(statement)).map(([, action]) => action),
      ),
    ),
  ],
}
const graphQuery = (prefix: string): EventChoice => ({
  among: [`${prefix}:ReadDataViaQuery`, `${prefix}:WriteDataViaQuery`, `${prefix}:DeleteDataViaQuery`],
  by: 'what the query does',
  chosen: () => [],
})
const publicAccessBlock = (verb: 'Get' | 'Put'): EventChoice => ({
  among: [`s3:${verb}BucketPublicAccessBlock`],
  by: `a call without a bucket is for the account: s3:${verb}AccountPublicAccessBlock`,
  chosen: (call) =>
    !sent(call, 'bucketName', 'bucket') && sent(call, 'accountId', 'x-amz-account-id')
      ? [`s3:${verb}AccountPublicAccessBlock`]
      : [`s3:${verb}BucketPublicAccessBlock`],
})
const CHOICES: ReadonlyMap<string, EventChoice> = new Map([
  ['s3:getpublicaccessblock', publicAccessBlock('Get')],
  ['s3:putpublicaccessblock', publicAccessBlock('Put')],
  ['s3:deletepublicaccessblock', publicAccessBlock('Put')],
  [
    'dynamodb:transactwriteitems',
    {
      among: TRANSACT_WRITES.map(([, action]) => action),
      by: 'the entries of transactItems',
      chosen: (call) =>
        TRANSACT_WRITES.filter(([kind]) =>
          entriesOf(call, 'transactItems').some(
            (entry) => isJsonObject(entry) && Object.keys(entry).some((key) => key.toLowerCase() === kind),
          ),
        ).map(([, action]) => action),
    },
  ],
  [
    'dynamodb:transactgetitems',
    { among: ['dynamodb:GetItem'], by: 'each of its entries is one', chosen: () => ['dynamodb:GetItem'] },
  ],
  ['dynamodb:executestatement', partiQl],
  ['dynamodb:batchexecutestatement', partiQl],
  ['dynamodb:executetransaction', partiQl],
  ['neptune-db:executegremlinquery', graphQuery('neptune-db')],
  ['neptune-db:executegremlinexplainquery', graphQuery('neptune-db')],
  ['neptune-db:executegremlinprofilequery', graphQuery('neptune-db')],
  ['neptune-db:executeopencypherquery', graphQuery('neptune-db')],
  ['neptune-db:executeopencypherexplainquery', graphQuery('neptune-db')],
  ['neptune-graph:executequery', graphQuery('neptune-graph')],
])

export const eventChoiceOf = (prefix: string, eventName: string): EventChoice | undefined =>
  CHOICES.get(`${prefix}:${eventName}`.toLowerCase())
