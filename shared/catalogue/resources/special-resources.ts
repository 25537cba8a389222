import { serviceOfAction } from '#shared/facts/action-name.ts'
import { parseArn } from '#shared/facts/arn.ts'
import { sortedUnique } from '#shared/facts/order.ts'
import { textParameterOf } from '../events/call.ts'
import type { Call } from '../events/call.ts'
import { normalName } from '../events/parameter-leaves.ts'
import { DYNAMODB_BATCHES, dynamoDbRead, dynamoDbRestore, dynamoDbTables } from './dynamodb-resources.ts'
import { ec2TypeOfId } from './ec2-resource-ids.ts'
import { iamCreated, iamUser, oidcProvider, serviceLinkedRole } from './iam-resources.ts'
import { organizationsTarget } from './organizations-resources.ts'
import { airflowRole, redshiftRestore } from './parent-resources.ts'
import { escapeForPolicy, nameOrAny } from './policy-text.ts'
import { s3Resource } from './s3-resources.ts'
import { arnOf, hasType, namedArn } from './special.ts'
import type { Special } from './special.ts'
import { ssmAutomation, ssmDocument, ssmTargets } from './systems-manager-resources.ts'

// The queue's URL names its owner's account: https://sqs.REGION.amazonaws.com/ACCOUNT/NAME.
const sqsQueue: Special = (call) => {
  const parts = /^https?:\/\/[^/]+\/(\d{12})\/([^/?]+)$/u.exec(textParameterOf(call, 'queueUrl') ?? '')
  return parts === null ? undefined : [arnOf(call, 'sqs', nameOrAny(parts[2]), parts[1])]
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
  const group = textParameterOf(call, 'logGroupName', 'logGroupIdentifier')
  if (group === undefined) return undefined
  const stream = nameOrAny(textParameterOf(call, 'logStreamName'))
  const bare = group.startsWith('arn:')
    ? escapeForPolicy(group.replace(/:\*$/u, ''))
    : arnOf(call, 'logs', `log-group:${escapeForPolicy(group)}`)
  return [`${bare}:log-stream:${stream}`]
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

// Of the two keys that the record names, an alias stands for the one that the other parameter does not.
const otherKey = (call: Call, named: string | undefined): readonly string[] | undefined => {
  const keys = (call.record.resources ?? []).flatMap(({ arn }) => (arn?.includes(':key/') === true ? [arn] : []))
  const left = named === undefined ? [] : keys.filter((arn) => arn !== named && !arn.endsWith(`/${named}`))
  return left.length === 1 ? left.map((arn) => escapeForPolicy(arn)) : undefined
}

const kmsReEncrypt =
  (parameter: string, other: string): Special =>
  (call) => {
    const key = textParameterOf(call, parameter)
    if (key === undefined) return undefined
    if (key.startsWith('alias/') || key.includes(':alias/')) return otherKey(call, textParameterOf(call, other))
    return [key.startsWith('arn:') ? escapeForPolicy(key) : arnOf(call, 'kms', `key/${escapeForPolicy(key)}`)]
  }

// A call of a version or alias is authorized against the qualified ARN (AWS Lambda developer guide, "Resources and conditions").
const lambdaFunction: Special = (call, action) => {
  const name = textParameterOf(call, 'functionName')
  const qualifier = textParameterOf(call, 'qualifier')
  if (name === undefined || !hasType(action, 'function')) return undefined
  const bare = namedArn(call, 'lambda', 'function:', name.replace(/^\d{12}:function:/u, ''))
  const isQualified = (parseArn(bare)?.resource.split(':').length ?? 0) > 2
  return [qualifier === undefined || isQualified ? bare : `${bare}:${escapeForPolicy(qualifier)}`]
}

const clusterOf = (call: Call): string => {
  const cluster = textParameterOf(call, 'cluster') ?? 'default'
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
  const rule = textParameterOf(call, 'rule', 'name')
  if (rule === undefined) return undefined
  const bus = textParameterOf(call, 'eventBusName') ?? 'default'
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
  const model = textParameterOf(call, 'modelId')
  if (model === undefined) return undefined
  if (model.startsWith('arn:')) return [escapeForPolicy(model)]
  const geography = /^(?:us|eu|apac|us-gov|jp|au|ca|global)\.(.+)$/u.exec(model)
  if (geography === null) return [arnOf(call, 'bedrock', `foundation-model/${escapeForPolicy(model)}`, '')]
  // A cross-Region profile is authorized against itself and against the model in each Region that it may choose.
  const models = `arn:${call.partition}:bedrock:*::foundation-model/${nameOrAny(geography[1])}`
  return [arnOf(call, 'bedrock', `inference-profile/${escapeForPolicy(model)}`), models]
}

// Copies and replicas are authorized against what they are made from and what they make.
const rdsBoth =
  (kind: string, ...names: readonly string[]): Special =>
  (call) => {
    const values = names.flatMap((name) => call.parameters.valuesOf(name))
    const arns = values.map((value) => namedArn(call, 'rds', `${kind}:`, value))
    return arns.length === 0 ? undefined : sortedUnique(arns)
  }

const BALANCER_KINDS: ReadonlyMap<string, string> = new Map([
  ['application', 'app'],
  ['network', 'net'],
  ['gateway', 'gwy'],
])

// Load balancers of version 2 have their kind and an id in the ARN; the classic ones only their name.
const newLoadBalancer: Special = (call) => {
  const name = textParameterOf(call, 'name')
  if (name === undefined) return undefined
  const kind = BALANCER_KINDS.get(textParameterOf(call, 'type') ?? 'application') ?? '*'
  return [arnOf(call, 'elasticloadbalancing', `loadbalancer/${kind}/${escapeForPolicy(name)}/*`)]
}

// A copy is authorized against its source and against what does not exist yet.
const ec2SnapshotCopy: Special = (call) => {
  const sources = call.parameters.valuesOf('sourcesnapshotid').map((id) => `snapshot/${escapeForPolicy(id)}`)
  return sortedUnique([...sources, 'snapshot/*'].map((resource) => arnOf(call, 'ec2', resource, '')))
}

// A text message has no ARN; with a topic or an endpoint the templates find it.
const snsMessage: Special = (call) => (textParameterOf(call, 'phoneNumber') === undefined ? undefined : ['*'])

// A secret's ARN without the six characters that Secrets Manager added is taken for the whole one.
const secretByArn: Special = (call) => {
  const secret = textParameterOf(call, 'secretId')
  if (secret?.startsWith('arn:') !== true || /-[A-Za-z0-9]{6}$/u.test(secret)) return undefined
  return [`${escapeForPolicy(secret)}-??????`]
}

// The job that a submission makes has an id of its own; its name is in no ARN.
const batchJob: Special = (call) => {
  const at = (kind: string, parameter: string): readonly string[] => {
    const name = textParameterOf(call, parameter)
    if (name === undefined) return []
    return [name.startsWith('arn:') ? escapeForPolicy(name) : arnOf(call, 'batch', `${kind}/${escapeForPolicy(name)}`)]
  }
  const named = [...at('job-queue', 'jobQueue'), ...at('job-definition', 'jobDefinition')]
  return named.length === 0 ? undefined : sortedUnique([...named, arnOf(call, 'batch', 'job/*')])
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
add(iamCreated('role', 'roleName'), 'iam:CreateRole')
add(iamCreated('user', 'userName'), 'iam:CreateUser')
add(iamCreated('group', 'groupName'), 'iam:CreateGroup')
add(iamCreated('policy', 'policyName'), 'iam:CreatePolicy')
add(iamCreated('instance-profile', 'instanceProfileName'), 'iam:CreateInstanceProfile')
add(oidcProvider, 'iam:CreateOpenIDConnectProvider')
add(newLoadBalancer, 'elasticloadbalancing:CreateLoadBalancer')
add(ec2SnapshotCopy, 'ec2:CopySnapshot')
add(ec2Tags, 'ec2:CreateTags', 'ec2:DeleteTags')
add(dynamoDbRead, 'dynamodb:Query', 'dynamodb:Scan')
add(dynamoDbTables, ...DYNAMODB_BATCHES.keys(), 'dynamodb:BatchGetItem', 'dynamodb:BatchWriteItem')
add(kmsReEncrypt('sourceKeyId', 'destinationKeyId'), 'kms:ReEncryptFrom')
add(kmsReEncrypt('destinationKeyId', 'sourceKeyId'), 'kms:ReEncryptTo')
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
add(rdsBoth('snapshot', 'sourcedbsnapshotidentifier', 'targetdbsnapshotidentifier'), 'rds:CopyDBSnapshot')
add(
  rdsBoth('cluster-snapshot', 'sourcedbclustersnapshotidentifier', 'targetdbclustersnapshotidentifier'),
  'rds:CopyDBClusterSnapshot',
)
add(rdsBoth('pg', 'sourcedbparametergroupidentifier', 'targetdbparametergroupidentifier'), 'rds:CopyDBParameterGroup')
add(rdsBoth('og', 'sourceoptiongroupidentifier', 'targetoptiongroupidentifier'), 'rds:CopyOptionGroup')
add(rdsBoth('db', 'sourcedbinstanceidentifier', 'dbinstanceidentifier'), 'rds:CreateDBInstanceReadReplica')
add(ssmTargets, 'ssm:SendCommand', 'ssm:StartSession')
add(ssmAutomation, 'ssm:StartAutomationExecution')
add(
  ssmDocument,
  'ssm:GetDocument',
  'ssm:DescribeDocument',
  'ssm:ListDocumentVersions',
  'ssm:DescribeDocumentPermission',
)
add(dynamoDbRestore, 'dynamodb:RestoreTableFromBackup', 'dynamodb:RestoreTableToPointInTime')
add(serviceLinkedRole, 'iam:CreateServiceLinkedRole')
add(batchJob, 'batch:SubmitJob')
add(redshiftRestore, 'redshift:RestoreFromClusterSnapshot')
add(airflowRole, 'airflow:CreateWebLoginToken')
add(snsMessage, 'sns:Publish')

const logsResource: Special = (call, action) => {
  if (hasType(action, 'log-stream')) return logStream(call, action)
  return hasType(action, 'log-group') ? logGroup(call, action) : undefined
}

const BY_SERVICE: ReadonlyMap<string, Special> = new Map([
  ['s3', s3Resource],
  ['sqs', sqsQueue],
  ['lambda', lambdaFunction],
  ['logs', logsResource],
  ['organizations', organizationsTarget],
  ['secretsmanager', secretByArn],
])

const NONE: Special = () => undefined
const chosen = new Map<string, Special>()
const specialOf = (action: string): Special => {
  const known = chosen.get(action)
  if (known !== undefined) return known
  const special = table.get(action) ?? BY_SERVICE.get(serviceOfAction(action)) ?? NONE
  chosen.set(action, special)
  return special
}

/** The ARNs of actions whose parameters do not spell their templates' names; `undefined` leaves the action to its templates. */
export const specialResourcesOf = (action: string, call: Call): readonly string[] | undefined =>
  specialOf(action)(call, action)
