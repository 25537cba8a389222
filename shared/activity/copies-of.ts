import { fingerprint } from './fingerprint.ts'
import type { UsageProfile } from './usage-profile.ts'

/** Surplus copies of events, by what they were counted for. */
export interface SurplusCopies {
  readonly total: number
  /** False: only a sample of the events could be told apart, so more copies may be counted. */
  readonly exact: boolean
  readonly ofAction: (principalKey: string, actionKey: string) => ReadonlyMap<string, number> | undefined
  readonly ofRequest: (principalKey: string, actionKey: string, requestKey: string) => number
}

export const surplusCopiesOf = (profile: UsageProfile): SurplusCopies => {
  const actions = new Map<string, Map<string, number>>()
  const requests = new Map<string, number>()
  let total = 0
  for (const [, event] of profile.copies.entries()) {
    const surplus = event.copies - 1
    if (surplus === 0) continue
    total += surplus
    const key = `${event.principal}\n${event.action}`
    const outcomes = actions.get(key) ?? new Map<string, number>()
    outcomes.set(event.outcome, (outcomes.get(event.outcome) ?? 0) + surplus)
    actions.set(key, outcomes)
    for (const request of event.requests)
      add(requests, `${key}\n${event.outcome === 'denied' ? 'denied' : 'permitted'}\n${request}`, surplus)
  }
  return {
    total,
    exact: !profile.copies.overflowed,
    ofAction: (principal, action) => actions.get(`${principal}\n${action}`),
    ofRequest: (principal, action, request) =>
      requests.size === 0 ? 0 : (requests.get(`${principal}\n${action}\npermitted\n${fingerprint(request)}`) ?? 0),
  }
}

const add = (counts: Map<string, number>, key: string, count: number): void => {
  counts.set(key, (counts.get(key) ?? 0) + count)
}
