import type { JsonValue } from '#shared/facts/json.ts'
import { alertMessage } from '#shared/notifications/alert.ts'
import { readEnvelope, type WatchedEvent } from './event-envelope.ts'
import { judgeEvent, type WatchContext } from './judge-event.ts'
import { alertName, raiseAlert, type Raising } from './raise-alert.ts'

export interface Watch extends WatchContext, Raising {
  readonly partition: string
  readonly environment?: string | undefined
}

export type Watched =
  | { readonly state: 'ignored'; readonly reason: string }
  | { readonly state: 'calm' }
  | { readonly state: 'sent' | 'sent before'; readonly ruleId: string }

const eventOf = ({ record, at }: WatchedEvent) => ({
  id: record.eventID ?? '',
  name: record.eventName ?? '',
  source: record.eventSource ?? '',
  time: at.toISOString(),
  region: record.awsRegion ?? '',
  ...(record.sourceIPAddress === undefined ? {} : { sourceAddress: record.sourceIPAddress.slice(0, 500) }),
  ...(record.userAgent === undefined ? {} : { userAgent: record.userAgent.slice(0, 500) }),
})

/** One event of EventBridge: judged, and told at once if it cannot wait. Several findings of one event are one alert, the gravest. */
export const watchEvent = async (envelope: JsonValue, watch: Watch): Promise<Watched> => {
  const reading = readEnvelope(envelope, watch.partition)
  if (reading.state === 'ignored') return reading
  const { event } = reading
  const findings = judgeEvent(event, watch)
  const [gravest] = findings
  if (gravest === undefined) return { state: 'calm' }
  const name = alertName(event, findings)
  const account = { id: event.account, name: event.account, partition: event.partition }
  const message = alertMessage({
    name,
    account,
    environment: watch.environment,
    event: eventOf(event),
    finding: gravest,
  })
  return { state: await raiseAlert(watch, name, message), ruleId: gravest.ruleId }
}
