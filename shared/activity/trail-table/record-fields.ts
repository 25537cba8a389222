import type { JsonObject, JsonValue } from '#shared/facts/json.ts'

type Form = 'text' | 'json' | 'text or json' | 'resources'

/** Where each element of the query's `record` belongs in the event, in the query's order, and how it is written there. */
export const RECORD_FIELDS: readonly (readonly [path: string, form: Form])[] = [
  ['userIdentity.type', 'text'],
  ['userIdentity.principalId', 'text'],
  ['userIdentity.arn', 'text'],
  ['userIdentity.accountId', 'text'],
  ['userIdentity.accessKeyId', 'text'],
  ['userIdentity.userName', 'text'],
  ['userIdentity.invokedBy', 'text'],
  ['userIdentity.invokedByDelegate.accountId', 'text'],
  ['userIdentity.onBehalfOf.userId', 'text'],
  ['userIdentity.sessionContext.assumedRoot', 'text'],
  ['userIdentity.sessionContext.sourceIdentity', 'text'],
  ['userIdentity.sessionContext.attributes.mfaAuthenticated', 'text'],
  ['userIdentity.sessionContext.sessionIssuer.type', 'text'],
  ['userIdentity.sessionContext.sessionIssuer.principalId', 'text'],
  ['userIdentity.sessionContext.sessionIssuer.arn', 'text'],
  ['userIdentity.sessionContext.sessionIssuer.accountId', 'text'],
  ['eventSource', 'text'],
  ['eventName', 'text'],
  ['eventType', 'text'],
  ['eventCategory', 'text'],
  ['sharedEventID', 'text'],
  ['awsRegion', 'text'],
  ['recipientAccountId', 'text'],
  ['sourceIPAddress', 'text'],
  ['userAgent', 'text'],
  ['errorCode', 'text'],
  ['errorMessage', 'text'],
  ['readOnly', 'text'],
  ['managementEvent', 'text'],
  ['addendum.reason', 'text'],
  ['requestParameters', 'text or json'],
  ['responseElements', 'text or json'],
  ['additionalEventData.MFAUsed', 'json'],
  ['additionalEventData.MFAIdentifier', 'json'],
  ['additionalEventData.SamlProviderArn', 'json'],
  ['additionalEventData.SwitchFrom', 'json'],
  ['additionalEventData.callWithBearerToken', 'json'],
  ['resources', 'resources'],
]

/** The event that a `record` stands for, without its time and id; undefined for what the query cannot have written. */
export const eventOfFields = (record: string): JsonObject | undefined => {
  const values = parse(record)
  if (!Array.isArray(values) || values.length !== RECORD_FIELDS.length) return undefined
  const event: OpenObject = {}
  for (const [index, [path, form]] of RECORD_FIELDS.entries()) {
    const value: JsonValue = values[index] ?? null
    if (typeof value === 'string') setAt(event, path.split('.'), valueOf(value, form))
  }
  return event
}

const valueOf = (text: string, form: Form): JsonValue => {
  if (form === 'text') return text
  if (form === 'resources') return resourcesOf(parse(text))
  // The table gives an object as its JSON and a string as it is.
  if (form === 'text or json' && !/^\s*[[{]/.test(text)) return text
  const value = parse(text)
  return value === undefined ? text : value
}

const resourcesOf = (pairs: JsonValue | undefined): JsonValue =>
  (Array.isArray(pairs) ? pairs : []).map((pair: JsonValue) => {
    const [ARN = null, ARNPrefix = null] = Array.isArray(pair) ? (pair as readonly JsonValue[]) : []
    return { ARN, ARNPrefix }
  })

type OpenObject = { [field: string]: JsonValue | OpenObject }

const setAt = (object: OpenObject, [field = '', ...rest]: readonly string[], value: JsonValue): void => {
  if (rest.length === 0) object[field] = value
  else setAt((object[field] ??= {}) as OpenObject, rest, value)
}

const parse = (text: string): JsonValue | undefined => {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return undefined
  }
}
