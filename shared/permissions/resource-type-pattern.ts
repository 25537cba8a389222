import { serviceOfAction } from '#shared/facts/action-name.ts'
import { actionOf, resourceTypesOf } from '#shared/catalogue/actions.ts'
import { actionsIn, actionsMatching } from './action-set.ts'
import { overlapsArn } from './arn-pattern.ts'
import { patternOf } from './wildcard-pattern.ts'
import type { WildcardPattern } from './wildcard-pattern.ts'

/** A `Resource` value ready to be compared; policy variables stand for anything. */
export interface NamedResource {
  readonly pattern: WildcardPattern
  /** A bucket's name has no slash, so an ARN with one is an object's and never the bucket's. */
  readonly hasSlash: boolean
}

interface TypePattern {
  readonly name: string
  readonly pattern: WildcardPattern
  readonly isBucket: boolean
}

const SERVICE_PART = 2
const REGION_PART = 3
const RESOURCE_PART = 5
const withoutVariables = (text: string): string => (text.includes('${') ? text.replaceAll(/\$\{[^}]*\}/gu, '*') : text)

const hasSlash = (arn: string): boolean => {
  let resource = 0
  for (let part = 0; part < RESOURCE_PART; part += 1) {
    resource = arn.indexOf(':', resource) + 1
    if (resource === 0) return false
  }
  return arn.includes('/', resource)
}

export const namedResource = (text: string): NamedResource => {
  const plain = withoutVariables(text)
  return { pattern: patternOf(plain), hasSlash: hasSlash(plain) }
}

// Public parameters, documents and images belong to AWS and have no account in their ARN: only of these services everything has one.
const ALWAYS_OF_AN_ACCOUNT: ReadonlySet<string> = new Set([
  'dynamodb',
  'ecs',
  'iam',
  'kms',
  'lambda',
  'logs',
  'secretsmanager',
  'sns',
  'sqs',
])
const FILLED_IN = '?*'

/** `arn:aws:lambda::111111111111:function:x` has no Region and `arn:aws:iam:::role/x` no account: they are no ARNs of the kind. */
const typeText = (arn: string): string => {
  const parts = arn.split(':')
  const hasAccount = ALWAYS_OF_AN_ACCOUNT.has(parts[SERVICE_PART] ?? '')
  return parts
    .map((part, index) => {
      const isFilledIn = (index === REGION_PART && part === '${Region}') || (hasAccount && part === '${Account}')
      return isFilledIn ? FILLED_IN : withoutVariables(part)
    })
    .join(':')
}

const memory = new Map<string, ReadonlyMap<string, readonly TypePattern[]>>()

const typesOfService = (service: string): ReadonlyMap<string, readonly TypePattern[]> => {
  const known = memory.get(service)
  if (known !== undefined) return known
  const types = resourceTypesOf(service).map(({ name, arn }): TypePattern => {
    const isBucket = arn.endsWith(':s3:::${BucketName}')
    return { name, pattern: patternOf(typeText(arn)), isBucket }
  })
  const made = Map.groupBy(types, ({ name }) => name)
  memory.set(service, made)
  return made
}

/** `elsewhere`: an action names a type of another service, whose ARN stands there: nothing to compare with. */
type ActedOn = 'nothing' | 'elsewhere' | readonly TypePattern[]

const findActedOn = (actions: readonly string[]): ActedOn => {
  const found = new Set<TypePattern>()
  for (const action of actions) {
    const types = typesOfService(serviceOfAction(action))
    for (const { name } of actionOf(action)?.resourceTypes ?? []) {
      const type = types.get(name)
      if (type === undefined) return 'elsewhere'
      for (const form of type) found.add(form)
    }
  }
  return found.size === 0 ? 'nothing' : [...found]
}

const MEMORY_LIMIT = 20_000
const actedOn = new Map<string, ActedOn>()

/** What the actions of a pattern can act on, found out once: `s3:*` stands in many policies. */
const actedOnBy = (pattern: string): ActedOn => {
  const known = actedOn.get(pattern)
  if (known !== undefined) return known
  const actions = actionsIn(actionsMatching(pattern))
  // What matches no action is a fault of another kind.
  const found = actions.length === 0 ? 'elsewhere' : findActedOn(actions)
  if (actedOn.size >= MEMORY_LIMIT) actedOn.clear()
  actedOn.set(pattern, found)
  return found
}

export type Fit = 'fits' | 'never' | 'takes-no-resource'

/** Can an action of the pattern ever be asked for one of these resources? */
export const fitOf = (pattern: string, resources: readonly NamedResource[]): Fit => {
  const types = actedOnBy(pattern)
  if (types === 'nothing') return 'takes-no-resource'
  if (types === 'elsewhere') return 'fits'
  const fits = types.some((type) =>
    resources.some((named) => !(type.isBucket && named.hasSlash) && overlapsArn(named.pattern, type.pattern)),
  )
  return fits ? 'fits' : 'never'
}
