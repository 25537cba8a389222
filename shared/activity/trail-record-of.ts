import { isJsonObject, type JsonObject, type JsonValue, ownProperty } from '#shared/facts/json.ts'
import type { TrailIdentity, TrailRecord, TrailResource } from '#shared/facts/trail-record.ts'
import { parseEventTime } from './event-time.ts'

export type RecordParse =
  { readonly state: 'record'; readonly record: TrailRecord } | { readonly state: 'malformed'; readonly reason: string }

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

const TEXT_FIELDS = [
  'eventVersion',
  'eventType',
  'eventCategory',
  'eventID',
  'sharedEventID',
  'awsRegion',
  'recipientAccountId',
  'userAgent',
  'errorCode',
  'errorMessage',
  'vpcEndpointId',
] as const
const JSON_FIELDS = [
  'requestParameters',
  'responseElements',
  'additionalEventData',
  'serviceEventDetails',
  'addendum',
] as const
/** Without these a record cannot be attributed; of another type they are a fault of the writer, not an absence. */
const DEFINING_FIELDS = ['eventTime', 'eventSource', 'eventName'] as const

/**
 * The fields that the profile needs, from a parsed event. Unknown fields are ignored; a defining field of the wrong type
 * refuses the record; any other field of the wrong type reads as absent (captures enrich addresses to objects, for example).
 */
export const trailRecordOf = (event: JsonObject): RecordParse => {
  const record: Mutable<TrailRecord> = {}
  for (const field of DEFINING_FIELDS) {
    const value = ownProperty(event, field)
    if (typeof value === 'string') {
      if (value !== '') record[field] = value
    } else if (value !== undefined && value !== null) return malformed(`${field} is not a string`)
  }
  const identity = ownProperty(event, 'userIdentity')
  if (isJsonObject(identity)) record.userIdentity = identityOf(identity)
  else if (identity !== undefined && identity !== null) return malformed('userIdentity is not an object')
  setFields(record, event)
  setTime(record, event)
  return { state: 'record', record }
}

const malformed = (reason: string): RecordParse => ({ state: 'malformed', reason })

const setFields = (record: Mutable<TrailRecord>, event: JsonObject): void => {
  for (const field of TEXT_FIELDS) {
    const value = textOf(event, field)
    if (value !== undefined) record[field] = value
  }
  for (const field of JSON_FIELDS) {
    const value = ownProperty(event, field)
    if (value !== undefined) record[field] = withoutNullText(value)
  }
  const address = textOf(event, 'sourceIPAddress')
  if (address !== undefined) record.sourceIPAddress = address
  const readOnly = booleanOf(ownProperty(event, 'readOnly'))
  if (readOnly !== undefined) record.readOnly = readOnly
  const management = booleanOf(ownProperty(event, 'managementEvent'))
  if (management !== undefined) record.managementEvent = management
  const resources = ownProperty(event, 'resources')
  if (Array.isArray(resources)) record.resources = resourcesOf(resources)
}

/** Some captures write null as the string "null". */
export const withoutNullText = (value: JsonValue): JsonValue => (value === 'null' ? null : value)

/** `@timestamp` is the fallback of log shippers; a time that is no instant is dropped, so that the record counts as undated. */
const setTime = (record: Mutable<TrailRecord>, event: JsonObject): void => {
  if (record.eventTime !== undefined && parseEventTime(record.eventTime) !== undefined) return
  const shipped = textOf(event, '@timestamp')
  delete record.eventTime
  if (shipped !== undefined && parseEventTime(shipped) !== undefined) record.eventTime = shipped
}

export const identityOf = (identity: JsonObject): TrailIdentity => {
  const out: Mutable<TrailIdentity> = {}
  for (const field of [
    'type',
    'principalId',
    'arn',
    'accountId',
    'accessKeyId',
    'userName',
    'invokedBy',
    'identityProvider',
  ] as const) {
    const value = textOf(identity, field)
    if (value !== undefined) out[field] = value
  }
  const delegate = objectOf(identity, 'invokedByDelegate')
  const delegateAccount = delegate && textOf(delegate, 'accountId')
  if (delegateAccount !== undefined) out.invokedByDelegate = { accountId: delegateAccount }
  const onBehalfOf = objectOf(identity, 'onBehalfOf')
  if (onBehalfOf) out.onBehalfOf = onBehalfOf
  const context = objectOf(identity, 'sessionContext')
  if (context) out.sessionContext = sessionContextOf(context)
  return out
}

const sessionContextOf = (context: JsonObject): NonNullable<TrailIdentity['sessionContext']> => {
  const issuer = objectOf(context, 'sessionIssuer')
  const attributes = objectOf(context, 'attributes')
  const federation = objectOf(context, 'webIdFederationData')
  const assumedRoot = ownProperty(context, 'assumedRoot')
  const sourceIdentity = textOf(context, 'sourceIdentity')
  return {
    ...(issuer && { sessionIssuer: textsOf(issuer, ['type', 'principalId', 'arn', 'accountId', 'userName']) }),
    ...(federation && { webIdFederationData: federation }),
    ...(attributes && { attributes: attributesOf(attributes) }),
    ...((typeof assumedRoot === 'string' || typeof assumedRoot === 'boolean') && { assumedRoot }),
    ...(sourceIdentity !== undefined && { sourceIdentity }),
  }
}

/** `mfaAuthenticated` is "true" in CloudTrail's files and true in some captures. */
const attributesOf = (attributes: JsonObject): { creationDate?: string; mfaAuthenticated?: string } => {
  const mfa = ownProperty(attributes, 'mfaAuthenticated')
  return {
    ...textsOf(attributes, ['creationDate']),
    ...((typeof mfa === 'boolean' || typeof mfa === 'string') && { mfaAuthenticated: String(mfa) }),
  }
}

export const resourcesOf = (resources: readonly JsonValue[]): readonly TrailResource[] =>
  resources.filter(isJsonObject).map((resource) => {
    const arn = textOf(resource, 'ARN') ?? textOf(resource, 'arn')
    const arnPrefix = textOf(resource, 'ARNPrefix') ?? textOf(resource, 'arnPrefix')
    return {
      ...(arn !== undefined && { arn }),
      ...(arnPrefix !== undefined && { arnPrefix }),
      ...textsOf(resource, ['accountId', 'type']),
    }
  })

const textsOf = <const K extends string>(object: JsonObject, fields: readonly K[]): { [P in K]?: string } => {
  const out: { [P in K]?: string } = {}
  for (const field of fields) {
    const value = textOf(object, field)
    if (value !== undefined) out[field] = value
  }
  return out
}

const textOf = (object: JsonObject, field: string): string | undefined => {
  const value = ownProperty(object, field)
  return typeof value === 'string' && value !== '' ? value : undefined
}

const objectOf = (object: JsonObject, field: string): JsonObject | undefined => {
  const value = ownProperty(object, field)
  return isJsonObject(value) ? value : undefined
}

const booleanOf = (value: JsonValue | undefined): boolean | undefined => {
  if (typeof value === 'boolean') return value
  if (value === 'true') return true
  return value === 'false' ? false : undefined
}
