import { parseEventTime } from '#shared/activity/event-time.ts'
import { skipReasonOf } from '#shared/activity/record-kind.ts'
import { trailRecordOf } from '#shared/activity/trail-record-of.ts'
import { parseArn } from '#shared/facts/arn.ts'
import { isJsonObject, type JsonValue, ownProperty } from '#shared/facts/json.ts'
import type { TrailRecord } from '#shared/facts/trail-record.ts'

export interface WatchedEvent {
  readonly record: TrailRecord
  readonly account: string
  readonly partition: string
  readonly at: Date
}

export type EnvelopeReading =
  | { readonly state: 'event'; readonly event: WatchedEvent }
  /** An event that is nobody's doing, or none of CloudTrail's. */
  | { readonly state: 'ignored'; readonly reason: string }

/** The partition of the Region's name is in every ARN of the event; without any ARN the stack's own partition stands. */
const partitionOf = ({ userIdentity }: TrailRecord, home: string): string =>
  parseArn(userIdentity?.arn ?? '')?.partition ??
  parseArn(userIdentity?.sessionContext?.sessionIssuer?.arn ?? '')?.partition ??
  home

/** EventBridge wraps CloudTrail's record as `detail` (EventBridge user guide, "AWS service events delivered via CloudTrail"). */
export const readEnvelope = (envelope: JsonValue, homePartition: string): EnvelopeReading => {
  const ignored = (reason: string): EnvelopeReading => ({ state: 'ignored', reason })
  const detail = isJsonObject(envelope) ? ownProperty(envelope, 'detail') : undefined
  if (!isJsonObject(detail)) return ignored('it has no detail')
  const parsed = trailRecordOf(detail)
  if (parsed.state === 'malformed') return ignored(parsed.reason)
  const { record } = parsed
  const skipped = skipReasonOf(record)
  if (skipped !== undefined) return ignored(skipped)
  const account = record.recipientAccountId ?? record.userIdentity?.accountId
  const at = record.eventTime === undefined ? undefined : parseEventTime(record.eventTime)
  if (account === undefined || !/^\d{12}$/.test(account)) return ignored('it names no account')
  if (at === undefined) return ignored('it has no time')
  return { state: 'event', event: { record, account, partition: partitionOf(record, homePartition), at: new Date(at) } }
}
