import { mapEvent } from './events/map-event.ts'
import type { MappedBy } from './events/map-event.ts'
import { impliedNeedsOf } from './needs/implied-needs.ts'

export interface EventExplanation {
  readonly eventSource: string
  readonly eventName: string
  readonly actions: readonly string[]
  readonly mappedBy: MappedBy
  readonly notes: readonly string[]
}

/** Which IAM actions an event stands for, and why; without a record, the notes name the parameters that would tell more. */
export const explainEvent = (eventSource: string, eventName: string): EventExplanation => {
  const { actions, mappedBy, notes, callName } = mapEvent(eventSource, eventName)
  return { eventSource, eventName, actions, mappedBy, notes: [...notes, ...impliedNeedsOf(actions, callName)] }
}
