import { canonicalActionOf } from '../actions.ts'
import { apiGatewayActionsOf } from './api-gateway-events.ts'
import { withoutApiVersion } from './event-name.ts'
import { prefixesOfSource, sourceNameOf } from './event-sources.ts'
import { reasonForNoPermission } from './events-without-permission.ts'
import { isNonApiEventName } from './non-api-events.ts'
import { conditionalActionsOf, eventChoiceOf } from './parameter-dependent-events.ts'
import type { ConditionalAction, EventChoice } from './parameter-dependent-events.ts'
import { renamedActionsOf } from './renamed-events.ts'

/** Which layer gave the answer. */
export type MappedBy =
  | 'denial-text'
  | 'override'
  | 'name'
  | 'renamed'
  | 'api-gateway'
  | 'multi-action'
  | 'no-permission'
  | 'not-an-api-call'
  | 'unmapped'

export type Confidence = 'high' | 'medium' | 'low'

/** What an event's source and name alone tell; `also` and `choice` wait for the parameters of a record. */
export interface EventMapping {
  readonly eventSource: string
  readonly eventName: string
  /** The event's name without an API version. */
  readonly callName: string
  readonly prefix: string
  readonly actions: readonly string[]
  readonly also: readonly ConditionalAction[]
  readonly choice?: EventChoice
  /** Actions of the same name under other prefixes of a shared source, told apart by parameters. */
  readonly rivals: readonly string[]
  readonly mappedBy: MappedBy
  readonly confidence: Confidence
  readonly notes: readonly string[]
}

type Found = Pick<EventMapping, 'prefix' | 'actions' | 'mappedBy' | 'confidence' | 'notes'> &
  Partial<Pick<EventMapping, 'also' | 'choice' | 'rivals'>>

const existing = (actions: readonly string[]): readonly string[] | undefined => {
  const found = actions.map((action) => canonicalActionOf(action))
  return found.every((action) => action !== undefined) ? found : undefined
}

const byChoice = (prefix: string, name: string): Found | undefined => {
  const choice = eventChoiceOf(prefix, name)
  const actions = choice && existing(choice.among)
  if (choice === undefined || actions === undefined) return undefined
  const several = actions.length > 1
  const notes = [
    several ? `One or more of these, by ${choice.by}.` : `IAM calls ${name} ${actions.join(' ')}; ${choice.by}.`,
  ]
  return { prefix, actions, choice, mappedBy: several ? 'multi-action' : 'override', confidence: 'high', notes }
}

const byConditions = (prefix: string, name: string): Found | undefined => {
  const row = conditionalActionsOf(prefix, name)
  const actions = row && existing(row.always)
  if (row === undefined || actions === undefined) return undefined
  const notes = row.also.map(({ action, onlyIf }) => `Also ${action}, only if ${onlyIf}.`)
  const same = actions.length === 1 && actions[0]?.toLowerCase() === `${prefix}:${name}`.toLowerCase()
  const mappedBy = actions.length > 1 ? 'multi-action' : same ? 'name' : 'override'
  return { prefix, actions, also: row.also, mappedBy, confidence: 'high', notes }
}

const byOverride = (prefix: string, name: string): Found | undefined => {
  const renamed = renamedActionsOf(prefix, name)
  const actions = renamed && existing(renamed)
  if (actions === undefined) return undefined
  const mappedBy = actions.length > 1 ? 'multi-action' : 'override'
  const notes = [`IAM calls ${name} ${actions.join(' and ')}.`]
  return { prefix, actions, mappedBy, confidence: 'high', notes }
}

const byApiGateway = (prefix: string, name: string): Found | undefined => {
  if (prefix !== 'apigateway') return undefined
  const actions = existing(apiGatewayActionsOf(name))
  if (actions === undefined || actions.length === 0) return undefined
  const notes = [`API Gateway authorizes the HTTP verb on the path of the resource, not the operation's name.`]
  return { prefix, actions, mappedBy: 'api-gateway', confidence: 'high', notes }
}

/** Prefixes that share one event source and some of their actions' names; `choose-rival.ts` tells them apart. */
const SHARED: ReadonlySet<string> = new Set(['autoscaling', 'codestar-connections', 'codeconnections', 'sso'])

const byName = (prefixes: readonly string[], name: string): Found | undefined => {
  const found = prefixes.flatMap((prefix) => {
    const action = canonicalActionOf(`${prefix}:${name}`)
    return action === undefined ? [] : [{ prefix, action }]
  })
  const [first, ...others] = found
  if (first === undefined) return undefined
  const rivals = SHARED.has(first.prefix) ? others.map(({ action }) => action) : []
  const notes = rivals.length > 0 ? [`${rivals.join(' or ')} shares this event source: the parameters tell which.`] : []
  return { prefix: first.prefix, actions: [first.action], rivals, mappedBy: 'name', confidence: 'high', notes }
}

const withoutPermission = (prefix: string, name: string): Found | undefined => {
  const reason = reasonForNoPermission(prefix, name)
  return reason === undefined
    ? undefined
    : { prefix, actions: [], mappedBy: 'no-permission', confidence: 'high', notes: [`No IAM permission: ${reason}.`] }
}

const firstOf = (prefixes: readonly string[], layer: (prefix: string) => Found | undefined): Found | undefined => {
  for (const prefix of prefixes) {
    const found = layer(prefix)
    if (found !== undefined) return found
  }
  return undefined
}

const byTables = (prefix: string, name: string): Found | undefined =>
  byChoice(prefix, name) ?? byConditions(prefix, name) ?? byOverride(prefix, name)

/** The tables of a later prefix say nothing where an earlier one has an action of the name: `s3express:CreateBucket` is not S3's. */
const untilNamed = (prefixes: readonly string[], name: string): readonly string[] => {
  const named = prefixes.findIndex((prefix) => canonicalActionOf(`${prefix}:${name}`) !== undefined)
  return named < 0 ? prefixes : prefixes.slice(0, named + 1)
}

const layered = (prefixes: readonly string[], name: string): Found | undefined =>
  firstOf(prefixes, (prefix) => withoutPermission(prefix, name)) ??
  firstOf(untilNamed(prefixes, name), (prefix) => byTables(prefix, name)) ??
  byName(prefixes, name) ??
  firstOf(prefixes, (prefix) => byApiGateway(prefix, name))

const versioned = (prefixes: readonly string[], name: string): (Found & { readonly callName: string }) | undefined => {
  const exact = layered(prefixes, name)
  if (exact !== undefined) return { ...exact, callName: name }
  const callName = withoutApiVersion(name)
  const found = callName === undefined ? undefined : layered(prefixes, callName)
  if (found === undefined || callName === undefined) return undefined
  const mappedBy = found.mappedBy === 'name' ? 'renamed' : found.mappedBy
  return {
    ...found,
    callName,
    mappedBy,
    notes: [`The event's name carries an API version; the call is ${callName}.`, ...found.notes],
  }
}

const nothing = (prefix: string, source: string, name: string): Found =>
  isNonApiEventName(source, name)
    ? {
        prefix,
        actions: [],
        mappedBy: 'not-an-api-call',
        confidence: 'high',
        notes: [`${name} is written by the service or the console: no call, no permission.`],
      }
    : {
        prefix,
        actions: [],
        mappedBy: 'unmapped',
        confidence: 'low',
        notes: [`IAM has no action ${prefix}:${name}, and no table names another one for it.`],
      }

const mapAfresh = (eventSource: string, eventName: string): EventMapping => {
  const prefixes = prefixesOfSource(eventSource)
  const source = sourceNameOf(eventSource)
  const prefix = prefixes[0] ?? source
  const found = versioned(prefixes, eventName) ?? { ...nothing(prefix, source, eventName), callName: eventName }
  const base = { also: [], rivals: [], eventSource, eventName }
  return { ...base, ...found }
}

// Sources and names are few in a real log; a made-up log must not fill the memory.
const MEMORY_LIMIT = 50_000
const memory = new Map<string, EventMapping>()

/** The mapping of an event's source and name, remembered: a log asks this once for every record. */
export const mapEvent = (eventSource: string, eventName: string): EventMapping => {
  const key = `${eventSource}\n${eventName}`
  const known = memory.get(key)
  if (known !== undefined) return known
  const mapping = mapAfresh(eventSource, eventName)
  if (memory.size >= MEMORY_LIMIT) memory.clear()
  memory.set(key, mapping)
  return mapping
}
