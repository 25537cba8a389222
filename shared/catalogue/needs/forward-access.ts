import { isJsonObject } from '#shared/facts/json.ts'
import type { TrailRecord } from '#shared/facts/trail-record.ts'
import { topLevelOf } from '../events/call.ts'
import type { Call } from '../events/call.ts'

const SERVICE_NAME = /^[a-z0-9.-]+\.amazonaws\.com(?:\.cn)?$/u
// The console signs in for people; it calls nothing with a right of its own.
const CONSOLE: ReadonlySet<string> = new Set(['signin.amazonaws.com', 'console.amazonaws.com', 'health.amazonaws.com'])

const CLOUDFORMATION = 'cloudformation.amazonaws.com'

/**
 * True where CloudFormation assumed this role for a stack: the calls are the role's own, though they say who made them. Keys such as
 * aws:CalledVia are set for forward access sessions, not for service roles (IAM user guide, "AWS global condition context keys").
 */
export const isServiceRoleSession = ({ userIdentity }: TrailRecord): boolean =>
  userIdentity?.invokedBy === CLOUDFORMATION &&
  userIdentity.type === 'AssumedRole' &&
  userIdentity.arn?.endsWith('/AWSCloudFormation') === true

/** The service that made this call with the principal's own rights (a forward access session); `undefined` for a call of its own. */
export const calledViaOf = (record: TrailRecord): string | undefined => {
  const identity = record.userIdentity
  const via = identity?.invokedBy?.toLowerCase()
  if (via === undefined || identity?.type === 'AWSService' || CONSOLE.has(via) || isServiceRoleSession(record))
    return undefined
  return SERVICE_NAME.test(via) ? via : undefined
}

// The key of an encryption context tells which service asked AWS KMS (AWS KMS developer guide, "Encryption context").
const CONTEXT_SERVICES: ReadonlyMap<string, string> = new Map([
  ['aws:s3:arn', 's3'],
  ['aws:ebs:id', 'ec2'],
  ['aws:dynamodb:tablename', 'dynamodb'],
  ['aws:rds:db-id', 'rds'],
  ['aws:rds:dbc-id', 'rds'],
  ['aws:lambda:functionarn', 'lambda'],
  ['aws:sqs:arn', 'sqs'],
  ['aws:sns:topicarn', 'sns'],
  ['aws:kinesis:arn', 'kinesis'],
  ['aws:logs:arn', 'logs'],
  ['aws:redshift:arn', 'redshift'],
  ['parameter_arn', 'ssm'],
  ['secretarn', 'secretsmanager'],
])

const serviceOfContext = (call: Call): string | undefined => {
  const context = topLevelOf(call, 'encryptionContext')
  if (!isJsonObject(context)) return undefined
  for (const key of Object.keys(context)) {
    const service = CONTEXT_SERVICES.get(key.toLowerCase())
    if (service !== undefined) return service
  }
  return undefined
}

const named = (text: string | undefined): string | undefined =>
  text !== undefined && SERVICE_NAME.test(text) && !CONSOLE.has(text) ? text : undefined

const isForwarded = (record: TrailRecord): boolean =>
  record.userIdentity?.invokedBy !== undefined &&
  record.userIdentity.type !== 'AWSService' &&
  !isServiceRoleSession(record)

/** `s3.eu-west-1.amazonaws.com`: the value of kms:ViaService for a call that a service made of AWS KMS, if the record says which service. */
export const kmsViaServiceOf = (call: Call): string | undefined => {
  const { record } = call
  if (!isForwarded(record)) return undefined
  const full = calledViaOf(record) ?? named(record.sourceIPAddress) ?? named(record.userAgent)
  const service = full?.split('.', 1)[0] ?? serviceOfContext(call)
  if (service === undefined || call.region === '*') return undefined
  return `${service}.${call.region}.amazonaws.com${call.partition === 'aws-cn' ? '.cn' : ''}`
}
