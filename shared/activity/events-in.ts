import { isJsonObject, type JsonObject, type JsonValue, ownProperty } from '#shared/facts/json.ts'
import { DEEPEST_NESTING, nestingOf } from './nesting.ts'
import type { SkipReason } from './record-kind.ts'

export interface EventVisitor {
  readonly event: (event: JsonObject) => void
  /** Something that is there instead of an event. */
  readonly poison: (reason: SkipReason) => void
  /** JSON of another kind, by its name. */
  readonly foreign: (name: string) => void
}

const DIGEST = 'CloudTrail digest'
const MOST_WRAPPERS = 5
const MARKS = [
  'eventVersion',
  'eventTime',
  'eventSource',
  'eventName',
  'eventID',
  'eventType',
  'eventCategory',
  'userIdentity',
  'awsRegion',
  'insightDetails',
]

/**
 * The events in a parsed value, whatever they are wrapped in: LookupEvents' `CloudTrailEvent` strings, EventBridge's `detail`,
 * a shipper's `_raw`, and arrays or objects around any of these.
 */
export const visitEvents = (value: JsonValue, visitor: EventVisitor): void => {
  const found = visit(value, visitor, 0)
  if (!found) visitor.foreign(foreignNameOf(value))
}

const visit = (value: JsonValue, visitor: EventVisitor, wrappers: number): boolean => {
  if (wrappers > MOST_WRAPPERS || typeof value !== 'object' || value === null) return false
  if (!isJsonObject(value))
    return value.reduce<boolean>((found, element) => visit(element, visitor, wrappers + 1) || found, false)
  for (const key of ['CloudTrailEvent', '_raw']) {
    const text = ownProperty(value, key)
    if (typeof text === 'string') return visitText(text, visitor, wrappers)
  }
  if (isEvent(value)) {
    if (isNotification(value)) visitor.foreign('S3 event notification')
    else visitor.event(value)
    return true
  }
  return Object.keys(value).reduce(
    (found, key) => visit(ownProperty(value, key) ?? null, visitor, wrappers + 1) || found,
    false,
  )
}

const visitText = (text: string, visitor: EventVisitor, wrappers: number): boolean => {
  if (nestingOf(text) > DEEPEST_NESTING) visitor.poison('nested too deep')
  else {
    try {
      const inner = JSON.parse(text) as JsonValue
      if (!visit(inner, visitor, wrappers + 1)) visitor.poison('not a CloudTrail event')
    } catch {
      visitor.poison('not JSON')
    }
  }
  return true
}

/** Two of CloudTrail's own keys, so that trimmed events count and other JSON does not. */
const isEvent = (value: JsonObject): boolean => MARKS.filter((key) => Object.hasOwn(value, key)).length >= 2

/** S3 announces new objects in records with the same keys; their source is `aws:s3`. */
const isNotification = (value: JsonObject): boolean => {
  const source = ownProperty(value, 'eventSource')
  return typeof source === 'string' && source.startsWith('aws:')
}

export const isDigestName = (name: string): boolean => name === DIGEST

const foreignNameOf = (value: JsonValue): string => {
  if (!isJsonObject(value))
    return Array.isArray(value) ? 'a JSON array without CloudTrail events' : 'JSON that is no object'
  if (Object.hasOwn(value, 'logFiles') && Object.hasOwn(value, 'digestS3Object')) return DIGEST
  if (Object.hasOwn(value, 'Records')) return '"Records" is not a list'
  if (Object.keys(value).length === 0) return 'an empty JSON object'
  return 'JSON without CloudTrail events'
}
