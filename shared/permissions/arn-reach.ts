import { serviceOfAction } from '#shared/facts/action-name.ts'
import { actionOf, actionsOfService, resourceTypesOf, services } from '#shared/catalogue/actions.ts'
import { EMPTY_SET, addSet, bitsOfActions, noActions, packSet } from './action-set.ts'
import type { ActionSet } from './action-set.ts'
import { overlapsArn } from './arn-pattern.ts'
import { coversPattern, patternOf } from './wildcard-pattern.ts'
import type { WildcardPattern } from './wildcard-pattern.ts'

/** A resource type with its ARN as a pattern. */
interface ArnType {
  readonly service: string
  readonly name: string
  readonly pattern: WildcardPattern
}

const labelOf = ({ service, name }: ArnType): string => `${service} ${name}`

/** What a `Resource` value can mean: which actions can act on it at all, and which resource types it names as a whole. */
export interface ArnReach {
  readonly reached: ActionSet
  /** `service resource-type`, as `iam user` for `arn:aws:iam::111111111111:user/*`. */
  readonly whole: ReadonlySet<string>
}

const SERVICE_PART = 2
const partOf = (arn: string, index: number): string => arn.split(':')[index] ?? ''

interface ArnTemplate {
  readonly service: string
  readonly name: string
  readonly arn: string
}

let templates: ReadonlyMap<string, readonly ArnTemplate[]> | undefined

/** Resource types by the service in their ARN, which is not always the one in the action's name. */
const templatesByArnService = (): ReadonlyMap<string, readonly ArnTemplate[]> => {
  if (templates !== undefined) return templates
  const byService = new Map<string, ArnTemplate[]>()
  for (const service of services()) {
    for (const { name, arn } of resourceTypesOf(service)) {
      const key = partOf(arn, SERVICE_PART)
      const list = byService.get(key) ?? []
      list.push({ service, name, arn })
      byService.set(key, list)
    }
  }
  templates = byService
  return byService
}

const typesIn = (partition: string, accountId: string): ((arnService: string | undefined) => readonly ArnType[]) => {
  const memory = new Map<string, readonly ArnType[]>()
  const fill = ({ service, name, arn }: ArnTemplate): ArnType => {
    const filled = arn.replaceAll('${Partition}', partition).replaceAll('${Account}', accountId)
    return { service, name, pattern: patternOf(filled.replaceAll(/\$\{[^}]*\}/gu, '*')) }
  }
  const typesOf = (arnService: string): readonly ArnType[] => {
    const known = memory.get(arnService)
    if (known !== undefined) return known
    const made = (templatesByArnService().get(arnService) ?? []).map(fill)
    memory.set(arnService, made)
    return made
  }
  return (arnService) =>
    arnService === undefined ? [...templatesByArnService().keys()].flatMap(typesOf) : typesOf(arnService)
}

const actionsByType = new Map<string, ReadonlyMap<string, ActionSet>>()

const actionsOfTypes = (service: string): ReadonlyMap<string, ActionSet> => {
  const known = actionsByType.get(service)
  if (known !== undefined) return known
  const names = new Map<string, string[]>()
  for (const action of actionsOfService(service)) {
    for (const type of actionOf(action)?.resourceTypes ?? []) {
      const list = names.get(type.name)
      if (list === undefined) names.set(type.name, [action])
      else list.push(action)
    }
  }
  const sets = new Map([...names].map(([type, actions]) => [type, packSet(bitsOfActions(actions))]))
  actionsByType.set(service, sets)
  return sets
}

const actionsOf = (types: readonly ArnType[]): ActionSet => {
  const reached = noActions()
  for (const { service, name } of types) addSet(reached, actionsOfTypes(service).get(name) ?? EMPTY_SET)
  return packSet(reached)
}

/** The ARN's service; undefined if wildcards hide it. */
const arnServiceOf = (pattern: WildcardPattern): string | undefined => {
  const parts = pattern.literal.split(':')
  return parts.length > SERVICE_PART + 1 ? parts[SERVICE_PART] : undefined
}

const MEMORY_LIMIT = 50_000

/** Answers for one account: its partition and id stand in the ARNs of "all users of this account". */
export const arnReachIn = (partition: string, accountId: string): ((pattern: WildcardPattern) => ArnReach) => {
  const typesOf = typesIn(partition, accountId)
  const memory = new Map<string, ArnReach>()
  const byTypes = new Map<string, ArnReach>()

  const read = (pattern: WildcardPattern): ArnReach => {
    const types = typesOf(arnServiceOf(pattern)).filter((type) => overlapsArn(pattern, type.pattern))
    const whole = types.filter((type) => coversPattern(pattern, type.pattern)).map(labelOf)
    // A thousand tables reach the same: an account has few different answers.
    const key = `${types.map(labelOf).join()}\n${whole.join()}`
    const known = byTypes.get(key)
    if (known !== undefined) return known
    const reach = { reached: actionsOf(types), whole: new Set(whole) }
    if (byTypes.size >= MEMORY_LIMIT) byTypes.clear()
    byTypes.set(key, reach)
    return reach
  }

  return (pattern) => {
    const known = memory.get(pattern.encoded)
    if (known !== undefined) return known
    const reach = read(pattern)
    if (memory.size >= MEMORY_LIMIT) memory.clear()
    memory.set(pattern.encoded, reach)
    return reach
  }
}

/** True if every resource that the action can act on is of a type named as a whole. */
export const actsOnlyOn = (action: string, whole: ReadonlySet<string>): boolean => {
  const service = serviceOfAction(action)
  const types = actionOf(action)?.resourceTypes ?? []
  return types.length > 0 && types.every(({ name }) => whole.has(`${service} ${name}`))
}
