import { parseArn } from '#shared/facts/arn.ts'
import { isJsonObject } from '#shared/facts/json.ts'
import type { JsonValue } from '#shared/facts/json.ts'
import { partitionOfRegion } from '#shared/facts/partition.ts'
import type { TrailRecord } from '#shared/facts/trail-record.ts'
import { leavesOf } from './parameter-leaves.ts'
import type { Leaves } from './parameter-leaves.ts'

/** A record read as an API call: where it went, and its parameters under names that no longer depend on a service's spelling. */
export interface Call {
  readonly record: TrailRecord
  readonly partition: string
  readonly region: string
  /** The account in which the caller's own names mean something. */
  readonly account: string
  readonly parameters: Leaves
  readonly response: Leaves
  /** Parameters at the top level by their names in lower case. */
  readonly topLevel: ReadonlyMap<string, JsonValue>
}

/** The account in which the caller's own names mean something; `*` where the record does not tell. */
export const accountOf = (record: TrailRecord): string => {
  const identity = record.userIdentity
  // A caller of another account or an AWS service names things in the account that received the call.
  const foreign = identity?.type === 'AWSAccount' || identity?.type === 'AWSService'
  const own =
    identity?.accountId ?? identity?.sessionContext?.sessionIssuer?.accountId ?? parseArn(identity?.arn ?? '')?.account
  return (foreign ? record.recipientAccountId : (own ?? record.recipientAccountId)) ?? own ?? '*'
}

/** What names that a call uses are relative to; equal for all records of a scope (`scope.ts`). */
export interface Place {
  readonly partition: string
  readonly region: string
  readonly account: string
}

export const placeOf = (record: TrailRecord): Place => {
  const region = record.awsRegion ?? '*'
  return {
    partition: parseArn(record.userIdentity?.arn ?? '')?.partition ?? partitionOfRegion(region),
    region: region === '' ? '*' : region,
    account: accountOf(record) || '*',
  }
}

export const callOf = (record: TrailRecord, place: Place): Call => new RecordedCall(record, place)

/** Reads what it is asked for: most calls are known by few parameters, and without their response. */
class RecordedCall implements Call {
  readonly record: TrailRecord
  readonly partition: string
  readonly region: string
  readonly account: string
  #parameters: Leaves | undefined
  #response: Leaves | undefined
  #topLevel: ReadonlyMap<string, JsonValue> | undefined

  constructor(record: TrailRecord, { partition, region, account }: Place) {
    this.record = record
    this.partition = partition
    this.region = region
    this.account = account
  }

  get parameters(): Leaves {
    return (this.#parameters ??= leavesOf(this.record.requestParameters))
  }

  get response(): Leaves {
    return (this.#response ??= leavesOf(this.record.responseElements))
  }

  get topLevel(): ReadonlyMap<string, JsonValue> {
    return (this.#topLevel ??= byLowerName(this.record.requestParameters))
  }
}

const NO_PARAMETERS: ReadonlyMap<string, JsonValue> = new Map()

/** Of names that differ only in case the first counts. */
const byLowerName = (parameters: JsonValue | undefined): ReadonlyMap<string, JsonValue> => {
  if (!isJsonObject(parameters)) return NO_PARAMETERS
  const found = new Map<string, JsonValue>()
  for (const name of Object.keys(parameters)) {
    const lower = lowerCase(name)
    const value = parameters[name]
    if (value !== undefined && !found.has(lower)) found.set(lower, value)
  }
  return found
}

const NAME_MEMORY = 20_000
const lowerNames = new Map<string, string>()
const lowerCase = (name: string): string => {
  const known = lowerNames.get(name)
  if (known !== undefined) return known
  const lower = name.toLowerCase()
  if (lowerNames.size >= NAME_MEMORY) lowerNames.clear()
  lowerNames.set(name, lower)
  return lower
}

/** A parameter at the top level, whatever the case and punctuation of its name. */
export const topLevelOf = (call: Call, name: string): JsonValue | undefined => call.topLevel.get(lowerCase(name))

const isEmpty = (value: JsonValue | undefined): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  value === false ||
  // Old S3 records hold query and header values as lists: {"acl":[""]}.
  (Array.isArray(value) && value.every((item: JsonValue) => isEmpty(item))) ||
  (isJsonObject(value) && (Object.keys(value).length === 0 || (Object.keys(value).length === 1 && isEmptyItems(value))))

// EC2 writes an empty list as {"items":[]}.
const isEmptyItems = (value: JsonValue): boolean =>
  isJsonObject(value) && Array.isArray(value['items']) && value['items'].length === 0

/** True if the call sent a parameter of one of these names at the top level, and not an empty one. */
export const sent = (call: Call, ...names: readonly string[]): boolean =>
  names.some((name) => !isEmpty(topLevelOf(call, name)))

/** The same for many names, given in lower case. */
export const sentAny = (call: Call, lowerNames: ReadonlySet<string>): boolean => {
  for (const [name, value] of call.topLevel) if (lowerNames.has(name) && !isEmpty(value)) return true
  return false
}

/** A top-level parameter as text; old S3 records hold it in a list of one. */
export const textParameterOf = (call: Call, ...names: readonly string[]): string | undefined => {
  for (const name of names) {
    const value = topLevelOf(call, name)
    const text: JsonValue | undefined = Array.isArray(value) ? value[0] : value
    if (typeof text === 'string' && text !== '') return text
  }
  return undefined
}
