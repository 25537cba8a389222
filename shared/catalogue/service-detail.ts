import { serviceDetails } from './generated/service-details.js'

export interface ResourceType {
  readonly name: string
  /** `arn:${Partition}:s3:::${BucketName}`, as the Service Authorization Reference writes it. */
  readonly arn: string
  readonly conditionKeys: readonly string[]
}

export interface ActionDetail {
  readonly resourceTypes: readonly { readonly name: string; readonly required: boolean }[]
  readonly conditionKeys: readonly string[]
  readonly dependentActions: readonly string[]
}

interface PackedDetail {
  readonly k: readonly (readonly [string, string])[]
  readonly c: readonly (readonly number[])[]
  readonly t: readonly (readonly [string, string, number])[]
  readonly a: readonly (readonly [number, (readonly number[])?, (readonly string[])?])[]
}

let packed: ReadonlyMap<string, string> | undefined
const packedDetails = (): ReadonlyMap<string, string> => (packed ??= new Map(Object.entries(serviceDetails())))
const unpacked = new Map<string, PackedDetail>()

const detailOf = (service: string): PackedDetail | undefined => {
  const known = unpacked.get(service)
  if (known !== undefined) return known
  const text = packedDetails().get(service)
  if (text === undefined) return undefined
  const detail: PackedDetail = JSON.parse(text)
  unpacked.set(service, detail)
  return detail
}

const keysOfSet = (detail: PackedDetail, set: number): readonly string[] =>
  (detail.c[set] ?? []).flatMap((number) => detail.k[number]?.[0] ?? [])

/** Condition keys of a service with their types, without the global ones that no action of it names. */
export const serviceConditionKeysOf = (service: string): readonly (readonly [string, string])[] =>
  detailOf(service.toLowerCase())?.k ?? []

// Amazon API Gateway, Lex and Greengrass: one type of resource, of version 1 and of version 2.
const TEMPLATES_JOINED_BY = ', '

/**
 * Resource types of a service with their ARN templates; empty for a service that has none or does not exist. A type with two forms of ARN
 * stands there twice.
 */
export const resourceTypesOf = (service: string): readonly ResourceType[] => {
  const detail = detailOf(service.toLowerCase())
  if (detail === undefined) return []
  return detail.t.flatMap(([name, arns, set]) => {
    const conditionKeys = keysOfSet(detail, set)
    return arns.split(TEMPLATES_JOINED_BY).map((arn) => ({ name, arn, conditionKeys }))
  })
}

export const actionDetailOf = (service: string, index: number): ActionDetail => {
  const detail = detailOf(service)
  const [set, uses, dependentActions] = detail?.a[index] ?? [0]
  const resourceTypes = (uses ?? []).flatMap((use) => {
    const name = detail?.t[use >> 1]?.[0]
    return name === undefined ? [] : [{ name, required: use % 2 === 1 }]
  })
  return {
    resourceTypes,
    conditionKeys: detail === undefined ? [] : keysOfSet(detail, set),
    dependentActions: dependentActions ?? [],
  }
}
