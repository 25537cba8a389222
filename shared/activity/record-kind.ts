import type { TrailRecord } from '#shared/facts/trail-record.ts'

/** Why a record that was read is not anybody's use of a permission. */
export type SkipReason =
  | 'duplicate'
  | 'insight'
  | 'service event'
  | 'network activity event'
  | 'addendum'
  | 'no identity'
  | 'no event name'
  | 'no event source'
  | 'malformed'
  | 'not JSON'
  | 'nested too deep'
  | 'too large'
  | 'not a CloudTrail event'

const WITHOUT_PRINCIPAL: ReadonlyMap<string, SkipReason> = new Map([
  ['awscloudtrailinsight', 'insight'],
  ['awsserviceevent', 'service event'],
  ['awsvpceevents', 'network activity event'],
])

/** Names of kinds are compared in lower case: captures write `AWSCloudTrailInsight` where AWS writes `AwsCloudTrailInsight`. */
export const skipReasonOf = (record: TrailRecord): SkipReason | undefined => {
  const byType = WITHOUT_PRINCIPAL.get(record.eventType?.toLowerCase() ?? '')
  if (byType) return byType
  const category = record.eventCategory?.toLowerCase()
  if (category === 'insight') return 'insight'
  if (category === 'networkactivity') return 'network activity event'
  if (isOnlyAddendum(record)) return 'addendum'
  if (record.eventName === undefined) return 'no event name'
  if (record.eventSource === undefined) return 'no event source'
  return record.userIdentity === undefined ? 'no identity' : undefined
}

/** UPDATED_DATA repeats an event that was delivered before; an addendum for late delivery is the event's only copy. */
const isOnlyAddendum = (record: TrailRecord): boolean => {
  const { addendum } = record
  return (
    typeof addendum === 'object' && addendum !== null && 'reason' in addendum && addendum['reason'] === 'UPDATED_DATA'
  )
}

const READ_VERB =
  /^(?:Get|List|Describe|Head|Lookup|Search|Query|Scan|Select|BatchGet|Check|View|Validate|Simulate|Estimate|Preview)/

/** The kind of event as trails select it: management read or write, or data by service. */
export const coverageKindOf = (record: TrailRecord): string => {
  const category = record.eventCategory?.toLowerCase()
  const skipped = skipReasonOf(record)
  if (skipped === 'insight' || skipped === 'network activity event') return skipped
  if (category === 'data' || (category === undefined && record.managementEvent === false)) {
    return `data ${record.eventSource ?? 'of an unnamed service'}`
  }
  const isRead = record.readOnly ?? READ_VERB.test(record.eventName ?? '')
  return isRead ? 'management read' : 'management write'
}
