import type { JsonObject } from '#shared/facts/json.ts'
import { event, type Event, userIdentity } from '#test/support/activity.ts'

export const KEY = 'AKIAONE'

/** A call of one key a day, on these days. */
export const keyCalls = (from: string, to: string, changes: JsonObject = {}, key = KEY): readonly Event[] => {
  const events: Event[] = []
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000)
    events.push(keyCall(new Date(at).toISOString().slice(0, 10), changes, key))
  return events
}

export const keyCall = (time: string, changes: JsonObject = {}, key = KEY): Event =>
  event(time, { userIdentity: userIdentity('bot', key), ...changes })
