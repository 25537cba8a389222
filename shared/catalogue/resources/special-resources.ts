import { parseArn } from '#shared/facts/arn.ts'
import { isJsonObject } from '#shared/facts/json.ts'
import { sortedUnique } from '#shared/facts/order.ts'
import { topLevelOf } from '../events/call.ts'
import type { Call } from '../events/call.ts'
import { normalName } from '../events/parameter-leaves.ts'
import { templatesOfAction } from './action-templates.ts'
import { ec2TypeOfId } from './ec2-resource-ids.ts'
import { escapeForPolicy } from './policy-text.ts'

type Special = (call: Call, action: string) => readonly string[] | undefined

const textOf = (call: Call, ...names: readonly string[]): string | undefined => {
  for (const name of names) {
    const value = topLevelOf(call, name)
    if (typeof value === 'string' && value !== '') return value
  }
  return undefined
}

const arnOf = (call: Call, service: string, resource: string, account = call.account): string =>
  `arn:${call.partition}:${service}:${call.region}:${account}:${resource}`

// A bucket parameter may be the ARN of an access point, whose objects have a form of their own.
const objectArn = (call: Call, bucket: string, key: string): string => {
  if (bucket.startsWith('arn:')) return `${escapeForPolicy(bucket)}/object/${key}`
  return `arn:${call.partition}:s3:::${escapeForPolicy(bucket)}/${key}`
}

const bucketOf = (call: Call): string | undefined => textOf(call, 'bucketName', 'bucket')

const s3Keys = (call: Call): readonly string[] => {
  const own = textOf(call, 'key', 'objectName')
  if (own !== undefined) return [escapeForPolicy(own)]
  const many = call.parameters.all.flatMap((leaf) =>
    leaf.name === 'key' && leaf.path.some((part) => /^(?:delete|objects?)$/u.test(part)) ? [leaf.value] : [],
  )
  return many.map((key) => escapeForPolicy(key))
}

/** `bucket/key`, `/bucket/key?versionId=…`, percent-encoded, or the ARN of an access point with `/object/key`. */
const copySourceArn = (call: Call): string | undefined => {
  const sent = textOf(call, 'x-amz-copy-source', 'copySource')
  if (sent === undefined) return undefined
  const path = decoded(sent.replace(/\?versionId=.*$/u, '').replace(/^\//u, ''))
  if (path.startsWith('arn:')) return escapeForPolicy(path)
  const slash = path.indexOf('/')
  return slash < 1 ? undefined : objectArn(call, path.slice(0, slash), escapeForPolicy(path.slice(slash + 1)))
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const isCopy = (call: Call): boolean => textOf(call, 'x-amz-copy-source', 'copySource') !== undefined

const s3Object: Special = (call, action) => {
  const reads = action === 's3:GetObject' || action === 's3:GetObjectVersion'
  if (reads && isCopy(call)) {
    const source = copySourceArn(call)
    if (source !== undefined) return [source]
  }
  const bucket = bucketOf(call)
  if (bucket === undefined) return undefined
  const recorded = (call.record.resources ?? []).flatMap(({ arn }) =>
    arn?.includes('/') && !arn.includes(':accesspoint/') ? [arn] : [],
  )
  const keys = s3Keys(call)
  if (keys.length > 0) return sortedUnique(keys.map((key) => objectArn(call, bucket, key)))
  return recorded.length > 0
    ? sortedUnique(recorded.map((arn) => escapeForPolicy(arn)))
    : [objectArn(call, bucket, '*')]
}

const s3Bucket: Special = (call) => {
  const bucket = bucketOf(call)
  if (bucket === undefined) return undefined
  return [bucket.startsWith('arn:') ? escapeForPolicy(bucket) : `arn:${call.partition}:s3:::${escapeForPolicy(bucket)}`]
}

// The queue's URL names its owner's account: https://sqs.REGION.amazonaws.com/ACCOUNT/NAME.
const sqsQueue: Special = (call) => {
  const parts = /^https?:\/\/[^/]+\/(\d{12})\/([^/?]+)$/u.exec(textOf(call, 'queueUrl') ?? '')
  return parts === null ? undefined : [arnOf(call, 'sqs', escapeForPolicy(parts[2] ?? '*'), parts[1])]
}

// IAM calls without a user name are about the caller.
const iamUser: Special = (call) => {
  const identity = call.record.userIdentity
  if (textOf(call, 'userName') !== undefined || call.record.userIdentity?.type !== 'IAMUser') return undefined
  return identity?.arn === undefined ? undefined : [escapeForPolicy(identity.arn)]
}

// Except for tags, CloudWatch Logs authorizes a log group as "log-group:NAME:*" (CloudWatch Logs user guide, "Resources").
const logGroup: Special = (call, action) => {
  if (action.endsWith('Resource')) return undefined
  const names = [
    'loggroupname',
    'loggroupidentifier',
    'loggroupnames',
    'loggroupidentifiers',
    'loggrouparn',
    'resourcearn',
  ].flatMap((name) => call.parameters.valuesOf(name))
  const arns = names.map((name) => {
    if (name.startsWith('arn:')) return `${escapeForPolicy(name.replace(/:\*$/u, ''))}:*`
    return arnOf(call, 'logs', `log-group:${escapeForPolicy(name)}:*`)
  })
  return arns.length === 0 ? undefined : sortedUnique(arns)
}

const logStream: Special = (call) => {
  const group = textOf(call, 'logGroupName', 'logGroupIdentifier')
  if (group === undefined) return undefined
  const stream = escapeForPolicy(textOf(call, 'logStreamName') ?? '*')
  const bare = group.startsWith('arn:') ? group.replace(/:\*$/u, '') : arnOf(call, 'logs', `log-group:${group}`)
  return [`${escapeForPolicy(bare)}:log-stream:${stream}`]
}

// Tags go on anything: the kind of an EC2 resource is in the first letters of its id.
const ec2Tags: Special = (call) => {
  const arns = call.parameters.valuesOf('resourceid').flatMap((id) => {
    const type = ec2TypeOfId(id)
    const account = type === 'image' || type === 'snapshot' ? '' : call.account
    return type === undefined ? [] : [arnOf(call, 'ec2', `${type}/${escapeForPolicy(id)}`, account)]
  })
  return arns.length === 0 ? undefined : sortedUnique(arns)
}

// A query of an index is authorized against the index, not the table.
const dynamoDbRead: Special = (call) => {
  const table = textOf(call, 'tableName')
  const index = textOf(call, 'indexName')
  if (table === undefined || index === undefined) return undefined
  const base = table.startsWith('arn:') ? table : arnOf(call, 'dynamodb', `table/${table}`)
  return [`${escapeForPolicy(base)}/index/${escapeForPolicy(index)}`]
}

const DYNAMODB_BATCHES: ReadonlyMap<string, string> = new Map([
  ['dynamodb:PutItem', 'put'],
  ['dynamodb:UpdateItem', 'update'],
  ['dynamodb:DeleteItem', 'delete'],
  ['dynamodb:ConditionCheckItem', 'conditioncheck'],
  ['dynamodb:GetItem', 'get'],
])

/** Tables of the entries of a transaction that are of this action's kind, or the keys of `requestItems` of a batch. */
const dynamoDbTables: Special = (call, action) => {
  const kind = DYNAMODB_BATCHES.get(action)
  const transact = topLevelOf(call, 'transactItems')
  const batch = topLevelOf(call, 'requestItems')
  const tables = Array.isArray(transact)
    ? call.parameters.all.flatMap((leaf) =>
        leaf.name === 'tablename' && leaf.path.at(-1) === kind ? [leaf.value] : [],
      )
    : isJsonObject(batch)
      ? Object.keys(batch)
      : []
  const arns = tables.map((table) =>
    escapeForPolicy(table.startsWith('arn:') ? table : arnOf(call, 'dynamodb', `table/${table}`)),
  )
  return arns.length === 0 ? undefined : sortedUnique(arns)
}

const kmsReEncrypt =
  (parameter: string): Special =>
  (call) => {
    const key = textOf(call, parameter)
    if (key === undefined || key.startsWith('alias/') || key.includes(':alias/')) return undefined
    return [key.startsWith('arn:') ? escapeForPolicy(key) : arnOf(call, 'kms', `key/${escapeForPolicy(key)}`)]
  }

// A call of a version or alias is authorized against the qualified ARN (AWS Lambda developer guide, "Resources and conditions").
const lambdaFunction: Special = (call, action) => {
  const name = textOf(call, 'functionName')
  const qualifier = textOf(call, 'qualifier')
  if (name === undefined || !hasType(action, 'function')) return undefined
  const bare = name.startsWith('arn:')
    ? name
    : arnOf(call, 'lambda', `function:${name.replace(/^\d{12}:function:/u, '')}`)
  const isQualified = (parseArn(bare)?.resource.split(':').length ?? 0) > 2
  return [escapeForPolicy(qualifier === undefined || isQualified ? bare : `${bare}:${qualifier}`)]
}

const clusterOf = (call: Call): string => {
  const cluster = textOf(call, 'cluster') ?? 'default'
  return escapeForPolicy(cluster.slice(cluster.lastIndexOf('/') + 1))
}

const ecsChild =
  (kind: string, ...names: readonly string[]): Special =>
  (call) => {
    const values = names.flatMap((name) => call.parameters.valuesOf(normalName(name)))
    const arns = values.map((value) =>
      value.startsWith('arn:')
        ? escapeForPolicy(value)
        : arnOf(call, 'ecs', `${kind}/${clusterOf(call)}/${escapeForPolicy(value)}`),
    )
    return arns.length === 0 ? undefined : sortedUnique(arns)
  }

// One rule on the default bus has no bus in its ARN.
const eventsRule: Special = (call) => {
  const rule = textOf(call, 'rule', 'name')
  if (rule === undefined) return undefined
  const bus = textOf(call, 'eventBusName') ?? 'default'
  const name = bus.slice(bus.lastIndexOf('/') + 1)
  return [
    arnOf(
      call,
      'events',
      name === 'default' ? `rule/${escapeForPolicy(rule)}` : `rule/${escapeForPolicy(name)}/${escapeForPolicy(rule)}`,
    ),
  ]
}

const bedrockModel: Special = (call) => {
  const model = textOf(call, 'modelId')
  if (model === undefined) return undefined
  if (model.startsWith('arn:')) return [escapeForPolicy(model)]
  const geography = /^(?:us|eu|apac|us-gov|jp|au|ca|global)\.(.+)$/u.exec(model)
  if (geography === null) return [arnOf(call, 'bedrock', `foundation-model/${escapeForPolicy(model)}`, '')]
  // A cross-Region profile is authorized against itself and against the model in each Region that it may choose.
  const models = `arn:${call.partition}:bedrock:*::foundation-model/${escapeForPolicy(geography[1] ?? '*')}`
  return [arnOf(call, 'bedrock', `inference-profile/${escapeForPolicy(model)}`), models]
}

const ssmTargets: Special = (call) => {
  const document = textOf(call, 'documentName')
  const owner = document?.startsWith('AWS-') || document?.startsWith('AmazonCloudWatch-') ? '' : call.account
  const documents =
    document === undefined
      ? []
      : [document.startsWith('arn:') ? document : arnOf(call, 'ssm', `document/${document}`, owner)]
  const ids = [...call.parameters.valuesOf('instanceids'), ...call.parameters.valuesOf('target')]
  const instances = ids.flatMap((id) => {
    if (/^i-/u.test(id)) return [arnOf(call, 'ec2', `instance/${id}`)]
    return /^mi-/u.test(id) ? [arnOf(call, 'ssm', `managed-instance/${id}`)] : []
  })
  // Targets chosen by tag or resource group: which machines they are is not in the record.
  const any =
    instances.length === 0 && topLevelOf(call, 'targets') !== undefined
      ? [`arn:${call.partition}:ec2:${call.region}:${call.account}:instance/*`]
      : []
  const arns = [...documents, ...instances].map((arn) => escapeForPolicy(arn))
  return arns.length + any.length === 0 ? undefined : sortedUnique([...arns, ...any])
}

const table = new Map<string, Special>()
const add = (special: Special, ...actions: readonly string[]): void => {
  for (const action of actions) table.set(action, special)
}

add(
  iamUser,
  'iam:ListAccessKeys',
  'iam:CreateAccessKey',
  'iam:DeleteAccessKey',
  'iam:UpdateAccessKey',
  'iam:GetUser',
  'iam:ChangePassword',
  'iam:ListMFADevices',
)
add(
  iamUser,
  'iam:ListSigningCertificates',
  'iam:UploadSigningCertificate',
  'iam:ListSSHPublicKeys',
  'iam:ListServiceSpecificCredentials',
  'iam:GetLoginProfile',
)
add(ec2Tags, 'ec2:CreateTags', 'ec2:DeleteTags')
add(dynamoDbRead, 'dynamodb:Query', 'dynamodb:Scan')
add(dynamoDbTables, ...DYNAMODB_BATCHES.keys(), 'dynamodb:BatchGetItem', 'dynamodb:BatchWriteItem')
add(kmsReEncrypt('sourceKeyId'), 'kms:ReEncryptFrom')
add(kmsReEncrypt('destinationKeyId'), 'kms:ReEncryptTo')
add(
  ecsChild('service', 'service', 'services', 'serviceName'),
  'ecs:UpdateService',
  'ecs:CreateService',
  'ecs:DeleteService',
  'ecs:DescribeServices',
)
add(ecsChild('task', 'task', 'tasks'), 'ecs:StopTask', 'ecs:DescribeTasks', 'ecs:ExecuteCommand')
add(
  eventsRule,
  'events:PutRule',
  'events:PutTargets',
  'events:RemoveTargets',
  'events:DeleteRule',
  'events:DescribeRule',
  'events:EnableRule',
  'events:DisableRule',
  'events:ListTargetsByRule',
)
add(bedrockModel, 'bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream')
add(ssmTargets, 'ssm:SendCommand', 'ssm:StartSession')

const hasType = (action: string, type: string): boolean =>
  templatesOfAction(action).some((template) => template.type === type)

const s3Resource: Special = (call, action) => {
  if (hasType(action, 'object')) return s3Object(call, action)
  return hasType(action, 'bucket') ? s3Bucket(call, action) : undefined
}

const logsResource: Special = (call, action) => {
  if (hasType(action, 'log-stream')) return logStream(call, action)
  return hasType(action, 'log-group') ? logGroup(call, action) : undefined
}

const BY_SERVICE: ReadonlyMap<string, Special> = new Map([
  ['s3', s3Resource],
  ['sqs', sqsQueue],
  ['lambda', lambdaFunction],
  ['logs', logsResource],
])

/** The ARNs of actions whose parameters do not spell their templates' names; `undefined` leaves the action to its templates. */
export const specialResourcesOf = (action: string, call: Call): readonly string[] | undefined =>
  (table.get(action) ?? BY_SERVICE.get(action.slice(0, action.indexOf(':'))))?.(call, action)
